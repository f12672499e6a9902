import { z } from 'zod';
import { jobId, procedure } from './base.ts';
import { goldenSelection } from './golden.ts';

const exportRule = z.object({
  name: z.string().optional(),
  what: z.enum(['golden', 'crosswalk', 'relations']),
  entity: z.string().optional(),
  format: z.enum(['csv', 'xlsx', 'jsonl', 'parquet']),
  file: z.string().min(1),
  columns: z
    .array(z.object({ attribute: z.string(), as: z.string().min(1) }))
    .min(1)
    .optional(),
  delimiter: z.string().length(1).optional(),
  /** CSV: begin with a byte order mark, so that Excel reads the accents right. */
  bom: z.boolean().optional(),
  formulaProtection: z.boolean(),
});
export type ExportRule = z.infer<typeof exportRule>;

export const exports = {
  rules: procedure
    .route({
      method: 'GET',
      path: '/exports/rules',
      summary: 'What the project exports; the usual ones, as Excel reads them, when nothing was chosen',
    })
    .output(z.array(exportRule)),
  saveRules: procedure
    .route({ method: 'PUT', path: '/exports/rules', summary: 'Change what the project exports' })
    .input(z.object({ rules: z.array(exportRule) }))
    .output(z.object({ saved: z.boolean() })),
  preview: procedure
    .route({
      method: 'POST',
      path: '/exports/preview',
      summary: 'The first rows of an export, and how many there will be',
    })
    .input(z.object({ rule: exportRule, limit: z.number().int().min(1).max(200).default(20) }))
    .output(
      z.object({
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string().nullable())),
        total: z.number().int(),
      }),
    ),
  run: procedure
    .route({
      method: 'POST',
      path: '/exports',
      summary: 'Write the exports of the project and their manifest',
    })
    .input(z.object({ directory: z.string() }))
    .output(jobId),
  selection: procedure
    .route({
      method: 'POST',
      path: '/exports/selection',
      summary: 'Write some golden records to one file, beside a manifest of its own',
    })
    .input(z.object({ directory: z.string(), rule: exportRule, selection: goldenSelection }))
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
