import { PRESENT } from '../../../../shared/contract/what-if.ts';
import type { ReadDb } from '../../db/handles.ts';
import { stageVersion } from '../../db/settings.ts';
import { requireLastRun } from '../last-run.ts';
import { type Difference, differenceOf } from './difference.ts';
import { goldenPartition, type Partition } from './partition.ts';
import { readPartition, requireScenario } from './scenario-store.ts';

/** Two sides to be compared: scenarios by their uid, or the golden records of now. */
export interface Sides {
  readonly entity: string;
  readonly left: string;
  readonly right: string;
}

/** A difference, and the changes found in it by kind and text. */
export interface KeptDifference extends Difference {
  readonly found: Map<string, Promise<Uint32Array>>;
}

/** Differences kept in memory: on a million records some megabytes each. */
const KEPT = 3;

const kept = new WeakMap<ReadDb, Map<string, Promise<KeptDifference>>>();

/**
 * The difference between two sides, computed once: about a second on a million records, without keeping others waiting.
 * @throws UserError `scenario.unknown`, `match.not_run`.
 */
export function differenceBetween(db: ReadDb, sides: Sides, operation: string): Promise<KeptDifference> {
  const { entity, left, right } = sides;
  const stamps = [left, right].map((side) => stampOf(db, entity, side, operation));
  const key = JSON.stringify([entity, stamps]);
  const known = kept.get(db) ?? new Map<string, Promise<KeptDifference>>();
  kept.set(db, known);
  const difference = known.get(key) ?? compare(db, sides, operation);
  known.delete(key);
  known.set(key, difference);
  difference.catch(() => known.delete(key));
  for (const [oldest] of known) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return difference;
}

/** Another text when what the side says has changed. */
function stampOf(db: ReadDb, entity: string, side: string, operation: string): string {
  if (side !== PRESENT) {
    const { uid, at } = requireScenario(db, operation, side);
    return `${uid} ${at}`;
  }
  return `${PRESENT} ${requireLastRun(db, entity, operation).id} ${stageVersion(db, 'match')}`;
}

async function compare(
  db: ReadDb,
  { entity, left, right }: Sides,
  operation: string,
): Promise<KeptDifference> {
  const [a, b] = [
    await partitionOfSide(db, entity, left, operation),
    await partitionOfSide(db, entity, right, operation),
  ];
  return { ...(await differenceOf(a, b)), found: new Map() };
}

const partitionOfSide = async (
  db: ReadDb,
  entity: string,
  side: string,
  operation: string,
): Promise<Partition> =>
  side === PRESENT ? goldenPartition(db, entity) : readPartition(db, requireScenario(db, operation, side));
