import { z } from 'zod';
import { matchModelShape } from '../model/match-model-shape.ts';
import { jobId, procedure } from './base.ts';
import { side } from './review.ts';

/** Characters of the name of a scenario. */
export const MOST_NAME = 100;
/** Records of one change that are shown. */
export const MOST_RECORDS = 200;

const name = z.string().trim().min(1).max(MOST_NAME);
const entity = z.object({ entity: z.string() });

/**
 * Which model a scenario goes by: `in_force` the one the next matching goes by; `last_run` that of the last run with
 * the probabilities it trained; `template` a fresh proposal; `version` an earlier choice; `given` any model.
 */
const basis = z.discriminatedUnion('from', [
  z.object({ from: z.literal('in_force') }),
  z.object({ from: z.literal('last_run') }),
  z.object({ from: z.literal('template') }),
  z.object({ from: z.literal('version'), version: z.number().int().min(1) }),
  z.object({ from: z.literal('given'), model: matchModelShape }),
]);

const request = z.object({
  basis,
  /** In bits; left out: those of the model. */
  thresholds: z.object({ autoMerge: z.number(), review: z.number() }).partial().optional(),
  guards: z
    .object({ sharedContactLimit: z.number().int(), maxClusterSize: z.number().int() })
    .partial()
    .optional(),
});
export type ScenarioRequest = z.infer<typeof request>;

/** Decisions in force, by what the weights alone would do with their pair. */
const agreement = z.object({
  agrees: z.number().int(),
  /** Left to a person. */
  doubts: z.number().int(),
  contradicts: z.number().int(),
});
export type DecisionAgreement = z.infer<typeof agreement>;

const figures = z.object({
  records: z.number().int(),
  /** Golden records it would make. */
  clusters: z.number().int(),
  largest: z.number().int(),
  /** Pairs. */
  merged: z.number().int(),
  review: z.number().int(),
  cut: z.number().int(),
  decisions: agreement,
});
export type ScenarioFigures = z.infer<typeof figures>;

const thresholds = z.object({ autoMerge: z.number(), review: z.number() });
const guards = z.object({ sharedContactLimit: z.number().int(), maxClusterSize: z.number().int() });

const scenario = z.object({
  uid: z.string(),
  entity: z.string(),
  name: z.string(),
  basis: z.enum(['in_force', 'last_run', 'template', 'version', 'given']),
  /** Of the model it starts from, where that is an earlier choice. */
  version: z.number().int().nullable(),
  thresholds,
  guards,
  figures,
  /** What adopting it chooses: the `template` again; a model that is `trained` again; one whose probabilities are `fixed`. */
  adoption: z.enum(['template', 'trained', 'fixed']),
  at: z.string(),
  actor: z.string(),
  /** Records or decisions have changed since it was computed. */
  isOutOfDate: z.boolean(),
});
export type Scenario = z.infer<typeof scenario>;

const present = z.object({ at: z.string(), thresholds, guards, figures, isOutOfDate: z.boolean() });
export type PresentFigures = z.infer<typeof present>;

/** The golden records of now, as one of the two sides that are compared. */
export const PRESENT = 'golden';

const sides = entity.extend({
  /** A scenario by its uid, or `golden`. */
  left: z.string(),
  right: z.string(),
});

const kind = z.enum(['merged', 'split', 'rearranged']);
export type ChangeKind = z.infer<typeof kind>;

const difference = z.object({
  /** Records of both sides, and those only one of them knows: they are left out. */
  records: z.number().int(),
  onlyLeft: z.number().int(),
  onlyRight: z.number().int(),
  /** People who have the same records on both sides. */
  unchanged: z.number().int(),
  /** Changes of each kind, and how many people of the left become how many of the right in them. */
  kinds: z.record(
    kind,
    z.object({ changes: z.number().int(), left: z.number().int(), right: z.number().int() }),
  ),
  /** Pairs of records that are together on the right only, and on the left only. */
  pairsGained: z.number().int(),
  pairsLost: z.number().int(),
});
export type DifferenceView = z.infer<typeof difference>;

const change = z.object({
  /** The first of its records: it names the change. */
  record: z.number().int(),
  kind,
  /** Of the record it is named after. */
  label: z.string(),
  records: z.number().int(),
  /** Records of each person on either side, the largest first. */
  left: z.array(z.number().int()),
  right: z.array(z.number().int()),
  pairsGained: z.number().int(),
  pairsLost: z.number().int(),
});
export type ChangeView = z.infer<typeof change>;

const changedRecord = side.omit({ raw: true }).extend({
  label: z.string(),
  /** Number of its person on either side, from 1, the largest first. */
  left: z.number().int(),
  right: z.number().int(),
});
export type ChangedRecord = z.infer<typeof changedRecord>;

export const whatIf = {
  list: procedure
    .route({
      method: 'GET',
      path: '/what-if/{entity}',
      summary: 'Scenarios with their figures, and those of the golden records of now',
    })
    .input(entity)
    .output(z.object({ scenarios: z.array(scenario), present: present.nullable() })),
  start: procedure
    .route({
      method: 'POST',
      path: '/what-if/{entity}',
      summary: 'Compute what matching by another model would give; golden records stay as they are',
    })
    .input(entity.extend({ name, request }))
    .output(jobId),
  again: procedure
    .route({
      method: 'POST',
      path: '/what-if/scenarios/{scenario}/again',
      summary: 'Compute a scenario again, from the records and decisions of now',
    })
    .input(z.object({ scenario: z.string() }))
    .output(jobId),
  rename: procedure
    .route({
      method: 'PUT',
      path: '/what-if/scenarios/{scenario}/name',
      summary: 'Give a scenario another name',
    })
    .input(z.object({ scenario: z.string(), name }))
    .output(z.object({ renamed: z.boolean() })),
  remove: procedure
    .route({ method: 'DELETE', path: '/what-if/scenarios/{scenario}', summary: 'Remove a scenario' })
    .input(z.object({ scenario: z.string() }))
    .output(z.object({ removed: z.boolean() })),
  adopt: procedure
    .route({
      method: 'POST',
      path: '/what-if/scenarios/{scenario}/adopt',
      summary: 'Choose the model of a scenario, as a new version; it applies from the next matching on',
    })
    .input(z.object({ scenario: z.string() }))
    .output(
      z.object({
        /** Null: back to the template, without a choice. */
        version: z.number().int().nullable(),
        /** False: it was chosen already. */
        saved: z.boolean(),
      }),
    ),
  difference: procedure
    .route({
      method: 'GET',
      path: '/what-if/{entity}/difference',
      summary: 'What is different between two scenarios, or a scenario and the golden records, counted',
    })
    .input(sides)
    .output(difference),
  changes: procedure
    .route({
      method: 'GET',
      path: '/what-if/{entity}/changes',
      summary: 'The difference person by person, the largest change first',
    })
    .input(
      sides.extend({
        kind: kind.optional(),
        /** In names, keys and contact points of the records. */
        search: z.string().max(200).default(''),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(change) })),
  change: procedure
    .route({
      method: 'GET',
      path: '/what-if/{entity}/changes/{record}',
      summary: 'One change with its records, and which person each belongs to on either side',
    })
    .input(sides.extend({ record: z.coerce.number().int() }))
    .output(
      z.object({
        change,
        /** The first ones where there are many; `change.records` counts them. */
        records: z.array(changedRecord).max(MOST_RECORDS),
        /** Records that are no longer there since, and are not shown. */
        gone: z.number().int(),
        /** Attributes at least one of the records has a value for, in the order of the model. */
        attributes: z.array(z.string()),
      }),
    ),
};
