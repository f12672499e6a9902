import { z } from 'zod';
import type { MatchModel } from './match-model.ts';

/**
 * The shape of a match model that comes from outside: a file, a request, a recipe. Strict: a mistyped key is an error.
 * What the shape cannot say (names that exist, probabilities that add up) is said by main/engine/match/model/validate.ts,
 * the one place where a model is judged.
 */

/** Far above any model, far below what would hurt: a name is shown to people, a list is gone through. */
const MOST = { name: 300, list: 2000, condition: 5000 } as const;

const name = z.string().min(1).max(MOST.name);
const listOf = <T extends z.ZodType>(of: T) => z.array(of).max(MOST.list);

const blockingRule = z.strictObject({
  name,
  keys: listOf(z.strictObject({ attribute: name, transform: name })),
  unordered: z.boolean().optional(),
  maxBlockSize: z.number().int().optional(),
});

const comparison = z.strictObject({
  name,
  attributes: listOf(name),
  comparator: name,
  levels: listOf(
    z.strictObject({
      name,
      m: z.number(),
      u: z.number(),
      condition: z.string().min(1).max(MOST.condition).optional(),
    }),
  ),
  termFrequency: z.boolean().optional(),
});

const lookalike = z.strictObject({
  name,
  ratio: z.number(),
  comparisons: listOf(
    z.strictObject({
      comparison: name,
      share: z.number(),
      levels: listOf(z.number()),
      train: z.boolean(),
    }),
  ),
});

const guards = z.strictObject({
  identifiers: listOf(name),
  sharedContactLimit: z.number().int(),
  maxClusterSize: z.number().int(),
});

/** A {@link MatchModel} as JSON. */
export const matchModelShape: z.ZodType<MatchModel> = z.strictObject({
  entity: name,
  template: z.enum(['person', 'organisation', 'product', 'anything']),
  blockingRules: listOf(blockingRule),
  comparisons: listOf(comparison),
  lookalikes: listOf(lookalike),
  prior: z.number().optional(),
  thresholds: z.strictObject({ autoMerge: z.number(), review: z.number() }),
  guards,
  train: z.boolean(),
});
