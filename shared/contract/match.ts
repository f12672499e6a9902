import { z } from 'zod';
import { jobId, page, procedure } from './base.ts';

const pair = z.object({
  leftId: z.number().int(),
  rightId: z.number().int(),
  left: z.object({ source: z.string(), key: z.string() }),
  right: z.object({ source: z.string(), key: z.string() }),
  weight: z.number(),
  state: z.enum(['merged', 'review', 'cut', 'apart']),
  reason: z.string().nullable(),
});
export type PairView = z.infer<typeof pair>;

export const match = {
  run: procedure
    .route({ method: 'POST', path: '/match/run', summary: 'Standardise if needed, match, give golden ids' })
    .output(jobId),
  summary: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}',
      summary: 'The last run: counts by rule, histogram, model',
    })
    .input(z.object({ entity: z.string() }))
    .output(z.object({ at: z.string(), model: z.unknown(), stats: z.unknown() }).nullable()),
  pairs: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/pairs',
      summary: 'Candidate pairs of one state, heaviest first',
    })
    .input(z.object({ entity: z.string(), state: pair.shape.state, ...page }))
    .output(z.array(pair)),
};
