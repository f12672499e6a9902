import { z } from 'zod';
import { procedure } from './base.ts';

/** Members told of at once. */
const MOST_MEMBERS = 5_000;

const record = z.object({ recordId: z.number().int(), source: z.string(), key: z.string() });
/** A decision to link the member to `through`. */
const decided = { through: record, uid: z.string(), actor: z.string(), at: z.string(), reason: z.string() };

const hold = z.discriminatedUnion('kind', [
  /** One end of the strongest tie: the others joined it. */
  z.object({ kind: z.literal('founder') }),
  z.object({ kind: z.literal('decision'), ...decided }),
  z.object({
    kind: z.literal('pair'),
    through: record,
    /** In bits. */
    weight: z.number(),
    /** What speaks most for it, strongest first, in bits; null: not told of so many members, or not to be explained any more. */
    evidence: z
      .array(z.object({ comparison: z.string(), level: z.string(), bits: z.number() }))
      .readonly()
      .nullable(),
  }),
  /** By a decision the last run went by and that holds no more: the next run may split the member off. */
  z.object({
    kind: z.literal('taken_back'),
    ...decided,
    ended: z.object({ how: z.enum(['reverted', 'kept_apart']), actor: z.string(), at: z.string() }),
  }),
  /** The last run put it there, by something that is no longer known. */
  z.object({ kind: z.literal('unknown') }),
]);

const member = record.extend({
  hold,
  /** Other pairs of the member within the cluster: at or above the merge threshold of the last run, and below it. */
  votes: z.object({ above: z.number().int(), below: z.number().int() }),
  /** Held by the lightest pair: what a higher merge threshold would split off first. */
  isWeakest: z.boolean(),
});
export type MemberReason = z.infer<typeof member>;

const reasons = z.object({
  goldenId: z.string(),
  /** Of the last run. */
  runAt: z.string(),
  autoMerge: z.number(),
  total: z.number().int(),
  /** As they joined; the first `limit` of them. */
  members: z.array(member).readonly(),
});
export type MembershipReasons = z.infer<typeof reasons>;

/** Why each record is in its golden record. Part of `match`. */
export const matchReasons = {
  reasons: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/reasons',
      summary: 'Why each member is in its golden record: the tie that holds it, and the weakest of them',
    })
    .input(
      z.object({
        entity: z.string(),
        goldenId: z.string(),
        limit: z.coerce.number().int().min(1).max(MOST_MEMBERS).default(500),
      }),
    )
    .output(reasons),
};
