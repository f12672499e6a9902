import { z } from 'zod';
import { jobId, page, procedure } from './base.ts';

const provenance = z.object({ value: z.string(), records: z.array(z.number().int()), rule: z.string() });
const member = z.object({
  recordId: z.number().int(),
  source: z.string(),
  key: z.string(),
  row: z.number().int(),
});
const goldenRecord = z.object({
  goldenId: z.string(),
  entity: z.string(),
  values: z.record(z.string(), z.array(provenance)),
  members: z.array(member),
});
export type GoldenView = z.infer<typeof goldenRecord>;

export const golden = {
  run: procedure
    .route({ method: 'POST', path: '/golden/run', summary: 'Apply the survivorship rules' })
    .output(jobId),
  list: procedure
    .route({ method: 'GET', path: '/golden/{entity}', summary: 'Golden records in the order of their ids' })
    .input(z.object({ entity: z.string(), after: z.string().default(''), ...page }))
    .output(
      z.array(
        z.object({
          goldenId: z.string(),
          members: z.number().int(),
          values: z.record(z.string(), z.string()),
        }),
      ),
    ),
  show: procedure
    .route({
      method: 'GET',
      path: '/golden-records/{goldenId}',
      summary: 'One golden record with members and provenance',
    })
    .input(z.object({ goldenId: z.string() }))
    .output(goldenRecord),
};
