import { z } from 'zod';
import { jobId, procedure } from './base.ts';

export const exports = {
  run: procedure
    .route({
      method: 'POST',
      path: '/exports',
      summary: 'Write the exports of the project and their manifest',
    })
    .input(z.object({ directory: z.string() }))
    .output(jobId),
  history: procedure.route({ method: 'GET', path: '/exports', summary: 'What left, when, by whom' }).output(
    z.array(
      z.object({
        id: z.number().int(),
        directory: z.string(),
        at: z.string(),
        actor: z.string(),
        manifest: z.unknown(),
      }),
    ),
  ),
};
