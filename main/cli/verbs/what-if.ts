import {
  type ChangeKind,
  type ChangeView,
  type DifferenceView,
  PRESENT,
  type PresentFigures,
  type Scenario,
  type ScenarioFigures,
  type ScenarioRequest,
} from '../../../shared/contract/what-if.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { notFound } from '../../engine/db/procedure.ts';
import type { Engine } from '../../engine/engine.ts';
import { readJson, readModel } from '../../engine/match/model/read-model.ts';
import { type Call, type Command, projectPath, text, WrongUse, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { entityOf } from '../model-entity.ts';
import type { Output } from '../output.ts';
import { runJob, withEngine } from '../with-engine.ts';

type Action = (call: Call, engine: Engine, names: readonly string[]) => Promise<void>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['list', list],
  ['run', run],
  ['diff', diff],
  ['again', again],
  ['rename', rename],
  ['delete', remove],
  ['adopt', adopt],
]);

export const command: Command = {
  options: {
    project: { type: 'string' },
    entity: { type: 'string' },
    from: { type: 'string' },
    version: { type: 'string' },
    model: { type: 'string' },
    'auto-merge': { type: 'string' },
    review: { type: 'string' },
    'max-cluster': { type: 'string' },
    'shared-contacts': { type: 'string' },
    kind: { type: 'string' },
    search: { type: 'string' },
    limit: { type: 'string' },
  },
  async run(call) {
    const word = call.positionals[0] ?? '';
    const action = ACTIONS.get(word);
    if (action === undefined) throw new WrongUse([...ACTIONS.keys()].join('|'));
    const names = call.positionals.slice(text(call, 'project') === undefined ? 2 : 1);
    const anyhow = word === 'list' || word === 'diff';
    await withEngine(call, projectPath(call, 1), { anyhow }, (engine) => action(call, engine, names));
    return EXIT.done;
  },
};

function named(names: readonly string[], index: number, what: string): string {
  const name = names[index];
  if (name === undefined) throw new WrongUse(what);
  return name;
}

async function scenarios(call: Call, { client, project }: Engine) {
  const entity = entityOf(call, project.db);
  return { entity, ...(await client.whatIf.list({ entity })) };
}

/** By its name, else by its uid. @throws UserError `scenario.unknown`. */
async function scenarioNamed(call: Call, engine: Engine, name: string): Promise<Scenario> {
  const { scenarios: all } = await scenarios(call, engine);
  const found = all.find((one) => one.name === name) ?? all.find(({ uid }) => uid === name);
  if (!found) throw notFound('what-if', 'scenario', name);
  return found;
}

async function list(call: Call, engine: Engine): Promise<void> {
  const { output } = call;
  const { entity, scenarios: all, present } = await scenarios(call, engine);
  output.summary(
    [
      ...(present ? presentLines(output, present) : []),
      ...all.flatMap((scenario) => scenarioLines(output, scenario)),
      ...(all.length === 0 ? [output.t('whatIfDone.none', { entity })] : []),
    ],
    { entity, present, scenarios: all },
  );
}

async function run(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const name = named(names, 0, 'NAME');
  const entity = entityOf(call, engine.project.db);
  const request = requestOf(call);
  const result = await runJob(call, engine, 'whatIf', { entity, name, request });
  await tell(call, engine, result);
}

async function again(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const { uid } = await scenarioNamed(call, engine, named(names, 0, 'NAME'));
  await tell(call, engine, await runJob(call, engine, 'whatIf', { again: uid }));
}

async function tell(
  call: Call,
  engine: Engine,
  { uid, reused }: { readonly uid: string; readonly reused: boolean },
): Promise<void> {
  const scenario = await scenarioNamed(call, engine, uid);
  const { output } = call;
  output.summary([...scenarioLines(output, scenario), ...(reused ? [output.t('whatIfDone.reused')] : [])], {
    ...scenario,
    reused,
  });
}

