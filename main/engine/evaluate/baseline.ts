/** A record as the naive baseline sees it: standardised values; '' or absent = blank. */
export interface BaselineRow {
  readonly id: string | number;
  /** Normalised full name: case, accents, punctuation and the order of given and family name already put aside. */
  readonly name: string;
  /** ISO 8601. */
  readonly birthDate?: string | undefined;
  readonly emails: readonly string[];
}

/**
 * What a careful spreadsheet user would do, as a yardstick: two records are one person when they have the same name and
 * the same birth date, or the same e-mail; and so on from record to record.
 * Returns the cluster of each record, numbered from 0 in the order of first appearance.
 */
export function naiveBaseline<Id extends string | number>(
  rows: Iterable<BaselineRow & { readonly id: Id }>,
): Map<Id, number> {
  const ids: Id[] = [];
  const parents: number[] = [];
  const holders = new Map<string, number>();
  const link = (key: string, at: number) => {
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, at);
    else join(parents, holder, at);
  };
  for (const row of rows) {
    const at = ids.push(row.id) - 1;
    parents.push(at);
    // The prefixes keep a name from being taken for an e-mail.
    if (row.name !== '' && row.birthDate) link(`n\u0000${row.name}\u0000${row.birthDate}`, at);
    for (const email of row.emails) if (email !== '') link(`e\u0000${email}`, at);
  }
  return numbered(ids, parents);
}

function numbered<Id>(ids: readonly Id[], parents: number[]): Map<Id, number> {
  const numbers = new Map<number, number>();
  const clusters = new Map<Id, number>();
  for (const [at, id] of ids.entries()) {
    const root = rootOf(parents, at);
    let number = numbers.get(root);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(root, number);
    }
    clusters.set(id, number);
  }
  return clusters;
}

/** Disjoint sets with path halving (Tarjan and van Leeuwen, 1984). */
function rootOf(parents: number[], at: number): number {
  let node = at;
  while (parents[node] !== node) {
    const grandparent = parents[parents[node] as number] as number;
    parents[node] = grandparent;
    node = grandparent;
  }
  return node;
}

function join(parents: number[], a: number, b: number): void {
  const one = rootOf(parents, a);
  const other = rootOf(parents, b);
  if (one < other) parents[other] = one;
  else parents[one] = other;
}
