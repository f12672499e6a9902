import {
  decisionsInForce,
  type EndedLink,
  endedLinks,
  type PairDecision,
  pairOf,
} from '../../db/decisions.ts';
import type { ReadDb } from '../../db/handles.ts';
import { decisionNotes, readState } from '../incremental/state.ts';
import type { LastRun } from '../last-run.ts';
import type { RecordPair } from './ties.ts';

export interface LinkAmong<D extends PairDecision> {
  readonly records: RecordPair;
  readonly decision: D;
}

/** Decisions to link records of one cluster that the last run went by. */
export interface LinksOfRun {
  readonly inForce: readonly LinkAmong<PairDecision>[];
  /** Taken back since. */
  readonly ended: readonly LinkAmong<EndedLink>[];
}

interface Row {
  readonly recordId: number;
  readonly source: string;
  readonly key: string;
}

/** Decisions name rows, the run noted records: a member is the row it was read from, whatever came since. */
export function linksAmong(
  db: ReadDb,
  entity: string,
  run: Pick<LastRun, 'at'>,
  members: ReadonlyMap<number, Row>,
): LinksOfRun {
  const inForce = decisionsInForce(db, entity).filter(({ kind }) => kind === 'link');
  const ended = endedLinks(db, entity);
  if (inForce.length + ended.length === 0) return { inForce: [], ended: [] };
  const idOf = new Map([...members.values()].map((row) => [rowName(row), row.recordId]));
  const wentBy = decisionsOfRun(db, entity, run);
  const among = <D extends PairDecision>(decisions: readonly D[]): LinkAmong<D>[] =>
    decisions.flatMap((decision) => {
      const [left, right] = [idOf.get(rowName(decision.left)), idOf.get(rowName(decision.right))];
      if (left === undefined || right === undefined) return [];
      const records: RecordPair = [left, right];
      return wentBy(records, decision) ? [{ records, decision }] : [];
    });
  const holding = new Set(inForce.map(pairOf));
  const gone = ended.filter((link) => !holding.has(pairOf(link)));
  // Of several on the same rows, the last one is told of.
  return { inForce: among(inForce), ended: among(gone).toReversed() };
}

const rowName = ({ source, key }: { readonly source: string; readonly key: string }): string =>
  `${source}\u0000${key}`;

/** Whether the last run went by a link: as it noted, else, of an earlier build, by when it was taken and ended. */
function decisionsOfRun(
  db: ReadDb,
  entity: string,
  run: Pick<LastRun, 'at'>,
): (records: RecordPair, decision: PairDecision | EndedLink) => boolean {
  const state = readState(db, entity);
  if (state === undefined)
    return (_, decision) => decision.at <= run.at && (!('ended' in decision) || decision.ended.at > run.at);
  const noted = new Set(state.decisions);
  return ([left, right]) =>
    decisionNotes('link', [
      [left, right],
      [right, left],
    ]).some((note) => noted.has(note));
}
