import { z } from 'zod';
import { procedure } from './base.ts';

const levels = z
  .array(
    z.object({
      name: z.string(),
      m: z.number(),
      u: z.number(),
      /** What training started from; null where the run did not keep it. */
      start: z.object({ m: z.number(), u: z.number() }).nullable(),
      /** m after each round. */
      rounds: z.array(z.number()).readonly(),
    }),
  )
  .readonly();

const lookalike = z.object({
  name: z.string(),
  /** Pairs of the class for each matching pair. */
  ratio: z.number(),
  startRatio: z.number().nullable(),
  comparisons: z
    .array(
      z.object({
        comparison: z.string(),
        share: z.number(),
        startShare: z.number().nullable(),
        isTrained: z.boolean(),
      }),
    )
    .readonly(),
});

const training = z.object({
  at: z.string(),
  trained: z.boolean(),
  /** Why it was not. */
  reason: z.enum(['not_asked', 'too_few_pairs', 'too_few_matches', 'not_converged', 'degenerate']).nullable(),
  /** Largest change of a probability at which training ends. */
  converged: z.number(),
  sampledPairs: z.number().int(),
  expectedMatches: z.number(),
  prior: z.number().nullable(),
  rounds: z
    .array(z.object({ change: z.number(), expectedMatches: z.number(), prior: z.number().nullable() }))
    .readonly(),
  comparisons: z.array(z.object({ name: z.string(), levels })).readonly(),
  lookalikes: z.array(lookalike).readonly(),
});
export type TrainingView = z.infer<typeof training>;

/** How the weights of the last run were learnt. Part of `match`. */
export const matchTraining = {
  training: procedure
    .route({
      method: 'GET',
      path: '/match/{entity}/training',
      summary: 'How the last run was trained: its rounds, m and u before and after; null before any run',
    })
    .input(z.object({ entity: z.string() }))
    .output(training.nullable()),
};
