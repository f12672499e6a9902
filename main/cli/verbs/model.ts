import { writeFileSync } from 'node:fs';
import { UserError } from '../../../shared/model/errors.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { ReadDb } from '../../engine/db/handles.ts';
import {
  type ModelInForce,
  matchedEntity,
  modelInForce,
  modelOfVersion,
  modelVersions,
  saveMatchModel,
} from '../../engine/match/model/in-force.ts';
import { readJson, readModel } from '../../engine/match/model/read-model.ts';
import type { Note } from '../../engine/match/model/splink/note.ts';
import {
  noModel,
  projectSplinkExport,
  projectSplinkImport,
} from '../../engine/match/model/splink/project.ts';
import { DIALECTS, type Dialect } from '../../engine/match/model/splink/settings.ts';
import { requireSound } from '../../engine/match/model/validate.ts';
import {
  actor,
  type Call,
  type Command,
  projectPath,
  required,
  text,
  WrongUse,
  wholeNumber,
} from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { advise, training } from '../model-advice.ts';
import { entityOf } from '../model-entity.ts';
import { learn } from '../model-learn.ts';
import type { Output } from '../output.ts';
import { withEngine, withReader } from '../with-engine.ts';

/** A subject of the verb: what it does with the model of one entity. */
type Action = (call: Call, path: string) => Promise<void>;

const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['show', show],
  ['export', exportModel],
  ['import', importModel],
  ['reset', reset],
  ['versions', versions],
  ['restore', restore],
  ['advise', advise],
  ['training', training],
  ['learn', learn],
]);

export const command: Command = {
  options: {
    project: { type: 'string' },
    entity: { type: 'string' },
    file: { type: 'string' },
    splink: { type: 'boolean' },
    dialect: { type: 'string' },
    column: { type: 'string', multiple: true },
    version: { type: 'string' },
    'dry-run': { type: 'boolean' },
    save: { type: 'boolean' },
  },
  async run(call) {
    const action = ACTIONS.get(call.positionals[0] ?? '');
    if (action === undefined) throw new WrongUse([...ACTIONS.keys()].join('|'));
    await action(call, projectPath(call, 1));
    return EXIT.done;
  },
};

async function show(call: Call, path: string): Promise<void> {
  const inForce = await withReader(path, (db) => modelInForce(db, entityOf(call, db)));
  call.output.summary(modelLines(call.output, inForce), inForce);
}

function modelLines(
  output: Output,
  { entity, origin, model, version, at, problems, lastRun }: ModelInForce,
): string[] {
  const date = at ?? '';
  const head = output.t(`modelDone.origin.${origin}`, { entity, version: version ?? 0, at: date });
  if (model === null) return [head];
  const bits = (m: number, u: number): string =>
    u === 0 ? '∞' : Math.log2(Math.max(m, 1e-12) / u).toFixed(1);
  return [
    head,
    ...model.comparisons.flatMap(({ name, comparator, attributes, levels }) => [
      output.t('modelDone.comparison', { name, comparator, attributes: attributes.join(', ') }),
      ...levels.map((level) =>
        output.t('modelDone.level', {
          name: level.name,
          m: level.m.toPrecision(3),
          u: level.u.toPrecision(3),
          bits: bits(level.m, level.u),
        }),
      ),
    ]),
    output.t('modelDone.rules', { count: model.blockingRules.length }),
    ...model.blockingRules.map(({ name }) => `  ${name}`),
    output.t('modelDone.thresholds', { ...model.thresholds }),
    ...(origin === 'chosen' && lastRun !== null && model.train ? [output.t('modelDone.trains')] : []),
    ...problems.map(({ message }) => output.t('modelDone.problem', { message })),
  ];
}

async function exportModel(call: Call, path: string): Promise<void> {
  const out = text(call, 'file');
  const { output } = call;
  if (call.values.splink !== true) {
    const model = await withReader(path, (db): MatchModel => {
      const inForce = modelInForce(db, entityOf(call, db));
      if (inForce.model === null) throw noModel(inForce.entity);
      return inForce.model;
    });
    if (out === undefined) output.summary([JSON.stringify(model, null, 2)], model);
    else {
      write(out, model);
      output.summary([output.t('modelDone.written', { out })], { out, model });
    }
    return;
  }
  const dialect = dialectOf(call);
  const result = await withReader(path, (db) => projectSplinkExport(db, entityOf(call, db), dialect));
  const { settings, columns, notes } = result;
  if (out === undefined) {
    if (!output.json) for (const line of noteLines(output, notes)) output.note(line);
    output.summary([JSON.stringify(settings, null, 2)], result);
    return;
  }
  write(out, settings);
  const names = columns.map(({ name, list }) => (list ? `${name}[]` : name)).join(', ');
  output.summary(
    [
      output.t('modelDone.written', { out }),
      output.t('modelDone.columns', { columns: names }),
      ...noteLines(output, notes),
    ],
    { out, ...result },
  );
}

