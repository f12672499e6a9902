import type { WriteDb } from './handles.ts';

/** SQLite's page cache while pages pass only once, in KiB (negative: KiB, not pages). */
const PASSING = -16_384;

/**
 * Makes the page cache small until the function returned is called. What is appended, or read from end to end, is not
 * looked at again: a large cache would only hold it, and sorting for an index takes as much memory again.
 */
export function shrinkCache(db: WriteDb): () => void {
  const usual = db.pragma('cache_size', { simple: true }) as number;
  db.pragma(`cache_size = ${PASSING}`);
  return () => {
    db.pragma(`cache_size = ${usual}`);
  };
}
