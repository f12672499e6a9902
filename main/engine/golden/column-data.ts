/**
 * One column of all golden records: values folded, sorted and numbered, so that filtering reads each distinct value once
 * and sorting compares nothing.
 */
export interface ColumnData {
  /** Number of the value of the golden record with rowid r + 1; 0 = blank. Numbers are in the order of the values. */
  readonly ids: Uint32Array;
  /** Value v (1 …) is texts[starts[v] … starts[v + 1] - 2]; one entry more than there are values. */
  readonly starts: Uint32Array;
  /** UTF-8: {@link EDGE}, then every value followed by {@link EDGE}. */
  readonly texts: Buffer;
}

/** Around every value; between the elements of a value that has several stands {@link BETWEEN}. Folded text has neither. */
export const EDGE = '\n';
export const BETWEEN = '\t';

export const distinctOf = ({ starts }: ColumnData): number => starts.length - 2;

/** The folded text of value v. */
export const textAt = ({ starts, texts }: ColumnData, v: number): string =>
  texts.toString('utf8', starts[v], starts[v + 1]! - 1);

/**
 * Numbers the values of a column.
 * @param chunks folded values in the order of the rows; '' = blank.
 * @param numeric values are ordered as numbers.
 */
export function encodeColumn(
  rows: number,
  chunks: Iterable<readonly string[]>,
  numeric: boolean,
): ColumnData {
  const numbers = new Map<string, number>();
  const ids = new Uint32Array(rows);
  let r = 0;
  for (const chunk of chunks) {
    for (const value of chunk) {
      if (value !== '') {
        const known = numbers.get(value);
        ids[r] = known ?? numbers.size + 1;
        if (known === undefined) numbers.set(value, numbers.size + 1);
      }
      r++;
    }
  }
  const sorted = [...numbers.keys()];
  if (numeric) sorted.sort((a, b) => orderOf(a) - orderOf(b));
  else sorted.sort();
  const renumbered = new Uint32Array(sorted.length + 1);
  for (let v = 0; v < sorted.length; v++) renumbered[numbers.get(sorted[v]!)!] = v + 1;
  numbers.clear();
  for (let i = 0; i < rows; i++) ids[i] = renumbered[ids[i]!]!;
  return { ids, ...layOut(sorted) };
}

/** What is no number comes after all numbers. */
function orderOf(text: string): number {
  const value = Number(text);
  return Number.isNaN(value) ? Number.MAX_VALUE : value;
}

function layOut(sorted: readonly string[]): Pick<ColumnData, 'starts' | 'texts'> {
  const texts = Buffer.from(`${EDGE}${sorted.join(EDGE)}${sorted.length > 0 ? EDGE : ''}`);
  const starts = new Uint32Array(sorted.length + 2);
  starts[1] = 1;
  const edge = EDGE.charCodeAt(0);
  for (let v = 1, at = 1; v <= sorted.length; v++) {
    at = texts.indexOf(edge, at) + 1;
    starts[v + 1] = at;
  }
  return { starts, texts };
}
