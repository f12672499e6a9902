import { z } from 'zod';
import { procedure } from './base.ts';

const score = z.object({ precision: z.number(), recall: z.number(), f1: z.number() });
const evaluation = z.object({
  records: z.number().int(),
  missing: z.number().int(),
  pairwise: score,
  bcubed: score,
});
export type Evaluation = z.infer<typeof evaluation>;

export const evaluate = {
  run: procedure
    .route({ method: 'POST', path: '/evaluate', summary: 'Pairwise and B-cubed scores against known truth' })
    .input(z.object({ truth: z.string() }))
    .output(evaluation),
};
