import { z } from 'zod';
import { procedure } from './base.ts';

const step = z.object({ operation: z.string(), input: z.string(), output: z.string() });
const origin = z.object({
  recordId: z.number().int(),
  source: z.string(),
  key: z.string(),
  file: z.string(),
  sha256: z.string().nullable(),
  table: z.string().nullable(),
  row: z.number().int(),
  importedAt: z.string(),
  columns: z.array(z.object({ column: z.string(), raw: z.string().nullable() })),
  steps: z.array(step),
  /** The value the steps give again from the raw cells. */
  value: z.string(),
});
const tracedValue = z.object({
  attribute: z.string(),
  value: z.string(),
  rule: z.string(),
  origins: z.array(origin),
});
export type TracedValue = z.infer<typeof tracedValue>;

export const lineage = {
  trace: procedure
    .route({
      method: 'GET',
      path: '/lineage/{goldenId}',
      summary: 'Values of a golden record back to their source cells',
    })
    .input(z.object({ goldenId: z.string(), attribute: z.string().optional() }))
    .output(z.object({ goldenId: z.string(), entity: z.string(), values: z.array(tracedValue) })),
};
