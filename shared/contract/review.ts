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

export const review = {
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
