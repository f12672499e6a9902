import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { expect } from 'vitest';
import { generateSample } from '../../main/engine/sample/generate.ts';
import type { MappingCheck } from './mapping-step.ts';
import type { Decided, PairName, RowName } from './review-step.ts';

type Row = Readonly<Record<string, string>>;

export interface Silos {
  readonly files: readonly [string, ...string[]];
  /** Every row of the files that can be read, as the truth beside them lists it. */
  readonly rows: readonly (RowName & { readonly person: string })[];
  readonly mappings: readonly MappingCheck[];
}

/** The loyalty numbers, proposed for nothing since they are the key, become an attribute as well. */
const MAPPINGS: readonly MappingCheck[] = [
  {
    source: 'crm',
    proposed: {
      NOM: 'family_name',
      DATE_NAISSANCE: 'birth_date',
      TEL_MOBILE: 'phone',
      CODE_POSTAL: 'address.postcode',
    },
  },
  { source: 'ecommerce', proposed: { first_name: 'given_name', 'addresses[1].city': 'address.city' } },
  { source: 'shop_contacts', proposed: { Prénom: 'given_name', Adresse: 'address.line' } },
  {
    source: 'loyalty',
    proposed: { full_name: 'full_name', postcode_city: 'address.postcode_city' },
    added: { column: 'card_number', to: 'loyalty_number' },
  },
];

const NAMES = ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'shop_contacts.xlsx'] as const;

/** Four files of silos that know some of the same people. */
export async function silosOf(folder: string): Promise<Silos> {
  await generateSample({ directory: folder, people: 500, seed: 8 });
  const [first, ...others] = NAMES.map((name) => join(folder, name));
  const rows = readCsv(join(folder, 'truth.csv')).map((row) => ({
    source: row.source!,
    key: row.source_key!,
    person: row.entity_id!,
  }));
  return { files: [first!, ...others], rows, mappings: MAPPINGS };
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

/** Every row of the files is in exactly one golden record, every golden record has rows; decisions hold. */
export function expectRight(exported: Exported, { rows }: Silos, decided: Decided): void {
  const { golden, crosswalk } = exported;
  const names = (list: readonly RowName[]) => list.map(({ source, key }) => `${source} ${key}`).sort();
  expect(names(crosswalk.map((row) => ({ source: row.source!, key: row.source_key! })))).toEqual(names(rows));
  const ids = golden.map((row) => row.golden_id!);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(crosswalk.map((row) => row.golden_id!))].sort()).toEqual([...ids].sort());
  const sharesId = ([left, right]: PairName) => idOf(exported, left) === idOf(exported, right);
  expect(sharesId(decided.merged)).toBe(true);
  expect(sharesId(decided.keptApart)).toBe(false);
  expect(sharesId(decided.undone)).toBe(false);
  expectPeople(exported, rows);
}

/** What was added to the mapping: a golden record has a number of its own cards, and one only where it has cards. */
export function expectLoyaltyNumbers({ golden, crosswalk }: Exported): void {
  const cards = new Map<string, string[]>();
  for (const row of crosswalk.filter(({ source }) => source === 'loyalty'))
    cards.set(row.golden_id!, [...(cards.get(row.golden_id!) ?? []), row.source_key!]);
  const wrong = golden.filter(({ golden_id, loyalty_number }) => {
    const own = cards.get(golden_id!);
    return own ? !own.includes(loyalty_number!) : loyalty_number !== '';
  });
  expect(wrong).toEqual([]);
}

/** Hardly any golden record mixes people, and most people are one golden record, as the truth beside the files has it. */
function expectPeople(exported: Exported, rows: Silos['rows']): void {
  const people = new Map<string, Set<string>>();
  const golden = new Map<string, Set<string>>();
  const put = (sets: Map<string, Set<string>>, name: string, value: string) =>
    sets.set(name, (sets.get(name) ?? new Set()).add(value));
  for (const row of rows) {
    const id = idOf(exported, row);
    put(people, id, row.person);
    put(golden, row.person, id);
  }
  const alone = (sets: ReadonlyMap<string, ReadonlySet<string>>) =>
    [...sets.values()].filter(({ size }) => size === 1).length / sets.size;
  expect(alone(people)).toBeGreaterThan(0.97);
  expect(alone(golden)).toBeGreaterThan(0.8);
}

interface Decision {
  readonly kind: 'link' | 'keep_apart';
  readonly left: RowName;
  readonly right: RowName;
}

/** The decisions in force are the two that were not undone, on their rows. */
export function expectInForce(decisions: readonly Decision[], { merged, keptApart }: Decided): void {
  const names = ([left, right]: PairName) =>
    [left, right].map(({ source, key }) => `${source} ${key}`).sort();
  const inForce = decisions.map(({ kind, left, right }) => ({ kind, rows: names([left, right]) }));
  expect(inForce).toHaveLength(2);
  expect(inForce).toContainEqual({ kind: 'link', rows: names(merged) });
  expect(inForce).toContainEqual({ kind: 'keep_apart', rows: names(keptApart) });
}
