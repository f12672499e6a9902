import { z } from 'zod';
import { jobId, procedure } from './base.ts';

export const recipe = {
  read: procedure
    .route({ method: 'GET', path: '/recipe', summary: 'The project as a recipe (YAML)' })
    .output(z.object({ yaml: z.string() })),
  save: procedure
    .route({ method: 'POST', path: '/recipe/save', summary: 'Write the project as a recipe into a file' })
    .input(z.object({ path: z.string() }))
    .output(z.object({ path: z.string() })),
  run: procedure
    .route({
      method: 'POST',
      path: '/recipe/run',
      summary: 'Run a recipe: import, standardise, match, golden records, export',
    })
    .input(z.object({ path: z.string(), out: z.string().optional() }))
    .output(jobId),
};
