import type { BlindPair } from '../../../shared/contract/accuracy.ts';
import type { ReviewSide } from '../../../shared/contract/review.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { ReadDb } from '../db/handles.ts';
import { type Member, memberFinder } from './members.ts';
import { labelsInForce, pairsOf, type SamplePair, type StoredSample } from './store.ts';

/** How a record is read: the review's own function, handed over (capabilities do not import each other). */
export type ReadSide = (db: ReadDb, entity: EntityType, recordId: number) => ReviewSide;

/** The next pairs without an answer, and how many of those without one cannot be shown. */
export function nextPairs(
  db: ReadDb,
  sample: StoredSample,
  entity: EntityType,
  limit: number,
  readSide: ReadSide,
): { pairs: BlindPair[]; hidden: number } {
  const labels = labelsInForce(db, sample);
  const find = memberFinder(db, sample.entity);
  const pairs: BlindPair[] = [];
  let hidden = 0;
  for (const pair of pairsOf(db, sample)) {
    if (labels.has(pair.id)) continue;
    const [left, right] = [find(pair.left), find(pair.right)];
    if (!left || !right) hidden += 1;
    else if (pairs.length < limit) {
      const shown = blindPair(db, entity, pair, [left, right], readSide);
      if (shown) pairs.push(shown);
      else hidden += 1;
    }
  }
  return { pairs, hidden };
}

/** Both records without anything that the matching made of them. Undefined: one of them waits to be read again. */
function blindPair(
  db: ReadDb,
  entity: EntityType,
  { id }: SamplePair,
  members: readonly [Member, Member],
  readSide: ReadSide,
): BlindPair | undefined {
  try {
    const [left, right] = members.map(({ recordId }) => blind(readSide(db, entity, recordId)));
    if (!left || !right) return undefined;
    const attributes = entity.attributes
      .map(({ name }) => name)
      .filter((name) => left.values[name] !== undefined || right.values[name] !== undefined);
    return { pair: id, left, right, attributes };
  } catch (error) {
    if (error instanceof UserError && error.data.code === 'record.unknown') return undefined;
    throw error;
  }
}

function blind({ goldenId: _, recordId: __, ...side }: ReviewSide): BlindPair['left'] {
  return side;
}
