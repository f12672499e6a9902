import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect } from 'vitest';
import { generateSample } from '../../main/engine/sample/generate.ts';
import type { Decided, PairName, RowName } from './main-job.ts';

type Row = Readonly<Record<string, string>>;

export interface Silos {
  readonly files: readonly [string, ...string[]];
  /** Every row of the files that can be read, as the truth beside them lists it. */
  readonly rows: readonly RowName[];
}

const NAMES = ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'shop_contacts.xlsx'] as const;

/** Four files of silos that know some of the same people. */
export async function silosOf(folder: string): Promise<Silos> {
  await generateSample({ directory: folder, people: 200, seed: 7 });
  const [first, ...others] = NAMES.map((name) => join(folder, name));
  const rows = readCsv(join(folder, 'truth.csv')).map((row) => ({
    source: row.source!,
    key: row.source_key!,
  }));
  return { files: [first!, ...others], rows };
}

const readCsv = (path: string): Row[] =>
  Papa.parse<Row>(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true })
    .data;

export interface Exported {
  readonly golden: readonly Row[];
  readonly crosswalk: readonly Row[];
}

/** The usual files of an export. */
export function readExport(folder: string): Exported {
  const files = readdirSync(folder);
  const named = (part: string) => {
    const name = files.find((file) => file.includes(part) && file.endsWith('.csv'));
    if (name === undefined) throw new Error(`No ${part} among ${files.join(', ')}.`);
    return readCsv(join(folder, name));
  };
  return { golden: named('golden'), crosswalk: named('crosswalk') };
}

const idOf = ({ crosswalk }: Exported, { source, key }: RowName): string => {
  const row = crosswalk.find((one) => one.source === source && one.source_key === key);
  if (row?.golden_id === undefined) throw new Error(`No golden id for ${source} ${key}.`);
  return row.golden_id;
};

/** Every row of the files is in exactly one golden record, every golden record has rows, decisions hold. */
export function expectRight(exported: Exported, rows: readonly RowName[], decided: Decided): void {
  const { golden, crosswalk } = exported;
  const names = (list: readonly { source: string; key: string }[]) =>
    list.map(({ source, key }) => `${source} ${key}`).sort();
  expect(names(crosswalk.map((row) => ({ source: row.source!, key: row.source_key! })))).toEqual(names(rows));
  const ids = golden.map((row) => row.golden_id!);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(crosswalk.map((row) => row.golden_id!))].sort()).toEqual([...ids].sort());
  const sharesId = ([left, right]: PairName) => idOf(exported, left) === idOf(exported, right);
  expect(sharesId(decided.merged)).toBe(true);
  expect(sharesId(decided.keptApart)).toBe(false);
}
