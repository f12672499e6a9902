import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { Random } from '../../main/engine/sample/random.ts';
import { COMMENTS } from '../../main/engine/sample/words/companies.ts';
import { FAMILY_NAMES } from '../../main/engine/sample/words/family-names.ts';
import { FASHIONS } from '../../main/engine/sample/words/given-names.ts';
import { TOWNS } from '../../main/engine/sample/words/places.ts';
import { STREET_NAMES } from '../../main/engine/sample/words/streets.ts';

/**
 * Rows of customers for the import benchmark: how fast text is read, not what it says. Cells come from pools, so that
 * making the file takes less time than reading it.
 */

const POOL = 1 << 14;
/** Rows joined before they are written. */
const BATCH = 2_048;

type Column = readonly [name: string, cell: (row: number, random: Random) => string];

/**
 * Writes a UTF-8 CSV of `rows` rows and `columns` columns (at least 1; ten columns are about 134 bytes a row), with a
 * header, commas, LF, and quotes around about one row in ten. The same seed gives the same bytes.
 * Returns the size in bytes.
 */
export async function writeWideCsv(path: string, rows: number, columns = 10, seed = 1): Promise<number> {
  const random = new Random(seed);
  const made = wideColumns(random, columns);
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const done = finished(out);
  out.write(`${made.map(([name]) => name).join(',')}\n`);
  for (let from = 0; from < rows; from += BATCH) {
    const lines: string[] = [];
    for (let row = from; row < Math.min(rows, from + BATCH); row++) lines.push(lineOf(made, row, random));
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await done;
  return out.bytesWritten;
}

function lineOf(columns: readonly Column[], row: number, random: Random): string {
  let line = '';
  for (const [at, [, cell]] of columns.entries()) line += (at === 0 ? '' : ',') + cell(row, random);
  return line;
}

/** The first ten columns are a customer's; further ones repeat them with a number. */
function wideColumns(random: Random, count: number): Column[] {
  const ten = customerColumns(random);
  return Array.from({ length: count }, (_, at) => {
    const [name, cell] = ten[at % ten.length] as Column;
    return [at < ten.length ? name : `${name}_${Math.floor(at / ten.length) + 1}`, cell];
  });
}

function customerColumns(random: Random): readonly Column[] {
  const pool = (make: () => string) => {
    const cells = Array.from({ length: POOL }, make);
    return (_row: number, draw: Random) => cells[draw.bits() & (POOL - 1)] as string;
  };
  const given = FASHIONS.flatMap((fashion) => [...fashion.female, ...fashion.male]);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = (from: number, to: number) =>
    `${random.between(from, to)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  return [
    ['id', (row) => `C${String(row).padStart(9, '0')}`],
    ['family_name', pool(() => random.pick(FAMILY_NAMES))],
    ['given_name', pool(() => random.pick(given))],
    ['birth_date', pool(() => date(1930, 2007))],
    ['email', (row, draw) => `c${row.toString(36)}.${draw.bits().toString(36)}@example.org`],
    ['phone', (_row, draw) => `06${String(draw.int(100_000_000)).padStart(8, '0')}`],
    [
      'street',
      pool(() => quotedSometimes(`${random.between(1, 200)} rue ${random.pick(STREET_NAMES)}`, random)),
    ],
    ['postcode_city', pool(() => townOf(random.pick(TOWNS)))],
    ['updated_at', pool(() => `${date(2018, 2025)}T${two(random.int(24))}:${two(random.int(60))}:00Z`)],
    ['comment', pool(() => (random.chance(0.18) ? quoted(random.pick(COMMENTS)) : ''))],
  ];
}

const townOf = ({ postcode, city }: { readonly postcode: string; readonly city: string }): string =>
  `${postcode} ${city}`;

const quotedSometimes = (text: string, random: Random): string =>
  random.chance(0.06) ? quoted(`${text}, bât. ${random.pick(['A', 'B', 'C'])}`) : text;

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
