import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure, userError } from './base.ts';

const progress = z.object({
  stage: z.string(),
  subject: z.string().optional(),
  done: z.number(),
  total: z.number().nullable(),
  rate: z.number().optional(),
  unit: z.enum(['rows', 'bytes', 'pairs', 'records']),
});

const job = z.object({
  id: z.number().int(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: progress.optional(),
  error: userError.optional(),
});
export type JobView = z.infer<typeof job>;

export const jobs = {
  list: procedure
    .route({ method: 'GET', path: '/jobs', summary: 'Jobs of this process' })
    .output(z.array(job)),
  watch: procedure
    .route({
      method: 'GET',
      path: '/jobs/{jobId}/progress',
      summary: 'Progress of a job, as it goes, until its end',
    })
    .input(z.object({ jobId: z.coerce.number().int() }))
    .output(eventIterator(job)),
  cancel: procedure
    .route({ method: 'POST', path: '/jobs/{jobId}/cancel', summary: 'Ask a job to stop; it leaves no trace' })
    .input(z.object({ jobId: z.coerce.number().int() }))
    .output(z.object({ cancelled: z.boolean() })),
  result: procedure
    .route({
      method: 'GET',
      path: '/jobs/{jobId}/result',
      summary: 'Wait for the end of a job and give its result',
    })
    .input(z.object({ jobId: z.coerce.number().int() }))
    .output(z.unknown()),
};
