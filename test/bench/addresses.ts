import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { standardiseAddress } from '../../main/engine/standardise/address.ts';
import { streetKey, streetType } from '../../main/engine/standardise/address-key.ts';
import { foldKey } from '../../main/engine/standardise/text.ts';

/** One address on one line, with the parts to find. */
export interface AddressCase {
  readonly line: string;
  readonly number: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly style: string;
}

const DEFAULT_FILE = '../shared/data/addresses-fr/lines.csv';
const SHOWN = 25;

/** Reads a file with the columns line, number, street, postcode, city, style. */
export function readAddressCases(path: string): readonly AddressCase[] {
  const text = readFileSync(path, 'utf8');
  return Papa.parse<AddressCase>(text, { header: true, skipEmptyLines: true }).data;
}

/** The parts found for a case, and whether all four are right but for accents, case, type abbreviations and a lost zero. */
export function judgeAddress(expected: AddressCase): { readonly right: boolean; readonly found: string } {
  const { parts = {} } = standardiseAddress({ line: expected.line }, { defaultCountry: 'FR' });
  const { number = '', street = '', postcode = '', city = '' } = parts;
  const right =
    foldKey(number) === foldKey(expected.number) &&
    sameStreet(street, expected.street) &&
    postcode === expected.postcode.padStart(5, '0') &&
    foldKey(city) === foldKey(expected.city);
  return { right, found: [number, street, postcode, city].join(' | ') };
}

function sameStreet(found: string, expected: string): boolean {
  if (foldKey(found) === foldKey(expected)) return true;
  return streetType(found) === streetType(expected) && streetKey(found) === streetKey(expected);
}

/** Prints the share of addresses taken apart rightly, per style, the first failures and the rate. */
export async function run(args: string[]): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const path = resolve(root, args[0] ?? DEFAULT_FILE);
  if (!existsSync(path)) {
    console.log(`addresses: no file ${path}, nothing measured`);
    return;
  }
  const cases = readAddressCases(path);
  const failures = report(cases);
  for (const { expected, found } of failures.slice(0, SHOWN)) {
    const { number, street, postcode, city } = expected;
    console.log(
      `  ${JSON.stringify(expected.line)}\n    want ${[number, street, postcode, city].join(' | ')}`,
    );
    console.log(`    have ${found}`);
  }
  measureRate(cases);
}

function report(cases: readonly AddressCase[]): { expected: AddressCase; found: string }[] {
  const styles = new Map<string, { right: number; all: number }>();
  const failures: { expected: AddressCase; found: string }[] = [];
  for (const expected of cases) {
    const { right, found } = judgeAddress(expected);
    const style = styles.get(expected.style) ?? { right: 0, all: 0 };
    styles.set(expected.style, { right: style.right + Number(right), all: style.all + 1 });
    if (!right) failures.push({ expected, found });
  }
  const share = (right: number, all: number): string =>
    `${((100 * right) / all).toFixed(2)} % (${right}/${all})`;
  console.log(`addresses right: ${share(cases.length - failures.length, cases.length)}`);
  for (const [style, { right, all }] of [...styles].sort()) console.log(`  ${style}: ${share(right, all)}`);
  return failures;
}

function measureRate(cases: readonly AddressCase[]): void {
  const rounds = Math.ceil(100_000 / cases.length);
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const { line } of cases) standardiseAddress({ line }, { defaultCountry: 'FR' });
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`addresses per second: ${Math.round((rounds * cases.length) / seconds).toLocaleString('en')}`);
}
