import type { ReadDb } from '../../db/handles.ts';
import { slicer } from '../../db/pause.ts';

/**
 * Which records are together, as little of it as says all: a million records take some 6 MB. Record ids are below 2³²:
 * four thousand imports of a million rows.
 */
export interface Partition {
  /** All records, as first and last id of each unbroken run, ascending. */
  readonly ranges: Uint32Array;
  /** Those that are together with others, ascending. */
  readonly recordIds: Uint32Array;
  /** Number of the cluster of each of `recordIds`, from 0. */
  readonly clusterOf: Uint32Array;
}

/** Rows of the golden records read at a time. */
const STRETCH = 20_000;

/**
 * @param recordIds ascending. @param clusterOf cluster of each, any numbers below `recordIds.length`.
 */
export function partitionOf(recordIds: ArrayLike<number>, clusterOf: ArrayLike<number>): Partition {
  const count = recordIds.length;
  const sizes = new Uint32Array(count);
  for (let i = 0; i < count; i++) sizes[clusterOf[i]!]!++;
  const numbers = new Int32Array(count).fill(-1);
  let together = 0;
  for (let i = 0; i < count; i++) if (sizes[clusterOf[i]!]! > 1) together++;
  const ids = new Uint32Array(together);
  const clusters = new Uint32Array(together);
  let at = 0;
  let next = 0;
  for (let i = 0; i < count; i++) {
    const cluster = clusterOf[i]!;
    if (sizes[cluster]! < 2) continue;
    if (numbers[cluster]! < 0) numbers[cluster] = next++;
    ids[at] = recordIds[i]!;
    clusters[at++] = numbers[cluster]!;
  }
  return { ranges: rangesOf(recordIds), recordIds: ids, clusterOf: clusters };
}

function rangesOf(ascending: ArrayLike<number>): Uint32Array {
  const bounds: number[] = [];
  for (let i = 0; i < ascending.length; i++) {
    const id = ascending[i]!;
    if (bounds.length > 0 && bounds.at(-1)! + 1 === id) bounds[bounds.length - 1] = id;
    else bounds.push(id, id);
  }
  return Uint32Array.from(bounds);
}

export const recordCount = ({ ranges }: Pick<Partition, 'ranges'>): number => {
  let count = 0;
  for (let r = 0; r < ranges.length; r += 2) count += ranges[r + 1]! - ranges[r]! + 1;
  return count;
};

/** The records both know. */
export function commonRanges(a: Uint32Array, b: Uint32Array): Uint32Array {
  const bounds: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from <= to) bounds.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return Uint32Array.from(bounds);
}

/** As stored: little-endian, 4 bytes each. */
export const packNumbers = (numbers: Uint32Array): Buffer =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

/** A copy: what SQLite hands out may stand anywhere. */
export const unpackNumbers = (data: Buffer): Uint32Array => new Uint32Array(new Uint8Array(data).buffer);

/** The golden records of an entity as they are, stretch by stretch without keeping others waiting. */
export async function goldenPartition(db: ReadDb, entity: string): Promise<Partition> {
  const pause = slicer();
  const page = db
    .prepare(
      'SELECT record_id, golden_id FROM membership WHERE record_id > ? AND entity = ? ORDER BY record_id LIMIT ?',
    )
    .raw();
  const numbers = new Map<string, number>();
  const recordIds: number[] = [];
  const clusterOf: number[] = [];
  for (let last = -1; ; ) {
    const rows = page.all(last, entity, STRETCH) as [number, string][];
    for (const [id, golden] of rows) {
      let number = numbers.get(golden);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(golden, number);
      }
      recordIds.push(id);
      clusterOf.push(number);
    }
    if (rows.length < STRETCH) break;
    last = rows.at(-1)![0];
    await pause();
  }
  return partitionOf(recordIds, clusterOf);
}
