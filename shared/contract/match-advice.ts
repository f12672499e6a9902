import { z } from 'zod';
import { matchModelShape } from '../model/match-model-shape.ts';
import { jobId, procedure } from './base.ts';

const entity = z.object({ entity: z.string() });

const rule = z.object({
  name: z.string(),
  keys: z.array(z.object({ attribute: z.string(), transform: z.string() })).readonly(),
  unordered: z.boolean().optional(),
  maxBlockSize: z.number().int().optional(),
});

/** Records that agree on all keys of a rule, and what they agree on: one text per key. */
const block = z.object({
  size: z.number().int(),
  inCommon: z.array(z.object({ attribute: z.string(), transform: z.string(), text: z.string() })).readonly(),
});
export type NamedBlockView = z.infer<typeof block>;

/** Matches told from a sample of pairs; `atMost` with 95 % confidence. */
const estimate = z.object({ about: z.number().int(), atMost: z.number().int() });

const ruleAdvice = z.object({
  rule,
  /** Pairs it makes by itself, those no earlier rule makes, and those no other rule makes: exact. */
  pairs: z.number().int(),
  newPairs: z.number().int(),
  onlyPairs: z.number().int(),
  /** Pairs it would make if no oversized block were cut. */
  pairsUncut: z.number().int(),
  blocks: z.number().int(),
  oversized: z.number().int(),
  /** Before they are cut, the largest first. */
  largest: z.array(block).readonly(),
  /** Matches among its pairs, and those no other rule finds. */
  matches: z.number().int(),
  onlyMatches: estimate,
  isExact: z.boolean(),
  /** It can go, together with the others that are marked, without losing a match that was seen. */
  isRedundant: z.boolean(),
});
export type RuleAdviceView = z.infer<typeof ruleAdvice>;

const proposal = z.object({
  rule,
  pairs: z.number().int(),
  newPairs: z.number().int(),
  blocks: z.number().int(),
  oversized: z.number().int(),
  largest: block,
  /** Matches the rules in force miss, of records not in one golden record yet. */
  adds: estimate,
  /** Those of them that would be merged alone. */
  sure: z.number().int(),
  /** Those of them that no proposal before this one finds. */
  beyond: z.number().int(),
  isExact: z.boolean(),
  /** The heaviest pairs seen, with the names of their records. */
  examples: z
    .array(
      z.object({
        leftId: z.number().int(),
        rightId: z.number().int(),
        weight: z.number(),
        label: z.string(),
      }),
    )
    .readonly(),
});
export type RuleProposalView = z.infer<typeof proposal>;

const advice = z.object({
  /** Distinct records, pairs all rules make together, matches among them. */
  records: z.number().int(),
  pairs: z.number().int(),
  matches: z.number().int(),
  rules: z.array(ruleAdvice).readonly(),
  proposals: z.array(proposal).readonly(),
  /** Rules gone through, and those of them that make too many pairs to be proposed. */
  tried: z.number().int(),
  tooMany: z.number().int(),
  isTrained: z.boolean(),
  at: z.string(),
  /** The data or the model have changed since. */
  isOutdated: z.boolean(),
});
export type AdviceView = z.infer<typeof advice>;

/** Advice on the blocking rules of the model. Part of `match`. */
export const matchAdvice = {
  advise: procedure
    .route({
      method: 'POST',
      path: '/match/{entity}/advice',
      summary: 'Count the pairs of each blocking rule exactly, and propose rules to add or to drop',
    })
    .input(
      entity.extend({
        /** Absent: the model in force; only its advice is kept. */
        model: matchModelShape.optional(),
      }),
    )
    .output(jobId),
  advice: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/advice',
      summary: 'The last advice on the blocking rules; null where there is none yet',
    })
    .input(entity)
    .output(advice.nullable()),
};
