import type { ReadDb } from './handles.ts';

export interface DoubtfulPairs {
  /** Pairs that wait for a person. */
  readonly review: number;
  /** Pairs that would have merged, had nothing stood against it. */
  readonly cut: number;
}

/**
 * The doubtful pairs of an entity, as the last run that matched it counted them when it wrote them, whatever was decided
 * since: to count three million of them again takes half a second. None when the last run no longer matched the entity.
 */
export function doubtOfLastRun(db: ReadDb, entity: string): DoubtfulPairs {
  const row = db
    .prepare(
      `SELECT stats ->> '$.review' AS review, stats ->> '$.cut' AS cut FROM match_run
       WHERE entity = ? AND EXISTS (SELECT 1 FROM pair WHERE pair.entity = match_run.entity)
       ORDER BY id DESC LIMIT 1`,
    )
    .get(entity) as DoubtfulPairs | undefined;
  return row ?? { review: 0, cut: 0 };
}
