import { z } from 'zod';
import { procedure } from './base.ts';

const row = z.object({ source: z.string(), key: z.string() });
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

const side = z.object({
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

export const review = {
  queue: procedure
    .route({
      method: 'GET',
      path: '/review/{entity}/queue',
      summary: 'Pairs that need a person: the nearest to even odds first',
    })
    .input(
      z.object({
        entity: z.string(),
        state: z.enum(['review', 'cut', 'decided']).default('review'),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        source: z.string().optional(),
        search: z.string().optional(),
      }),
    )
    .output(z.object({ pairs: z.array(queued), total: z.number().int(), decided: z.number().int() })),
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
