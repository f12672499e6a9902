import { parentPort, workerData } from 'node:worker_threads';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { cancelFlag, jobControl } from '../../../shared/model/job.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { connectReader } from '../db/connect.ts';
import type { WriteDb } from '../db/handles.ts';
import { PairExplainer } from './explain.ts';
import type { ExplainAnswer, ExplainRequest, ExplainWorkerData } from './explain-messages.ts';
import { encode } from './stage.ts';

const { project } = workerData as ExplainWorkerData;

interface Encoded {
  readonly entity: string;
  readonly version: string;
  readonly explainer: PairExplainer;
  /** Ascending. */
  readonly recordIds: Float64Array;
}

/** One entity at a time: the encoded records of a large project take much memory. */
let encoded: Encoded | undefined;

function encodedFor(entity: EntityType, model: MatchModel, version: string): Encoded {
  if (encoded?.entity === entity.name && encoded.version === version) return encoded;
  encoded = undefined;
  // The connection is there while it is read only: a project can be closed into one file when nobody reads it.
  const db = connectReader(project);
  try {
    const quiet = jobControl(cancelFlag(), () => undefined);
    const { records, recordIds } = encode(db, entity, quiet);
    encoded = {
      entity: entity.name,
      version,
      explainer: new PairExplainer(records, model),
      recordIds: Float64Array.from(recordIds),
    };
    return encoded;
  } finally {
    (db as WriteDb).close();
  }
}

function indexOf(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function answer({ id, entity, model, version, leftId, rightId }: ExplainRequest): ExplainAnswer {
  try {
    const { explainer, recordIds } = encodedFor(entity, model, version);
    const left = indexOf(recordIds, leftId);
    if (left < 0) return { id, type: 'unknown', recordId: leftId };
    const right = indexOf(recordIds, rightId);
    if (right < 0) return { id, type: 'unknown', recordId: rightId };
    return { id, type: 'explained', explanation: explainer.explain(left, right) };
  } catch (error) {
    const { message, code } = error as Error & { code?: unknown };
    return { id, type: 'failed', message, ...(typeof code === 'string' && { code }) };
  }
}

parentPort?.on('message', (request: ExplainRequest) => parentPort?.postMessage(answer(request)));