function dialectOf(call: Call): Dialect {
  const asked = text(call, 'dialect') ?? 'duckdb';
  const dialect = DIALECTS.find((one) => one === asked);
  if (dialect === undefined) throw new WrongUse(`--dialect ${DIALECTS.join('|')}`);
  return dialect;
}

function write(path: string, data: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(data, null, 2)}\n`);
  } catch (error) {
    throw new UserError({
      operation: 'model.export',
      code: 'file.not_written',
      message: `${path} cannot be written: ${(error as Error).message}.`,
      next: 'Choose another place.',
      where: { file: path },
    });
  }
}

async function importModel(call: Call, path: string): Promise<void> {
  const { output } = call;
  const data = readJson(required(call, 'file'), 'model.import');
  const dry = call.values['dry-run'] === true;
  const columns = columnChoices(call);
  const splink = call.values.splink === true;
  const read = (db: ReadDb, entity: string): { model: MatchModel; notes: readonly Note[] } =>
    splink
      ? projectSplinkImport(db, entity, data, columns)
      : { model: readModel(data, 'model.import'), notes: [] };
  // Read before anything is opened for writing: a bad file takes no lock.
  const { entity, model, notes } = await withReader(path, (db) => {
    const entityName = entityOf(call, db);
    const found = read(db, entityName);
    requireSound(found.model, matchedEntity(db, entityName, 'model.import'), 'model.import');
    return { entity: entityName, ...found };
  });
  const saved = dry
    ? undefined
    : await withEngine(call, path, {}, async (engine) =>
        saveMatchModel(engine.project.db, entity, model, actor(), 'model.import'),
      );
  const { comparisons, blockingRules } = model;
  const counts = { entity, comparisons: comparisons.length, rules: blockingRules.length };
  output.summary(
    [
      saved === undefined
        ? output.t('modelDone.dry', counts)
        : output.t('modelDone.imported', { ...counts, version: saved.version, project: path }),
      ...noteLines(output, notes),
    ],
    { entity, ...(saved ?? { saved: false }), model, notes },
  );
}

/** `--column first_name=given_name`, any number of times. */
function columnChoices(call: Call): Record<string, string> | undefined {
  const words = call.values.column;
  if (!Array.isArray(words)) return undefined;
  return Object.fromEntries(
    words.map((word) => {
      const equals = String(word).indexOf('=');
      if (equals < 1) throw new WrongUse('--column COLUMN=ATTRIBUTE');
      return [String(word).slice(0, equals), String(word).slice(equals + 1)];
    }),
  );
}

function noteLines(output: Output, notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  return [
    output.t('modelDone.notes', { count: notes.length }),
    ...notes.map(({ code, ...values }) => output.t(`modelNote.${code}`, values)),
  ];
}

async function reset(call: Call, path: string): Promise<void> {
  const { entity, reset: done } = await withEngine(call, path, {}, async (engine) => {
    const name = entityOf(call, engine.project.db);
    return { entity: name, ...(await engine.client.match.resetModel({ entity: name })) };
  });
  call.output.summary(
    [call.output.t(done ? 'modelDone.reset' : 'modelDone.notChosen', { entity, project: path })],
    {
      entity,
      reset: done,
    },
  );
}

async function versions(call: Call, path: string): Promise<void> {
  const { output } = call;
  const { entity, list } = await withReader(path, (db) => {
    const name = entityOf(call, db);
    return { entity: name, list: modelVersions(db, name) };
  });
  const lines = list.map(({ version, at, actor: who, what, sameAs, current }) =>
    output.t('modelDone.version', {
      mark: current ? '*' : ' ',
      version,
      at,
      actor: who,
      what: [
        ...what.map((part) => output.t(`modelDone.what.${part}`)),
        ...(sameAs === null ? [] : [output.t('modelDone.sameAs', { version: sameAs })]),
      ].join(', '),
    }),
  );
  output.summary(lines.length > 0 ? lines : [output.t('modelDone.noVersion', { entity })], {
    entity,
    versions: list,
  });
}

async function restore(call: Call, path: string): Promise<void> {
  required(call, 'version');
  const from = wholeNumber(call, 'version', 1);
  const entity = await withReader(path, (db) => {
    const name = entityOf(call, db);
    modelOfVersion(db, name, from);
    return name;
  });
  const saved = await withEngine(call, path, {}, (engine) =>
    engine.client.match.restoreModel({ entity, version: from }),
  );
  call.output.summary(
    [call.output.t('modelDone.restored', { from, entity, version: saved.version, project: path })],
    { entity, ...saved },
  );
}
