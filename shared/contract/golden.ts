import { z } from 'zod';
import { STRATEGIES } from '../model/survivorship.ts';
import { jobId, page, procedure } from './base.ts';

const survivorshipRules = z.object({
  default: z.array(z.enum(STRATEGIES)).readonly(),
  sourcePriority: z.array(z.string()).readonly(),
  attributes: z.record(
    z.string(),
    z.object({
      strategies: z.array(z.enum(STRATEGIES)).readonly(),
      ignoreBlanks: z.boolean().optional(),
      with: z.array(z.string()).readonly().optional(),
    }),
  ),
});

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

const filter = z.object({
  /**
   * An attribute, `golden_id`, `_members` (how many records), `_sources` (equals: all its records are of that source), or
   * `_event` (equals: what the last run did to it: created, merged, split, restored, unchanged).
   */
  column: z.string(),
  /** Text filters ignore case and accents; `blank` and `filled` take no text. */
  op: z.enum(['contains', 'equals', 'starts', 'blank', 'filled', 'from', 'to']),
  text: z.string().default(''),
});
const query = z.object({
  entity: z.string(),
  filters: z.array(filter).default([]),
  /** Full-text-like search over names, contact points and identifiers. */
  search: z.string().default(''),
  sort: z.object({ column: z.string(), descending: z.boolean() }).optional(),
});

/** A golden record that belongs to another one without being it. */
const relatedGolden = z.object({
  goldenId: z.string(),
  /** The lookalike of the match model, e.g. `household`. */
  kind: z.string(),
  probability: z.number(),
  /** The records the link goes by. */
  leftId: z.number().int(),
  rightId: z.number().int(),
  values: z.record(z.string(), z.string()),
  /** Attributes with a value in common. */
  inCommon: z.array(z.string()),
});
export type RelatedGolden = z.infer<typeof relatedGolden>;

/** Golden records picked one by one, or all that a query finds but those left out. */
export const goldenSelection = z.object({
  query,
  /** Only these; the query then only says in which order. */
  ids: z.array(z.string()).max(10_000).optional(),
  /** All but these. */
  except: z.array(z.string()).max(10_000).default([]),
});
export type GoldenSelection = z.infer<typeof goldenSelection>;

const column = z.object({
  name: z.string(),
  attribute: z.string(),
  label: z.object({ fr: z.string(), en: z.string() }),
  kind: z.string(),
  many: z.boolean(),
  /** No golden record has a value in it. */
  empty: z.boolean(),
});

const candidate = z.object({
  recordId: z.number().int().nullable(),
  source: z.string().nullable(),
  value: z.string(),
  won: z.boolean(),
  rule: z.string(),
});

export const golden = {
  columns: procedure
    .route({
      method: 'GET',
      path: '/golden/{entity}/columns',
      summary: 'Columns of the golden records of an entity',
    })
    .input(z.object({ entity: z.string() }))
    .output(z.array(column)),
  query: procedure
    .route({
      method: 'POST',
      path: '/golden/{entity}/query',
      summary: 'A window of golden records, filtered and sorted; any window costs the same',
    })
    .input(
      query.extend({
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            goldenId: z.string(),
            members: z.number().int(),
            cells: z.array(z.string().nullable()),
          }),
        ),
      }),
    ),
  candidates: procedure
    .route({
      method: 'GET',
      path: '/golden-records/{goldenId}/candidates/{attribute}',
      summary: 'Every value the records offer for an attribute, and the rule by which each won or lost',
    })
    .input(z.object({ goldenId: z.string(), attribute: z.string() }))
    .output(z.array(candidate)),
  activities: procedure
    .route({
      method: 'GET',
      path: '/golden-records/{goldenId}/activities',
      summary: 'Orders, visits and consents of a golden record, latest first',
    })
    .input(z.object({ goldenId: z.string(), ...page }))
    .output(
      z.array(
        z.object({
          recordId: z.number().int(),
          entity: z.string(),
          source: z.string(),
          at: z.string().nullable(),
          values: z.record(z.string(), z.string()),
        }),
      ),
    ),
  related: procedure
    .route({
      method: 'GET',
      path: '/golden-records/{goldenId}/related',
      summary:
        'Golden records linked to one without being it: its household, its sites; the most probable first',
    })
    .input(z.object({ goldenId: z.string(), ...page }))
    .output(
      z.object({
        related: z.array(relatedGolden),
        total: z.number().int(),
        /** False: the last matching, by an earlier build, did not look for any. */
        known: z.boolean(),
      }),
    ),
  history: procedure
    .route({
      method: 'GET',
      path: '/golden-records/{goldenId}/history',
      summary: 'What happened to a golden id: created, merged, split, restored',
    })
    .input(z.object({ goldenId: z.string() }))
    .output(z.array(z.object({ at: z.string(), event: z.string(), otherIds: z.array(z.string()) }))),
  survivorship: procedure
    .route({
      method: 'GET',
      path: '/golden/{entity}/survivorship',
      summary: 'The survivorship rules in force',
    })
    .input(z.object({ entity: z.string() }))
    .output(survivorshipRules),
  saveSurvivorship: procedure
    .route({
      method: 'PUT',
      path: '/golden/{entity}/survivorship',
      summary: 'Change the survivorship rules; they apply from the next run of “golden” on',
    })
    .input(z.object({ entity: z.string(), rules: survivorshipRules }))
    .output(z.object({ saved: z.boolean() })),
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