const BASES = { 'in-force': 'in_force', 'last-run': 'last_run', template: 'template' } as const;

function requestOf(call: Call): ScenarioRequest {
  const autoMerge = bits(call, 'auto-merge');
  const review = bits(call, 'review');
  const limit = (name: string) => (text(call, name) === undefined ? undefined : wholeNumber(call, name, 100));
  const sharedContactLimit = limit('shared-contacts');
  const maxClusterSize = limit('max-cluster');
  return {
    basis: basisOf(call),
    thresholds: { ...(autoMerge !== undefined && { autoMerge }), ...(review !== undefined && { review }) },
    guards: {
      ...(sharedContactLimit !== undefined && { sharedContactLimit }),
      ...(maxClusterSize !== undefined && { maxClusterSize }),
    },
  };
}

function basisOf(call: Call): ScenarioRequest['basis'] {
  const model = text(call, 'model');
  if (model !== undefined)
    return { from: 'given', model: readModel(readJson(model, 'what-if.run'), 'what-if.run') };
  if (text(call, 'version') !== undefined)
    return { from: 'version', version: wholeNumber(call, 'version', 1) };
  const from = text(call, 'from') ?? 'in-force';
  if (!Object.hasOwn(BASES, from)) throw new WrongUse(`--from ${Object.keys(BASES).join('|')}`);
  return { from: BASES[from as keyof typeof BASES] };
}

function bits(call: Call, name: string): number | undefined {
  const value = text(call, name);
  if (value === undefined) return undefined;
  const number = Number(value.replace(',', '.'));
  if (value.trim() !== '' && Number.isFinite(number)) return number;
  throw new UserError({
    operation: 'cli',
    code: 'option.not_a_number',
    message: `--${name} takes a number of bits, not “${value}”.`,
    next: `Write for example --${name}=-2.5.`,
  });
}

async function diff(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const { output } = call;
  const [a, b] = [named(names, 0, 'A B'), named(names, 1, 'A B')];
  const entity = entityOf(call, engine.project.db);
  const uidOf = async (name: string) =>
    name === PRESENT ? PRESENT : (await scenarioNamed(call, engine, name)).uid;
  const sides = { entity, left: await uidOf(a), right: await uidOf(b) };
  const kind = kindOf(call);
  const { client } = engine;
  const difference = await client.whatIf.difference(sides);
  const { total, rows } = await client.whatIf.changes({
    ...sides,
    ...(kind && { kind }),
    search: text(call, 'search') ?? '',
    limit: Math.min(1000, Math.max(1, wholeNumber(call, 'limit', 20))),
  });
  const changes = [];
  for (const row of rows) {
    const { records } = await client.whatIf.change({ ...sides, record: row.record });
    changes.push({
      ...row,
      members: records.map(({ label, source, key, left, right }) => ({ label, source, key, left, right })),
    });
  }
  output.summary(
    [
      ...differenceLines(output, a, b, difference),
      ...changes.flatMap((change) => [
        changeLine(output, change),
        ...change.members.map((member) => output.t('whatIfDone.record', member)),
      ]),
      ...(total > rows.length
        ? [output.t('whatIfDone.more', { count: output.number(total - rows.length) })]
        : []),
    ],
    { ...sides, difference, total, changes },
  );
}

function kindOf(call: Call): ChangeKind | undefined {
  const kind = text(call, 'kind');
  if (kind === undefined || kind === 'merged' || kind === 'split' || kind === 'rearranged') return kind;
  throw new WrongUse('--kind merged|split|rearranged');
}

function changeLine(output: Output, { kind, label, records, left, right }: ChangeView): string {
  const sum = (sizes: readonly number[]) => sizes.map((size) => output.number(size)).join(' + ');
  return output.t(`whatIfDone.change.${kind}`, {
    label,
    records: output.number(records),
    left: sum(left),
    right: sum(right),
  });
}

