import { z } from 'zod';
import type { CanonicalModel, EntityType } from '../model/canonical.ts';
import type { SourceMapping } from '../model/mapping.ts';
import { page, procedure } from './base.ts';

/** Shapes written once as types and checked by the recipe's schema; here they pass as they are. */
const canonicalModel = z.custom<CanonicalModel>((value) => typeof value === 'object' && value !== null);
const sourceMapping = z.custom<SourceMapping>((value) => typeof value === 'object' && value !== null);

const issue = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  attribute: z.string(),
  raw: z.string().optional(),
  suggestion: z.string().optional(),
});

const preview = z.object({
  columns: z.array(z.string()),
  rows: z.array(
    z.object({
      key: z.string(),
      row: z.number().int(),
      cells: z.array(z.string().nullable()),
      /** Attribute → standardised values, as texts. */
      values: z.record(z.string(), z.array(z.string())),
      issues: z.array(issue),
    }),
  ),
  /** Attribute → rows of the sample with a value, and issues by code. */
  filled: z.record(z.string(), z.number().int()),
  issues: z.record(z.string(), z.number().int()),
  sampled: z.number().int(),
});
export type MappingPreview = z.infer<typeof preview>;

export const mapping = {
  preview: procedure
    .route({
      method: 'POST',
      path: '/sources/{name}/mapping/preview',
      summary: 'What a mapping makes of real rows of the source, with their issues',
    })
    .input(
      z.object({
        name: z.string(),
        mapping: sourceMapping,
        rows: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(preview),
  values: procedure
    .route({
      method: 'GET',
      path: '/sources/{name}/columns/{column}/values',
      summary: 'Values seen in a column, most frequent first: for code-list alignment',
    })
    .input(z.object({ name: z.string(), column: z.string(), ...page }))
    .output(z.array(z.object({ value: z.string(), count: z.number().int() }))),
  suggestFor: procedure
    .route({
      method: 'POST',
      path: '/sources/{name}/mapping/suggest',
      summary: 'A mapping proposed for a source that is in the project',
    })
    .input(z.object({ name: z.string() }))
    .output(
      z.object({
        mapping: sourceMapping,
        suggestions: z.array(
          z.object({
            rule: z.unknown(),
            confidence: z.number(),
            reasons: z.array(z.string()).readonly(),
            samples: z.array(z.string()).readonly(),
          }),
        ),
        entityConfidence: z.number(),
        unmapped: z.array(z.string()).readonly(),
        /** Where none of the model's entities fits: the one to add to the model before the mapping is saved. */
        newEntity: z.custom<EntityType>((value) => typeof value === 'object' && value !== null).nullable(),
      }),
    ),
  model: procedure
    .route({ method: 'GET', path: '/model', summary: 'The canonical model in force' })
    .output(canonicalModel),
  saveModel: procedure
    .route({ method: 'PUT', path: '/model', summary: 'Change the canonical model (a new version)' })
    .input(z.object({ model: canonicalModel }))
    .output(z.object({ version: z.number().int() })),
  get: procedure
    .route({ method: 'GET', path: '/sources/{name}/mapping', summary: 'The mapping in force of a source' })
    .input(z.object({ name: z.string() }))
    .output(z.object({ version: z.number().int(), mapping: sourceMapping }).nullable()),
  save: procedure
    .route({
      method: 'PUT',
      path: '/sources/{name}/mapping',
      summary: 'Change the mapping of a source (a new version)',
    })
    .input(z.object({ name: z.string(), mapping: sourceMapping }))
    .output(z.object({ version: z.number().int() })),
  suggest: procedure
    .route({
      method: 'POST',
      path: '/mapping/suggest',
      summary: 'A recipe proposed for files: how to read, key, mapping',
    })
    .input(z.object({ paths: z.array(z.string()).min(1), base: z.string().optional() }))
    .output(z.object({ yaml: z.string(), recipe: z.unknown(), sources: z.array(z.unknown()) })),
};
