import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { connectReader } from '../../main/engine/db/connect.ts';
import type { ReadDb, WriteDb } from '../../main/engine/db/handles.ts';
import { currentModel } from '../../main/engine/db/settings.ts';
import { explainStoredPair } from '../../main/engine/match/explain-stored.ts';
import { requireLastRun } from '../../main/engine/match/last-run.ts';
import { type MatchResult, matchRecords, matchTemplate } from '../../main/engine/match/match.ts';
import { encode } from '../../main/engine/match/stage.ts';
import { generateSample } from '../../main/engine/sample/generate.ts';
import type { EntityType } from '../../shared/model/canonical.ts';
import { cancelFlag, jobControl } from '../../shared/model/job.ts';
import type { MatchModel } from '../../shared/model/match-model.ts';
import { growing } from './growth.ts';
import { measure, orfevre, printTable } from './measure.ts';
import { compareWithSplink } from './splink.ts';

const ENTITY = 'individual';
/** Pairs explained one by one. */
const EXPLAINED = 200;

/**
 * What matching costs, stage by stage, with one thread and with as many as there are cores: on the people of the project
 * named, else of a generated one (`npm run bench -- match 1000000`: records; 100,000 without a number). The second half
 * of the table is a run with the model trained before. Then Splink with the same model, the waterfalls of single pairs, and what it costs when 1 % more
 * records come (`--growth`: only that).
 */
export async function run(args: string[]): Promise<void> {
  const named = args.find((arg) => arg.endsWith('.orfevre'));
  const dir = resolve(import.meta.dirname, '../../.bench/match');
  const project = named ?? (await generated(dir, Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100_000)));
  const db = connectReader(resolve(project));
  try {
    const entity = currentModel(db).model.entities.find(({ name }) => name === ENTITY)!;
    if (!args.includes('--growth')) {
      await matching(resolve(project), db, entity);
      explaining(db, entity);
    }
    growing(resolve(project), ENTITY);
  } finally {
    (db as WriteDb).close();
    if (named === undefined) rmSync(dir, { recursive: true, force: true });
  }
}

async function generated(dir: string, records: number): Promise<string> {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  await generateSample({ directory: dir, people: Math.round(records / 2), seed: 7 });
  const files = ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'shop_contacts.xlsx'];
  const recipe = join(dir, 'recipe.yml');
  const project = join(dir, 'project.orfevre');
  const suggest = await orfevre(['suggest', ...files.map((file) => join(dir, file)), '--out', recipe]);
  const job = await orfevre(['run', recipe, '--project', project, '--out', join(dir, 'out')]);
  if (suggest.code !== 0 || job.code !== 0) throw new Error(`${suggest.stderr}${job.stderr}`);
  return project;
}

async function matching(project: string, db: ReadDb, entity: EntityType): Promise<void> {
  const start = performance.now();
  const { records } = encode(
    db,
    entity,
    jobControl(cancelFlag(), () => undefined),
  );
  const encoded = performance.now();
  const model = matchTemplate(entity, records);
  const proposed = performance.now();
  console.log(
    `${records.count} records, ${records.distinct} distinct; read and encoded in ${seconds(encoded - start)} s, model proposed in ${seconds(proposed - encoded)} s`,
  );
  const rows: string[][] = [];
  const threads = [...new Set([1, availableParallelism()])];
  let trained: MatchResult | undefined;
  for (const count of threads) {
    const timed = stages((progress) => matchRecords(records, model, { threads: count, progress }));
    trained = timed.result;
    rows.push([`${count}`, 'to be trained', ...timed.columns]);
  }
  for (const count of threads) {
    const timed = stages((progress) =>
      matchRecords(records, { ...trained!.model, train: false }, { threads: count, progress }),
    );
    rows.push([`${count}`, 'trained', ...timed.columns]);
  }
  printTable(['threads', 'model', 'block s', 'train s', 'weigh s', 'cluster s', 'all s'], rows);
  const { rules, pairs, clusters, training } = trained!;
  const weighed = rules.reduce((sum, { newPairs }) => sum + newPairs, 0);
  console.log(
    `${weighed} pairs weighed, ${pairs.count} kept; ${clusters} clusters; trained in ${training.rounds} rounds`,
  );
  await apart(project, { ...trained!.model, train: false });
  await compareWithSplink(records, entity, trained!.model);
}

/** The same once more in a process that does nothing else: what it takes of memory. */
async function apart(project: string, model: MatchModel): Promise<void> {
  const file = `${project}.bench-model.json`;
  writeFileSync(file, JSON.stringify(model));
  try {
    const child = resolve(import.meta.dirname, 'match-child.ts');
    const { code, stdout, stderr, peakMb } = await measure(process.execPath, [child, project, file]);
    if (code !== 0) throw new Error(stderr);
    console.log(
      `trained, in a process of its own: ${seconds(Number(stdout))} s; peak memory, encoding included: ${Math.round(peakMb)} MB`,
    );
  } finally {
    rmSync(file, { force: true });
  }
}

/** Runs it, and says how long each of its stages took, in seconds, and all of them. */
function stages(work: (progress: (stage: string) => void) => MatchResult): {
  result: MatchResult;
  columns: string[];
} {
  const begun = new Map<string, number>();
  const start = performance.now();
  const result = work((stage) => {
    if (!begun.has(stage)) begun.set(stage, performance.now());
  });
  const end = performance.now();
  const marks = [...begun.values(), end];
  const times = marks.slice(1).map((mark, k) => seconds(mark - marks[k]!));
  return { result, columns: [...times, seconds(end - start)] };
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);

function explaining(db: ReadDb, entity: EntityType): void {
  const last = requireLastRun(db, entity.name, 'bench');
  const pairs = db
    .prepare('SELECT left_id, right_id FROM pair WHERE entity = ? LIMIT ?')
    .raw()
    .all(entity.name, EXPLAINED) as [number, number][];
  const times = pairs.map(([left, right]) => {
    const start = performance.now();
    explainStoredPair(db, entity, last, left, right);
    return performance.now() - start;
  });
  const [first = 0, ...rest] = times;
  rest.sort((a, b) => a - b);
  const middle = rest[rest.length >> 1] ?? 0;
  console.log(
    `waterfall of a pair: ${first.toFixed(1)} ms the first time, then ${middle.toFixed(1)} ms (slowest ${(rest.at(-1) ?? 0).toFixed(1)})`,
  );
}
