import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { recordKeys } from '../../main/engine/match/blocking/keys.ts';
import { endOf, firstOf } from '../../main/engine/match/comparators/comparator.ts';
import type { Column, EncodedRecords } from '../../main/engine/match/encode.ts';
import { matchRecords } from '../../main/engine/match/match.ts';
import { exportSplink } from '../../main/engine/match/model/splink/export.ts';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MatchModel } from '../../shared/model/match-model.ts';
import { measure, printTable } from './measure.ts';

const SCRIPT = resolve(import.meta.dirname, 'splink-duckdb.py');
/** Lines written at a time. */
const BATCH = 10_000;

interface SplinkFigures {
  readonly splink: string;
  readonly duckdb: string;
  readonly weigh: number;
  readonly cluster: number;
  readonly kept: number;
  readonly clusters: number;
  readonly peakMb: number;
}

/**
 * The same records blocked, weighed and clustered by Splink on DuckDB: the same blocking keys (handed over as columns, so that
 * both weigh the same pairs but for oversized blocks, which Splink does not cut), the comparisons as the model exports them, the same m, u,
 * prior and thresholds, as many threads. Needs a Python with `splink` and `duckdb` ($PYTHON, else python3); says so where there is none.
 */
export async function compareWithSplink(
  records: EncodedRecords,
  entity: EntityType,
  model: MatchModel,
): Promise<void> {
  const python = process.env.PYTHON ?? 'python3';
  if (spawnSync(python, ['-c', 'import duckdb, splink']).status !== 0) {
    console.log(`Splink: not compared, as ${python} has no packages “splink” and “duckdb”`);
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), 'orfevre-splink-'));
  try {
    const input = writeInput(dir, records, entity, model);
    const { review, autoMerge } = model.thresholds;
    const theirs = await measure(python, [SCRIPT, ...input, `${review}`, `${autoMerge}`, `${THREADS}`]);
    if (theirs.code !== 0) throw new Error(theirs.stderr);
    const figures = JSON.parse(theirs.stdout.trim().split('\n').at(-1)!) as SplinkFigures;
    const start = performance.now();
    const ours = matchRecords(records, { ...model, train: false }, { threads: THREADS });
    const seconds = (performance.now() - start) / 1000;
    const kept = ours.pairs.weight.filter((weight) => weight >= review).length;
    const total = figures.weigh + figures.cluster;
    printTable(
      ['same rules, trained model', 'block, weigh, cluster s', 'pairs to merge or review', 'clusters'],
      [
        ['Orfèvre', seconds.toFixed(1), `${kept}`, `${ours.clusters}`],
        [
          `Splink ${figures.splink}, DuckDB ${figures.duckdb}`,
          total.toFixed(1),
          `${figures.kept}`,
          `${figures.clusters}`,
        ],
      ],
    );
    console.log(
      `${(total / seconds).toFixed(1)} times as fast; Splink's peak memory ${figures.peakMb.toFixed(0)} MB`,
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const THREADS = availableParallelism();

/** Records, settings and types of the columns as files, by their paths. */
function writeInput(dir: string, records: EncodedRecords, entity: EntityType, model: MatchModel): string[] {
  const { settings, columns } = exportSplink(model, entity, 'duckdb');
  const keys = model.blockingRules.map((rule) => recordKeys(records, rule, () => {}));
  const types = {
    unique_id: 'INTEGER',
    ...Object.fromEntries(columns.map(({ name, list }) => [name, list ? 'VARCHAR[]' : 'VARCHAR'])),
    ...Object.fromEntries(keys.map((_, r) => [`rule_${r}`, 'UINTEGER[]'])),
  };
  const rules = keys.map((_, r) => ({
    blocking_rule: `l.rule_${r} = r.rule_${r}`,
    sql_dialect: 'duckdb',
    arrays_to_explode: [`rule_${r}`],
  }));
  const paths = ['records.jsonl', 'settings.json', 'columns.json'].map((name) => join(dir, name));
  const [lines, chosen, typed] = paths as [string, string, string];
  writeFileSync(
    chosen,
    JSON.stringify({
      ...settings,
      blocking_rules_to_generate_predictions: rules,
      retain_matching_columns: false,
      retain_intermediate_calculation_columns: false,
    }),
  );
  writeFileSync(typed, JSON.stringify(types));
  const file = openSync(lines, 'w');
  let batch: string[] = [];
  for (let i = 0; i < records.count; i++) {
    const row: Record<string, unknown> = { unique_id: i };
    for (const { name, list } of columns) {
      const texts = textsOf(records, name, i);
      row[name] = texts.length === 0 ? null : list ? texts : texts[0];
    }
    keys.forEach((of, r) => {
      row[`rule_${r}`] = [...of.keys.subarray(of.starts[i]!, of.starts[i + 1]!)];
    });
    batch.push(JSON.stringify(row));
    if (batch.length < BATCH && i + 1 < records.count) continue;
    writeSync(file, `${batch.join('\n')}\n`);
    batch = [];
  }
  closeSync(file);
  return paths;
}

/** Values of one record in a column of Splink's table: those of an attribute, or of a part of its addresses. */
function textsOf(records: EncodedRecords, name: string, i: number): string[] {
  const whole = records.columns.get(name);
  if (whole !== undefined) return valuesOf(whole, i, (id) => whole.dictionary.text(id));
  const [attribute, part] = [name.slice(0, name.lastIndexOf('_')), name.slice(name.lastIndexOf('_') + 1)];
  const column = records.columns.get(attribute);
  const book = column?.addresses;
  if (column === undefined || book === null || book === undefined) return [];
  const parts = {
    number: [book.number, book.numbers],
    street: [book.street, book.streets],
    postcode: [book.postcode, book.postcodes],
    city: [book.city, book.cities],
  } as const;
  const [ids, texts] = parts[part as keyof typeof parts];
  return valuesOf(column, i, (id) => texts.text(ids[id]!)).filter((text) => text !== '');
}

function valuesOf(column: Column, i: number, text: (id: number) => string): string[] {
  const values: string[] = [];
  for (let k = firstOf(column, i); k < endOf(column, i); k++)
    if (column.ids[k] !== 0) values.push(text(column.ids[k]!));
  return values;
}
