import { z } from 'zod';
import { procedure } from './base.ts';
import { row, side } from './review.ts';

/** Pairs of one sample: below, the intervals say nothing; above, a person does not get through them. */
export const SAMPLE = { least: 20, usual: 100, most: 2_000 } as const;
/** Answers other than “can't tell” from which on there is a result. */
export const LEAST_LABELS = 20;

const answer = z.enum(['same', 'different', 'unsure']);
export type Answer = z.infer<typeof answer>;

const sample = z.object({
  uid: z.string(),
  entity: z.string(),
  at: z.string(),
  actor: z.string(),
  seed: z.number().int(),
  /** Pairs asked for, and pairs there were to draw. */
  asked: z.number().int(),
  size: z.number().int(),
  /** Pairs it was drawn from. */
  population: z.number().int(),
  /** The matching run it was drawn from. */
  runAt: z.string(),
  labelled: z.number().int(),
  /** Of those, the ones a person could not tell. */
  unsure: z.number().int(),
  /** Since when answers of it are decisions: it measures no later run without bias. */
  spentAt: z.string().nullable(),
});
export type AccuracySample = z.infer<typeof sample>;

/** What a pair was when the sample was drawn; through: in one golden record by way of other pairs alone. */
const state = z.enum(['merged', 'through', 'review', 'cut', 'apart']);
/** What it is now: see main/engine/accuracy/estimate.ts. */
const outcome = z.enum(['hit', 'wrong', 'missed', 'right', 'gone']);
export type PairOutcome = z.infer<typeof outcome>;

/** A record as it is shown to whoever labels: nothing tells what the matching made of it. */
const blindSide = side.omit({ goldenId: true, recordId: true });
const blindPair = z.object({
  /** The number by which it is labelled. */
  pair: z.number().int(),
  left: blindSide,
  right: blindSide,
  /** Attributes at least one side has a value for, in the order of the model. */
  attributes: z.array(z.string()),
});
export type BlindPair = z.infer<typeof blindPair>;

const share = z.object({
  /** 0 to 1, as are the ends of its 95 % confidence interval. */
  value: z.number(),
  standardError: z.number(),
  low: z.number(),
  high: z.number(),
});
export type AccuracyShare = z.infer<typeof share>;

const outcomes = {
  hit: z.number().int(),
  wrong: z.number().int(),
  missed: z.number().int(),
  right: z.number().int(),
  gone: z.number().int(),
};
const stratum = z.object({
  state,
  /** Weights in bits, from … to below …; null: without end, or without a weight. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  size: z.number().int(),
  drawn: z.number().int(),
  labelled: z.number().int(),
  unsure: z.number().int(),
  ...outcomes,
});
export type AccuracyStratum = z.infer<typeof stratum>;

const labelledSide = row.extend({ label: z.string(), goldenId: z.string().nullable() });
const labelledPair = z.object({
  pair: z.number().int(),
  left: labelledSide,
  right: labelledSide,
  answer,
  outcome: outcome.nullable(),
  /** Bits of match weight in the last run, null where the pair is not among those kept; and when it was drawn. */
  weight: z.number().nullable(),
  drawnWeight: z.number().nullable(),
  drawnState: state,
});
export type LabelledPair = z.infer<typeof labelledPair>;

const result = z.object({
  sample,
  /** The run that is measured. */
  run: z.object({
    at: z.string(),
    /** Pairs kept by it, and the lightest weight among them: what recall is relative to. */
    pairs: z.number().int(),
    leastWeight: z.number().nullable(),
  }),
  /** The sample was drawn from this very run. */
  isOwnRun: z.boolean(),
  /** Answers of the sample were decisions when this run was made. */
  isBiased: z.boolean(),
  /** Null: nothing of the kind in the sample. */
  precision: share.nullable(),
  recall: share.nullable(),
  f1: share.nullable(),
  same: z.number().int(),
  different: z.number().int(),
  unsure: z.number().int(),
  gone: z.number().int(),
  strata: z.array(stratum),
  pairs: z.array(labelledPair),
});
export type AccuracyResult = z.infer<typeof result>;

const ofSample = z.object({ sample: z.string() });

export const accuracy = {
  start: procedure
    .route({
      method: 'POST',
      path: '/accuracy/{entity}/samples',
      summary: 'Draw a stratified sample of pairs to label blind',
    })
    .input(
      z.object({
        entity: z.string(),
        size: z.number().int().min(SAMPLE.least).max(SAMPLE.most).default(SAMPLE.usual),
        /** The same seed draws the same pairs of the same run; left out: the number of the sample. */
        seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
      }),
    )
    .output(sample),
  list: procedure
    .route({
      method: 'GET',
      path: '/accuracy/{entity}/samples',
      summary: 'Samples drawn, the last one first',
    })
    .input(z.object({ entity: z.string() }))
    .output(z.array(sample)),
  next: procedure
    .route({
      method: 'GET',
      path: '/accuracy/samples/{sample}/next',
      summary: 'The next pairs to label, without weight, state or explanation',
    })
    .input(ofSample.extend({ limit: z.coerce.number().int().min(1).max(SAMPLE.most).default(1) }))
    .output(
      z.object({
        sample,
        pairs: z.array(blindPair),
        /** Pairs not labelled that cannot be shown: a row of them is gone, or waits to be matched again. */
        hidden: z.number().int(),
      }),
    ),
  label: procedure
    .route({
      method: 'POST',
      path: '/accuracy/samples/{sample}/labels',
      summary: 'Say of pairs of a sample whether they are the same; all answers are taken, or none',
    })
    .input(
      ofSample.extend({
        labels: z
          .array(z.object({ pair: z.number().int(), answer }))
          .min(1)
          .max(SAMPLE.most),
      }),
    )
    .output(sample),
  undo: procedure
    .route({
      method: 'POST',
      path: '/accuracy/samples/{sample}/undo',
      summary: 'Take back the last answer of a sample',
    })
    .input(ofSample)
    .output(z.object({ sample, pair: z.number().int().nullable() })),
  result: procedure
    .route({
      method: 'GET',
      path: '/accuracy/samples/{sample}/result',
      summary:
        'Precision, recall and F1 of the last run with 95 % confidence intervals, and the labelled pairs',
    })
    .input(ofSample)
    .output(result),
  toDecisions: procedure
    .route({
      method: 'POST',
      path: '/accuracy/samples/{sample}/decisions',
      summary: 'Turn answers into decisions; the sample then measures no later run without bias',
    })
    .input(
      ofSample.extend({
        /** Left out: every pair that is the same or different. */
        pairs: z.array(z.number().int()).min(1).max(SAMPLE.most).optional(),
      }),
    )
    .output(z.object({ uids: z.array(z.string()), sample })),
};
