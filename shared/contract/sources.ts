import { z } from 'zod';
import { jobId, page, procedure } from './base.ts';

export const readOptions = z.object({
  format: z.enum(['csv', 'xlsx', 'json', 'jsonl', 'parquet', 'sqlite']).optional(),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  quote: z.string().optional(),
  headerRow: z.number().int().min(0).optional(),
  table: z.string().optional(),
  entry: z.string().optional(),
});

const cell = z.string().nullable();
const inspection = z.object({
  name: z.string(),
  options: readOptions,
  columns: z.array(z.string()).readonly(),
  sample: z.array(z.array(cell).readonly()).readonly(),
  confidence: z.number(),
  remarks: z.array(z.string()).readonly(),
});

const settings = z.object({
  name: z.string().min(1).max(100),
  priority: z.number().int().default(1),
  complete: z.boolean().default(true),
  keepOriginal: z.boolean().default(true),
  maxQuarantine: z.number().min(0).max(1).default(0.05),
  keyColumns: z.array(z.string()).min(1).nullable().default(null),
  options: readOptions.default({}),
  inventory: z.record(z.string(), z.string()).default({}),
});

/** Without defaults: what is absent stays as it is. */
const changes = z.object({
  priority: z.number().int().optional(),
  complete: z.boolean().optional(),
  keepOriginal: z.boolean().optional(),
  maxQuarantine: z.number().min(0).max(1).optional(),
  keyColumns: z.array(z.string()).min(1).nullable().optional(),
  options: readOptions.optional(),
  inventory: z.record(z.string(), z.string()).optional(),
});

const counts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  gone: z.number().int(),
});

const file = z.object({
  id: z.number().int(),
  path: z.string(),
  state: z.enum(['staging', 'staged', 'applied', 'discarded']),
  sha256: z.string().nullable(),
  bytes: z.number().nullable(),
  columns: z.array(z.string()).readonly(),
  keyColumns: z.array(z.string()).readonly().nullable(),
  read: z.number().int().nullable(),
  loaded: z.number().int().nullable(),
  quarantined: z.number().int().nullable(),
  counts: counts.nullable(),
  drift: z.unknown(),
  profile: z.array(z.unknown()).readonly().nullable(),
  importedAt: z.string(),
});

const source = z.object({
  id: z.number().int(),
  name: z.string(),
  priority: z.number().int(),
  complete: z.boolean(),
  keepOriginal: z.boolean(),
  maxQuarantine: z.number(),
  keyColumns: z.array(z.string()).readonly().nullable(),
  options: readOptions,
  inventory: z.record(z.string(), z.string()),
  records: z.number().int(),
  entity: z.string().nullable(),
});

const quarantined = z.object({
  id: z.number().int(),
  row: z.number().int(),
  code: z.string(),
  message: z.string(),
  /** The bytes, as text where they are text. */
  text: z.string(),
  truncated: z.boolean(),
});

export const sources = {
  inspect: procedure
    .route({
      method: 'POST',
      path: '/sources/inspect',
      summary: 'What a file holds and how it would be read',
    })
    .input(z.object({ path: z.string(), options: readOptions.optional() }))
    .output(z.array(inspection)),
  list: procedure
    .route({ method: 'GET', path: '/sources', summary: 'The sources of the project' })
    .output(z.array(source)),
  files: procedure
    .route({ method: 'GET', path: '/sources/{name}/files', summary: 'The imports of a source, newest first' })
    .input(z.object({ name: z.string() }))
    .output(z.array(file)),
  quarantine: procedure
    .route({
      method: 'GET',
      path: '/sources/files/{fileId}/quarantine',
      summary: 'Rows of an import that were set aside',
    })
    .input(z.object({ fileId: z.coerce.number().int(), after: z.coerce.number().int().default(0), ...page }))
    .output(z.array(quarantined)),
  mend: procedure
    .route({
      method: 'POST',
      path: '/sources/quarantine/{id}/mend',
      summary: 'Read a row that was set aside again, from a mended text; it is loaded as a row of its import',
    })
    .input(z.object({ id: z.coerce.number().int(), text: z.string() }))
    .output(z.object({ loaded: z.boolean() })),
  rows: procedure
    .route({
      method: 'GET',
      path: '/sources/{name}/rows',
      summary: 'Current rows of a source as read, in the order of their ids',
    })
    .input(z.object({ name: z.string(), after: z.coerce.number().int().default(0), ...page }))
    .output(
      z.object({
        columns: z.array(z.string()),
        rows: z.array(
          z.object({ id: z.number().int(), row: z.number().int(), key: z.string(), cells: z.array(cell) }),
        ),
      }),
    ),
  save: procedure
    .route({
      method: 'PUT',
      path: '/sources/{name}',
      summary: 'Change what is known of a source: trust, completeness, owner, purpose …',
    })
    .input(z.object({ name: z.string(), settings: changes }))
    .output(z.object({ saved: z.boolean() })),
  import: procedure
    .route({
      method: 'POST',
      path: '/sources/import',
      summary: 'Load files; with apply false they stay staged, counted as new, changed, unchanged and gone',
    })
    .input(
      z.object({
        requests: z
          .array(z.object({ source: settings, path: z.string(), options: readOptions.default({}) }))
          .min(1),
        apply: z.boolean().default(true),
      }),
    )
    .output(jobId),
  apply: procedure
    .route({ method: 'POST', path: '/sources/apply', summary: 'Make staged imports count' })
    .input(z.object({ fileIds: z.array(z.number().int()).min(1) }))
    .output(z.object({ applied: z.number().int() })),
  takeBack: procedure
    .route({
      method: 'POST',
      path: '/sources/take-back',
      summary: 'Undo an apply: the imports wait again, and what they replaced counts as before',
    })
    .input(z.object({ fileIds: z.array(z.number().int()).min(1) }))
    .output(z.object({ takenBack: z.number().int() })),
  discard: procedure
    .route({ method: 'POST', path: '/sources/discard', summary: 'Throw staged imports away' })
    .input(z.object({ fileIds: z.array(z.number().int()).min(1) }))
    .output(z.object({ discarded: z.number().int() })),
};

export type TableInspectionView = z.infer<typeof inspection>;
export type SourceView = z.infer<typeof source>;
export type SourceFile = z.infer<typeof file>;
export type SourceChanges = z.infer<typeof changes>;
export type ReadOptionsInput = z.infer<typeof readOptions>;
