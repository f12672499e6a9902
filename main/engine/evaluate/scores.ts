/**
 * How well a clustering of records agrees with known truth.
 * Pairwise: over the pairs of records that stand together. B-cubed: the mean over records of the precision and recall
 * of the record's own cluster (Bagga and Baldwin, 1998). Record ids and cluster ids are any strings or numbers.
 */
export type RecordId = string | number;
export type ClusterId = string | number;

/** Which cluster (or real entity) each record is in; each record once. A Map is one. */
export type Clustering = Iterable<readonly [RecordId, ClusterId]>;

/** Each 0…1. With no pair to find, or none found, precision and recall are 1. */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface PairwiseScore extends Score {
  readonly truePairs: number;
  readonly foundPairs: number;
  /** Pairs both true and found. */
  readonly hit: number;
}

export interface Evaluation {
  /** Records of the truth. */
  readonly records: number;
  /** Records of the truth that `found` does not have; each counts as a cluster of its own. */
  readonly missing: number;
  readonly entities: number;
  readonly clusters: number;
  readonly pairwise: PairwiseScore;
  readonly bcubed: Score;
  /** Share of the entities whose records are one cluster, with no other record in it. */
  readonly exactEntities: number;
}

/** Both scores at once. Records that the truth does not know are ignored. One pass over the truth; linear memory. */
export function evaluate(found: Clustering, truth: Clustering): Evaluation {
  return score(tabulate(found, truth));
}

/** Precision, recall and F1 over pairs of records. */
export function pairwise(found: Clustering, truth: Clustering): PairwiseScore & { readonly missing: number } {
  const table = tabulate(found, truth);
  return { ...pairwiseOf(table), missing: table.missing };
}

/** Precision, recall and F1 as means over records. */
export function bcubed(found: Clustering, truth: Clustering): Score & { readonly missing: number } {
  const table = tabulate(found, truth);
  return { ...bcubedOf(table), missing: table.missing };
}

/** The contingency table of entities × clusters, by number. */
interface Table {
  readonly records: number;
  readonly missing: number;
  /** Records per entity and per cluster, by their number. */
  readonly entitySizes: readonly number[];
  readonly clusterSizes: readonly number[];
  /** Records per (entity number × 2^26 + cluster number): exact in a double up to 67 million clusters. */
  readonly cells: ReadonlyMap<number, number>;
}

const CELL = 2 ** 26;

function tabulate(found: Clustering, truth: Clustering): Table {
  const clusterOf = found instanceof Map ? (found as ReadonlyMap<RecordId, ClusterId>) : new Map(found);
  const entities = new Map<ClusterId, number>();
  const clusters = new Map<ClusterId, number>();
  const entitySizes: number[] = [];
  const clusterSizes: number[] = [];
  const cells = new Map<number, number>();
  let records = 0;
  let missing = 0;
  for (const [record, entityId] of truth) {
    records++;
    const entity = numberOf(entities, entityId, entitySizes);
    const clusterId = clusterOf.get(record);
    let cluster: number;
    if (clusterId === undefined) {
      missing++;
      cluster = clusterSizes.push(0) - 1;
    } else cluster = numberOf(clusters, clusterId, clusterSizes);
    entitySizes[entity] = (entitySizes[entity] ?? 0) + 1;
    clusterSizes[cluster] = (clusterSizes[cluster] ?? 0) + 1;
    const cell = entity * CELL + cluster;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return { records, missing, entitySizes, clusterSizes, cells };
}

function numberOf(numbers: Map<ClusterId, number>, id: ClusterId, sizes: number[]): number {
  let number = numbers.get(id);
  if (number === undefined) {
    number = sizes.push(0) - 1;
    numbers.set(id, number);
  }
  return number;
}

function score(table: Table): Evaluation {
  let exact = 0;
  for (const [cell, count] of table.cells) {
    const [entitySize, clusterSize] = sizesOf(table, cell);
    if (count === entitySize && count === clusterSize) exact++;
  }
  return {
    records: table.records,
    missing: table.missing,
    entities: table.entitySizes.length,
    clusters: table.clusterSizes.length,
    pairwise: pairwiseOf(table),
    bcubed: bcubedOf(table),
    exactEntities: table.entitySizes.length === 0 ? 1 : exact / table.entitySizes.length,
  };
}

function pairwiseOf(table: Table): PairwiseScore {
  const truePairs = pairsIn(table.entitySizes);
  const foundPairs = pairsIn(table.clusterSizes);
  const hit = pairsIn(table.cells.values());
  const precision = foundPairs === 0 ? 1 : hit / foundPairs;
  const recall = truePairs === 0 ? 1 : hit / truePairs;
  return { precision, recall, f1: harmonicMean(precision, recall), truePairs, foundPairs, hit };
}

function bcubedOf(table: Table): Score {
  if (table.records === 0) return { precision: 1, recall: 1, f1: 1 };
  let precision = 0;
  let recall = 0;
  for (const [cell, count] of table.cells) {
    const [entitySize, clusterSize] = sizesOf(table, cell);
    precision += (count * count) / clusterSize;
    recall += (count * count) / entitySize;
  }
  precision /= table.records;
  recall /= table.records;
  return { precision, recall, f1: harmonicMean(precision, recall) };
}

function sizesOf(table: Table, cell: number): readonly [entitySize: number, clusterSize: number] {
  const cluster = cell % CELL;
  return [table.entitySizes[(cell - cluster) / CELL] ?? 0, table.clusterSizes[cluster] ?? 0];
}

function pairsIn(sizes: Iterable<number>): number {
  let pairs = 0;
  for (const size of sizes) pairs += (size * (size - 1)) / 2;
  return pairs;
}

function harmonicMean(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}