function differenceLines(output: Output, left: string, right: string, found: DifferenceView): string[] {
  const count = (value: number) => output.number(value);
  const { kinds, onlyLeft, onlyRight } = found;
  return [
    output.t('whatIfDone.from', { left, right, records: count(found.records) }),
    output.t('whatIfDone.unchanged', { people: count(found.unchanged) }),
    ...(['merged', 'split', 'rearranged'] as const).map((kind) =>
      output.t(`whatIfDone.${kind}`, {
        changes: count(kinds[kind].changes),
        left: count(kinds[kind].left),
        right: count(kinds[kind].right),
      }),
    ),
    output.t('whatIfDone.pairChanges', { gained: count(found.pairsGained), lost: count(found.pairsLost) }),
    ...(onlyLeft + onlyRight > 0
      ? [output.t('whatIfDone.onlyOneSide', { left: count(onlyLeft), right: count(onlyRight) })]
      : []),
  ];
}

async function rename(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const [name, to] = [named(names, 0, 'NAME NEW'), named(names, 1, 'NAME NEW')];
  const { uid } = await scenarioNamed(call, engine, name);
  const renamed = await engine.client.whatIf.rename({ scenario: uid, name: to });
  call.output.summary([call.output.t('whatIfDone.renamed', { name, to })], { uid, name: to, ...renamed });
}

async function remove(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const { uid, name } = await scenarioNamed(call, engine, named(names, 0, 'NAME'));
  const removed = await engine.client.whatIf.remove({ scenario: uid });
  call.output.summary([call.output.t('whatIfDone.removed', { name })], { uid, name, ...removed });
}

async function adopt(call: Call, engine: Engine, names: readonly string[]): Promise<void> {
  const { output } = call;
  const { uid, name, adoption } = await scenarioNamed(call, engine, named(names, 0, 'NAME'));
  const { version, saved } = await engine.client.whatIf.adopt({ scenario: uid });
  const project = projectPath(call, 1);
  const lines = saved
    ? [
        version === null
          ? output.t('whatIfDone.adoptedTemplate', { project })
          : output.t('whatIfDone.adopted', { name, version, project }),
        ...(adoption === 'fixed' ? [output.t('whatIfDone.adoptedFixed')] : []),
      ]
    : [output.t('whatIfDone.adoptedBefore')];
  output.summary(lines, { uid, name, adoption, version, saved });
}

function presentLines(output: Output, { at, thresholds, figures, isOutOfDate }: PresentFigures): string[] {
  return [
    output.t('whatIfDone.golden', { at }),
    ...(isOutOfDate ? [output.t('whatIfDone.goldenOutOfDate')] : []),
    ...figureLines(output, thresholds, figures),
  ];
}

function scenarioLines(output: Output, scenario: Scenario): string[] {
  const { name, basis, version, at, thresholds, figures, isOutOfDate } = scenario;
  return [
    output.t('whatIfDone.scenario', {
      name,
      basis: output.t(`whatIfDone.basis.${basis}`, { version }),
      at,
    }),
    ...(isOutOfDate ? [output.t('whatIfDone.outOfDate')] : []),
    ...figureLines(output, thresholds, figures),
  ];
}

function figureLines(output: Output, thresholds: Scenario['thresholds'], figures: ScenarioFigures): string[] {
  const count = (value: number) => output.number(value);
  const { records, clusters, largest, merged, review, cut, decisions } = figures;
  const decided = decisions.agrees + decisions.doubts + decisions.contradicts;
  return [
    output.t('whatIfDone.thresholds', { ...thresholds }),
    output.t('whatIfDone.people', {
      records: count(records),
      clusters: count(clusters),
      largest: count(largest),
    }),
    output.t('whatIfDone.pairs', { merged: count(merged), review: count(review), cut: count(cut) }),
    ...(decided > 0 ? [output.t('whatIfDone.decisions', { ...decisions })] : []),
  ];
}
