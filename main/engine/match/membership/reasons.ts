import type { MemberReason, MembershipReasons } from '../../../../shared/contract/match-reasons.ts';
import type { EntityType } from '../../../../shared/model/canonical.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import { strongest } from '../../../../shared/model/evidence.ts';
import type { ReadDb } from '../../db/handles.ts';
import { notFound } from '../../db/procedure.ts';
import type { PairExplanation } from '../explain.ts';
import { explainerAmong } from '../explain-stored.ts';
import { type LastRun, requireLastRun } from '../last-run.ts';
import { type LinksOfRun, linksAmong } from './links.ts';
import { type MergedPairs, mergedPairs } from './merged-pairs.ts';
import { type HeldMember, heldTogether, type RecordPair, weakestMember } from './ties.ts';

/** A cluster of more records is not gone through: it takes seconds, and nobody reads it. */
const MOST_RECORDS = 20_000;

/** Members whose evidence is told; of the others, as of any pair, `match.explain` tells it when asked. */
const MOST_EXPLAINED = 200;

interface Member {
  readonly recordId: number;
  readonly source: string;
  readonly key: string;
}

/**
 * Why each record is in its golden record: the last run replayed on what it kept – decisions first, then the pairs above
 * the merge threshold, the heaviest first – with the evidence of each pair that holds a member. Decisions are those the
 * run went by: one taken back since is told of where nothing else holds the member.
 * @throws UserError `golden record.unknown`, `match.not_run`, `match.too_many_members`.
 */
export function membershipReasons(
  db: ReadDb,
  entity: EntityType,
  goldenId: string,
  limit: number,
): MembershipReasons {
  const run = requireLastRun(db, entity.name, 'match.reasons');
  const members = membersOf(db, entity.name, goldenId);
  const { autoMerge } = run.model.thresholds;
  const merged = mergedPairs(db, entity.name, members, autoMerge);
  const links = linksAmong(db, entity.name, run, members);
  const held = heldTogether({
    members: [...members.keys()],
    links: links.inForce.map(({ records }) => records),
    pairs: merged.joining,
    ended: links.ended.map(({ records }) => records),
  });
  const shown = held.slice(0, limit);
  const explain = explainer(db, entity, run, shown.slice(0, MOST_EXPLAINED));
  const weakest = weakestMember(held, merged.joining);
  const votes = votesOf(held, merged);
  return {
    goldenId,
    runAt: run.at,
    autoMerge,
    total: members.size,
    members: shown.map((member) => ({
      ...members.get(member.record)!,
      hold: holdOf(member, { members, links, merged, explain }),
      votes: votes.get(member.record)!,
      isWeakest: member.record === weakest,
    })),
  };
}

function membersOf(db: ReadDb, entity: string, goldenId: string): ReadonlyMap<number, Member> {
  const rows = db
    .prepare(
      `SELECT r.id AS recordId, s.name AS source, r.key FROM membership m JOIN record r ON r.id = m.record_id
       JOIN source s ON s.id = r.source_id WHERE m.golden_id = ? AND m.entity = ? LIMIT ?`,
    )
    .all(goldenId, entity, MOST_RECORDS + 1) as Member[];
  if (rows.length === 0) throw notFound('match.reasons', 'golden record', goldenId);
  if (rows.length > MOST_RECORDS) throw tooMany(goldenId);
  return new Map(rows.map((member) => [member.recordId, member]));
}

type Explain = (...records: RecordPair) => PairExplanation | undefined;

/** Explains their ties together; none, where the run kept nothing to explain by. */
function explainer(db: ReadDb, entity: EntityType, run: LastRun, held: readonly HeldMember[]): Explain {
  const tied = held.flatMap(({ record, hold }) => (hold.kind === 'pair' ? [record, hold.through] : []));
  if (tied.length === 0) return () => undefined;
  try {
    return explainerAmong(db, entity, run, tied);
  } catch (error) {
    if (error instanceof UserError && error.data.code === 'match.no_statistics') return () => undefined;
    throw error;
  }
}

interface Known {
  readonly members: ReadonlyMap<number, Member>;
  readonly links: LinksOfRun;
  readonly merged: MergedPairs;
  readonly explain: Explain;
}

function holdOf(
  { record, hold }: HeldMember,
  { members, links, merged, explain }: Known,
): MemberReason['hold'] {
  if (hold.kind === 'founder' || hold.kind === 'unknown') return hold;
  const through = members.get(hold.through)!;
  if (hold.kind === 'pair') {
    const explained = explain(record, hold.through);
    const weight = merged.joining.weight[hold.at]!;
    return { kind: 'pair', through, weight, evidence: explained ? evidenceOf(explained) : null };
  }
  if (hold.kind === 'decision') {
    const { uid, actor, at, reason } = links.inForce[hold.at]!.decision;
    return { kind: 'decision', through, uid, actor, at, reason };
  }
  const { uid, actor, at, reason, ended } = links.ended[hold.at]!.decision;
  return { kind: 'taken_back', through, uid, actor, at, reason, ended };
}

const evidenceOf = ({ comparisons }: PairExplanation) =>
  strongest(comparisons).pros.map(({ comparison, level, bits }) => ({
    comparison,
    level: level ?? '',
    bits,
  }));

/** The pairs of each member, but for those that hold it or another one. All that hold are above the merge threshold. */
function votesOf(held: readonly HeldMember[], { votes }: MergedPairs): Map<number, MemberReason['votes']> {
  const others = new Map([...votes].map(([record, counts]) => [record, { ...counts }]));
  for (const { record, hold } of held) {
    if (hold.kind !== 'pair') continue;
    for (const end of [record, hold.through]) others.get(end)!.above--;
  }
  return others;
}

const tooMany = (goldenId: string): UserError =>
  new UserError({
    operation: 'match.reasons',
    code: 'match.too_many_members',
    message: `The golden record “${goldenId}” is made of more than ${MOST_RECORDS} records: why each is in it is not told.`,
    next: 'Look at the pairs of one record, or at the values that so many records share.',
    where: { goldenId },
  });
