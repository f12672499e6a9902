import { writeFileSync } from 'node:fs';
import type {
  AccuracyResult,
  AccuracySample,
  AccuracyShare,
  BlindPair,
} from '../../../shared/contract/accuracy.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { labelFileOf, readLabelFile } from '../../engine/accuracy/label-file.ts';
import type { ReadDb } from '../../engine/db/handles.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, type Command, projectPath, text, WrongUse, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { withEngine } from '../with-engine.ts';

const STEPS = { start, next, label, result } as const;

export const command: Command = {
  options: {
    project: { type: 'string' },
    entity: { type: 'string' },
    sample: { type: 'string' },
    size: { type: 'string' },
    seed: { type: 'string' },
    limit: { type: 'string' },
    out: { type: 'string' },
    from: { type: 'string' },
  },
  async run(call) {
    const [word] = call.positionals;
    if (word === undefined || !Object.hasOwn(STEPS, word))
      throw new WrongUse('start|next|label|result PROJECT');
    const anyhow = word === 'next' || word === 'result';
    await withEngine(call, projectPath(call, 1), { anyhow }, (engine) =>
      STEPS[word as keyof typeof STEPS](call, engine),
    );
    return EXIT.done;
  },
};

async function start(call: Call, { client, project }: Engine): Promise<void> {
  const entity = text(call, 'entity') ?? largestEntity(project.db);
  const sample = await client.accuracy.start({
    entity,
    size: wholeNumber(call, 'size', 100),
    ...(text(call, 'seed') !== undefined && { seed: wholeNumber(call, 'seed', 1) }),
  });
  const { output } = call;
  const { uid, size, asked, population } = sample;
  output.summary(
    [
      output.t('accuracyDone.started', {
        uid,
        size: output.number(size),
        population: output.number(population),
      }),
      ...(size < asked ? [output.t('accuracyDone.fewer', { asked: output.number(asked) })] : []),
    ],
    sample,
  );
}

async function next(call: Call, { client, project }: Engine): Promise<void> {
  const { output } = call;
  const out = text(call, 'out');
  const limit = wholeNumber(call, 'limit', out === undefined ? 1 : 2_000);
  const found = await client.accuracy.next({ sample: sampleOf(call, project.db), limit });
  if (out !== undefined) writeFileSync(out, labelFileOf(found.pairs));
  const shown =
    out === undefined
      ? found.pairs.flatMap((pair) => pairLines(output, pair))
      : [output.t('accuracyDone.listed', { pairs: output.number(found.pairs.length), out })];
  output.summary(
    [...shown, progressLine(output, found.sample)],
    out === undefined ? found : { ...found, out },
  );
}

async function label(call: Call, { client, project }: Engine): Promise<void> {
  const from = text(call, 'from');
  const [, , pair, answer] = call.positionals;
  const labels = from === undefined ? [oneLabel(pair, answer)] : readLabelFile(from);
  const sample = sampleOf(call, project.db);
  const labelled = labels.length === 0 ? undefined : await client.accuracy.label({ sample, labels });
  const { output } = call;
  const told = labelled ?? (await client.accuracy.next({ sample })).sample;
  output.summary([progressLine(output, told)], told);
}

function oneLabel(pair: string | undefined, answer: string | undefined) {
  if (pair === undefined || !/^\d+$/.test(pair))
    throw new WrongUse('PAIR same|different|unsure | --from FILE');
  if (answer !== 'same' && answer !== 'different' && answer !== 'unsure')
    throw new WrongUse('same|different|unsure');
  return { pair: Number(pair), answer } as const;
}

async function result(call: Call, { client, project }: Engine): Promise<void> {
  const found = await client.accuracy.result({ sample: sampleOf(call, project.db) });
  call.output.summary(resultLines(call.output, found), found);
}

/** The sample named, else the last one drawn. */
function sampleOf(call: Call, db: ReadDb): string {
  const named = text(call, 'sample');
  if (named !== undefined) return named;
  const entity = text(call, 'entity');
  const last = db
    .prepare('SELECT uid FROM accuracy_sample WHERE ? IS NULL OR entity = ? ORDER BY id DESC LIMIT 1')
    .pluck()
    .get(entity ?? null, entity ?? null) as string | undefined;
  if (last !== undefined) return last;
  throw new UserError({
    operation: 'accuracy',
    code: 'accuracy.no_sample',
    message: 'No sample was drawn in this project yet.',
    next: 'Draw one: orfevre accuracy start PROJECT',
  });
}

/** What was matched last and has most records. */
function largestEntity(db: ReadDb): string {
  const entity = db
    .prepare(
      `SELECT entity FROM match_run WHERE id IN (SELECT max(id) FROM match_run GROUP BY entity)
       ORDER BY stats ->> '$.records' DESC, entity LIMIT 1`,
    )
    .pluck()
    .get() as string | undefined;
  if (entity !== undefined) return entity;
  throw new UserError({
    operation: 'accuracy.start',
    code: 'match.not_run',
    message: 'Nothing has been matched in this project yet.',
    next: 'Run the matching first: orfevre match --project FILE',
  });
}

function pairLines(output: Output, { pair, left, right, attributes }: BlindPair): string[] {
  const said = (values: readonly string[] | undefined) =>
    values?.join(' · ') ?? output.t('lineageDone.blank');
  return [
    output.t('accuracyDone.pair', {
      pair,
      left: `${left.source}/${left.key}`,
      right: `${right.source}/${right.key}`,
    }),
    ...attributes.map((name) => `  ${name}: ${said(left.values[name])}  |  ${said(right.values[name])}`),
  ];
}

const progressLine = (output: Output, { uid, labelled, size }: AccuracySample): string =>
  output.t('accuracyDone.progress', { uid, labelled: output.number(labelled), size: output.number(size) });

function resultLines(output: Output, found: AccuracyResult): string[] {
  const { sample, run, same, different, unsure, gone, isOwnRun, isBiased } = found;
  const count = (value: number) => output.number(value);
  const figure = (name: string, share: AccuracyShare | null) =>
    share === null
      ? output.t('accuracyDone.unknown', { name })
      : output.t('accuracyDone.figure', {
          name,
          value: output.percent(share.value),
          low: output.percent(share.low),
          high: output.percent(share.high),
        });
  return [
    figure(output.t('accuracyDone.precision'), found.precision),
    figure(output.t('accuracyDone.recall'), found.recall),
    figure('F1', found.f1),
    output.t('accuracyDone.labels', {
      labelled: count(sample.labelled),
      size: count(sample.size),
      same: count(same),
      different: count(different),
      unsure: count(unsure),
    }),
    ...(gone > 0 ? [output.t('accuracyDone.gone', { gone: count(gone) })] : []),
    run.leastWeight === null
      ? output.t('accuracyDone.unseen')
      : output.t('accuracyDone.unseenBelow', { bits: run.leastWeight.toFixed(1) }),
    ...(isOwnRun ? [] : [output.t('accuracyDone.otherRun', { at: sample.runAt })]),
    ...(isBiased ? [output.t('accuracyDone.biased')] : []),
  ];
}
