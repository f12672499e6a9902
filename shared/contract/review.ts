import { z } from 'zod';
import { matchModelShape } from '../model/match-model-shape.ts';
import { procedure } from './base.ts';

/** Golden records that can be looked at together. */
const MOST_GOLDEN_IDS = 100;
/** Records of a cluster shown side by side. */
const MOST_RECORDS = 500;
/** Decisions taken, or taken back, at once. */
const MOST_DECISIONS = 5_000;

export const row = z.object({ source: z.string(), key: z.string() });
const decision = z.object({
  uid: z.string(),
  kind: z.enum(['link', 'keep_apart']),
  entity: z.string(),
  left: row,
  right: row,
  actor: z.string(),
  reason: z.string(),
  at: z.string(),
});

export const side = z.object({
  recordId: z.number().int(),
  source: z.string(),
  key: z.string(),
  row: z.number().int(),
  file: z.string(),
  importedAt: z.string(),
  updatedAt: z.string().nullable(),
  goldenId: z.string().nullable(),
  /** Attribute → standardised values, as texts. */
  values: z.record(z.string(), z.array(z.string())),
  /** Column → raw cell. */
  raw: z.array(z.object({ column: z.string(), cell: z.string().nullable() })),
});
export type ReviewSide = z.infer<typeof side>;

const cluster = z.object({
  /** Ordered by golden record, then by how much their source is trusted. */
  records: z.array(side),
  /** Records of those golden records, before `limit`. */
  total: z.number().int(),
  /** Attributes at least one of the records has a value for, in the order of the model. */
  attributes: z.array(z.string()),
  /** Scored pairs among the records. */
  pairs: z.array(
    z.object({
      leftId: z.number().int(),
      rightId: z.number().int(),
      weight: z.number(),
      state: z.enum(['review', 'cut', 'merged', 'apart']),
      reason: z.string().nullable(),
    }),
  ),
  /** Decisions in force among the records. */
  decisions: z.array(
    z.object({
      uid: z.string(),
      kind: z.enum(['link', 'keep_apart']),
      leftId: z.number().int(),
      rightId: z.number().int(),
    }),
  ),
});
export type ReviewCluster = z.infer<typeof cluster>;

const queued = z.object({
  leftId: z.number().int(),
  rightId: z.number().int(),
  weight: z.number(),
  state: z.enum(['review', 'cut', 'merged', 'apart']),
  reason: z.string().nullable(),
  /** A decision already taken on it, not yet applied by a matching run. */
  decided: z.object({ uid: z.string(), kind: z.enum(['link', 'keep_apart']) }).nullable(),
  label: z.string(),
});
export type QueuedPair = z.infer<typeof queued>;

const caught = z.object({ merge: z.number().int(), review: z.number().int() });

