import { z } from 'zod';
import { jobId, page, procedure } from './base.ts';
import { matchAdvice } from './match-advice.ts';
import { matchModel } from './match-model.ts';
import { matchReasons } from './match-reasons.ts';
import { matchTraining } from './match-training.ts';

const pair = z.object({
  leftId: z.number().int(),
  rightId: z.number().int(),
  left: z.object({ source: z.string(), key: z.string() }),
  right: z.object({ source: z.string(), key: z.string() }),
  weight: z.number(),
  state: z.enum(['merged', 'review', 'cut', 'apart']),
  reason: z.string().nullable(),
});
export type PairView = z.infer<typeof pair>;

const bar = z.object({
  comparison: z.string(),
  level: z.string().nullable(),
  left: z.array(z.string()).readonly(),
  right: z.array(z.string()).readonly(),
  bits: z.number(),
  termFrequencyBits: z.number(),
});
const explanation = z.object({
  weight: z.number(),
  probability: z.number(),
  prior: z.number(),
  comparisons: z.array(bar),
  lookalikes: z.array(z.object({ lookalike: z.string(), bits: z.number() })),
  thresholds: z.object({ autoMerge: z.number(), review: z.number() }),
});
export type PairExplanationView = z.infer<typeof explanation>;

const caught = z.object({ merged: z.number().int(), review: z.number().int() });

/** What becomes of a pair by its weight alone, under the thresholds in force and under others. */
export const ZONES = ['apart', 'review', 'merged'] as const;
const zone = z.enum(ZONES);
const affectedPair = z.object({
  leftId: z.number().int(),
  rightId: z.number().int(),
  weight: z.number(),
  /** As the last run left it, after clusters, guards and decisions. */
  state: pair.shape.state,
  label: z.string(),
});
export type AffectedPair = z.infer<typeof affectedPair>;
const change = z.object({ from: zone, to: zone, pairs: z.number().int() });
export type ThresholdChange = z.infer<typeof change>;

export const match = {
  ...matchModel,
  ...matchAdvice,
  ...matchTraining,
  ...matchReasons,
  explain: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/explain',
      summary: 'The waterfall of one pair: prior, each comparison, lookalikes, weight, in bits',
    })
    .input(
      z.object({ entity: z.string(), leftId: z.coerce.number().int(), rightId: z.coerce.number().int() }),
    )
    .output(explanation),
  histogram: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/histogram',
      summary: 'Scored pairs by weight, and what given thresholds would catch',
    })
    .input(
      z.object({
        entity: z.string(),
        autoMerge: z.coerce.number().optional(),
        review: z.coerce.number().optional(),
      }),
    )
    .output(
      z.object({
        bins: z.array(z.object({ from: z.number(), pairs: z.number().int() })),
        thresholds: z.object({ autoMerge: z.number(), review: z.number() }),
        now: caught,
        proposed: caught,
      }),
    ),
  affected: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/affected',
      summary:
        'Pairs that other thresholds would treat otherwise: how many of each kind, and those of one kind',
    })
    .input(
      z.object({
        entity: z.string(),
        autoMerge: z.coerce.number(),
        review: z.coerce.number(),
        /** Which pairs are listed; absent: of the first kind there is. */
        from: zone.optional(),
        to: zone.optional(),
        offset: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        changes: z.array(change).readonly(),
        /** The weakest first where they come nearer to being merged, else the strongest. */
        pairs: z.array(affectedPair).readonly(),
      }),
    ),
  saveThresholds: procedure
    .route({
      method: 'PUT',
      path: '/match/{entity}/thresholds',
      summary: 'Change both thresholds; they apply from the next matching on',
    })
    .input(z.object({ entity: z.string(), autoMerge: z.number(), review: z.number() }))
    .output(z.object({ saved: z.boolean() })),
  run: procedure
    .route({
      method: 'POST',
      path: '/match/run',
      summary: 'Standardise if needed, match what changed (or everything anew), give golden ids',
    })
    .input(z.object({ full: z.boolean().optional() }).optional())
    .output(jobId),
  summary: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}',
      summary: 'The last run: counts by rule, histogram, model',
    })
    .input(z.object({ entity: z.string() }))
    .output(z.object({ at: z.string(), model: z.unknown(), stats: z.unknown() }).nullable()),
  pairs: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/pairs',
      summary: 'Candidate pairs of one state, heaviest first',
    })
    .input(z.object({ entity: z.string(), state: pair.shape.state, ...page }))
    .output(z.array(pair)),
};
