import type { EntityType } from '../../../shared/model/canonical.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { PairExplanation } from './explain.ts';

/** To the thread that explains pairs. */
export interface ExplainRequest {
  readonly id: number;
  readonly entity: EntityType;
  readonly model: MatchModel;
  /** Changes with the match run and with the standardised values: what was encoded before then no longer holds. */
  readonly version: string;
  readonly leftId: number;
  readonly rightId: number;
}

/** From it. `unknown`: a record that is not one of the entity. */
export type ExplainAnswer =
  | { readonly id: number; readonly type: 'explained'; readonly explanation: PairExplanation }
  | { readonly id: number; readonly type: 'unknown'; readonly recordId: number }
  | { readonly id: number; readonly type: 'failed'; readonly message: string; readonly code?: string };

export interface ExplainWorkerData {
  readonly project: string;
}