const lesson = z.object({
  entity: z.string(),
  learning: z.object({
    learned: z.boolean(),
    reason: z.enum(['too_few', 'one_sided', 'no_better']).nullable(),
    links: z.number().int(),
    apart: z.number().int(),
    wrongBefore: z.number().int(),
    wrongAfter: z.number().int(),
    surpriseBefore: z.number(),
    surpriseAfter: z.number(),
  }),
  /** Decisions on rows that are gone, or on pairs that the last run did not weigh. */
  unknown: z.number().int(),
  thresholds: z.object({ autoMerge: z.number(), review: z.number() }),
  /** m of each level before and after, and its bits. */
  comparisons: z
    .array(
      z.object({
        name: z.string(),
        levels: z
          .array(
            z.object({
              name: z.string(),
              u: z.number(),
              before: z.number(),
              after: z.number(),
              bitsBefore: z.number(),
              bitsAfter: z.number(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
  /** Weighed pairs from the merge threshold on, and from the review threshold up to it. */
  counts: z.object({ before: caught, after: caught }),
  /** Pairs on another side of a threshold, the largest change first; `changed` counts them all. */
  changes: z
    .array(
      z.object({
        leftId: z.number().int(),
        rightId: z.number().int(),
        before: z.number(),
        after: z.number(),
        label: z.string(),
      }),
    )
    .readonly(),
  changed: z.number().int(),
  /** To be saved as a version of the match model; null where nothing was learned. */
  model: matchModelShape.nullable(),
});
export type LessonView = z.infer<typeof lesson>;

export const review = {
  learn: procedure
    .route({
      method: 'GET',
      path: '/review/{entity}/learn',
      summary: 'What the decisions in force teach the match model, before and after; nothing is saved',
    })
    .input(z.object({ entity: z.string(), limit: z.coerce.number().int().min(0).max(500).default(50) }))
    .output(lesson),
  queue: procedure
    .route({
      method: 'GET',
      path: '/review/{entity}/queue',
      summary: 'Pairs that need a person: the nearest to even odds first',
    })
    .input(
      z.object({
        entity: z.string(),
        /** `telling`: of all pairs, those whose answer helps most, the most informative first. */
        state: z.enum(['review', 'telling', 'cut', 'decided']).default('review'),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        source: z.string().optional(),
        search: z.string().optional(),
        /** Only pairs with a record of one of these golden records. */
        goldenIds: z.array(z.string()).max(MOST_GOLDEN_IDS).optional(),
      }),
    )
    .output(
      z.object({
        pairs: z.array(queued),
        total: z.number().int(),
        decided: z.number().int(),
        /** Decisions in force on rows that are there. */ inForce: z.number().int(),
      }),
    ),
  pair: procedure
    .route({
      method: 'GET',
      path: '/review/{entity}/pair',
      summary: 'Both records of a pair, value by value, with the records of their clusters',
    })
    .input(
      z.object({ entity: z.string(), leftId: z.coerce.number().int(), rightId: z.coerce.number().int() }),
    )
    .output(
      z.object({
        left: side,
        right: side,
        attributes: z.array(z.string()),
        leftCluster: z.number().int(),
        rightCluster: z.number().int(),
      }),
    ),
  cluster: procedure
    .route({
      method: 'GET',
      path: '/review/{entity}/cluster',
      summary:
        'All records of one or several golden records side by side, with the pairs that hold them together',
    })
    .input(
      z.object({
        entity: z.string(),
        goldenIds: z.array(z.string()).min(1).max(MOST_GOLDEN_IDS),
        limit: z.coerce.number().int().min(1).max(MOST_RECORDS).default(200),
      }),
    )
    .output(cluster),
  decideMany: procedure
    .route({
      method: 'POST',
      path: '/decisions/many',
      summary: 'Several decisions at once: all of them are taken, or none',
    })
    .input(
      z.object({
        entity: z.string(),
        decisions: z
          .array(decision.pick({ kind: true, left: true, right: true }))
          .min(1)
          .max(MOST_DECISIONS),
        reason: z.string().optional(),
      }),
    )
    .output(z.object({ uids: z.array(z.string()) })),
  revertMany: procedure
    .route({
      method: 'POST',
      path: '/decisions/revert',
      summary: 'Undo several decisions at once: all of them, or none',
    })
    .input(z.object({ uids: z.array(z.string()).min(1).max(MOST_DECISIONS) }))
    .output(z.object({ uids: z.array(z.string()) })),
  decide: procedure
    .route({
      method: 'POST',
      path: '/decisions',
      summary: 'Link two source rows for ever, or keep them apart',
    })
    .input(
      decision
        .pick({ kind: true, entity: true, left: true, right: true })
        .extend({ reason: z.string().optional() }),
    )
    .output(z.object({ uid: z.string() })),
  revert: procedure
    .route({
      method: 'POST',
      path: '/decisions/{uid}/revert',
      summary: 'Undo a decision by one that compensates it',
    })
    .input(z.object({ uid: z.string() }))
    .output(z.object({ uid: z.string() })),
  list: procedure
    .route({ method: 'GET', path: '/decisions', summary: 'Decisions in force on an entity' })
    .input(z.object({ entity: z.string() }))
    .output(z.array(decision)),
};
