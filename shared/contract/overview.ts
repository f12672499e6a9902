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

/** The rows behind a figure of the overview. */
const behind = z.discriminatedUnion('figure', [
  z.object({ figure: z.literal('issue'), code: z.string() }),
  z.object({
    figure: z.literal('blank'),
    entity: z.string(),
    attribute: z.string(),
    source: z.string(),
  }),
  /** Activities and consents whose party is not known. */
  z.object({ figure: z.literal('unlinked') }),
]);
export type Behind = z.infer<typeof behind>;

const foundRecord = z.object({
  /** Tells the rows apart: a record with two such values is there twice. */
  id: z.string(),
  recordId: z.number().int(),
  entity: z.string(),
  source: z.string(),
  row: z.number().int(),
  key: z.string(),
  /** Who or what it is about, from its own values. */
  label: z.string(),
  /** Of the record, or of the party it is linked to. */
  goldenId: z.string().nullable(),
  attribute: z.string().nullable(),
  /** The value as read, cut to 200 characters. */
  raw: z.string().nullable(),
  suggestion: z.string().nullable(),
});
export type FoundRecord = z.infer<typeof foundRecord>;

export const overviews = {
  records: procedure
    .route({
      method: 'POST',
      path: '/overview/records',
      summary: 'The records behind a figure of the overview; any window costs the same',
    })
    .input(
      z.object({
        behind,
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(foundRecord) })),
  get: procedure
    .route({
      method: 'GET',
      path: '/overview',
      summary: 'The project in figures, each of which can be opened',
    })
    .output(overview),
};
