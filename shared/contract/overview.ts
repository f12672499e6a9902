import { z } from 'zod';
import { procedure } from './base.ts';

const entity = z.object({
  entity: z.string(),
  /** Current source records. */
  records: z.number().int(),
  golden: z.number().int(),
  /** Golden records made of one, two, three … records: [members, golden records]. */
  sizes: z.array(z.tuple([z.number().int(), z.number().int()])),
  review: z.number().int(),
  cut: z.number().int(),
  /** Expected share of right merges, from the probabilities of the merged pairs; null before matching. */
  estimatedPrecision: z.number().nullable(),
  /** alone: its records whose golden record holds records of no other source, in the last run. */
  sources: z.array(z.object({ source: z.string(), records: z.number().int(), alone: z.number().int() })),
  largest: z.array(z.object({ goldenId: z.string(), members: z.number().int(), label: z.string() })),
  lastRun: z
    .object({
      at: z.string(),
      created: z.number().int(),
      merged: z.number().int(),
      split: z.number().int(),
      restored: z.number().int(),
      unchanged: z.number().int(),
    })
    .nullable(),
});

const overview = z.object({
  entities: z.array(entity),
  issues: z.array(z.object({ code: z.string(), count: z.number().int() })),
  /** Share of records with a value, by attribute and source. */
  completeness: z.array(
    z.object({
      entity: z.string(),
      attribute: z.string(),
      source: z.string(),
      filled: z.number().int(),
      records: z.number().int(),
    }),
  ),
  activities: z.array(z.object({ entity: z.string(), records: z.number().int(), linked: z.number().int() })),
  quarantined: z.number().int(),
  decisions: z.number().int(),
  pending: z.array(z.enum(['standardise', 'match', 'golden'])),
  lastExport: z.object({ at: z.string(), directory: z.string(), stale: z.boolean() }).nullable(),
  /** What a person should do next, most urgent first. */
  next: z.array(
    z.enum(['add_sources', 'map_sources', 'run_matching', 'review_pairs', 'mend_quarantine', 'export']),
  ),
});
export type Overview = z.infer<typeof overview>;
export type EntityOverview = z.infer<typeof entity>;

export const overviews = {
  get: procedure
    .route({
      method: 'GET',
      path: '/overview',
      summary: 'The project in figures, each of which can be opened',
    })
    .output(overview),
};
