import { z } from 'zod';
import type { CanonicalModel } from '../model/canonical.ts';
import type { SourceMapping } from '../model/mapping.ts';
import { procedure } from './base.ts';

/** Shapes written once as types and checked by the recipe's schema; here they pass as they are. */
const canonicalModel = z.custom<CanonicalModel>((value) => typeof value === 'object' && value !== null);
const sourceMapping = z.custom<SourceMapping>((value) => typeof value === 'object' && value !== null);

export const mapping = {
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
