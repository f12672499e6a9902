import { Worker } from 'node:worker_threads';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { ReadDb } from '../db/handles.ts';
import { notFound } from '../db/procedure.ts';
import { getMeta } from '../db/settings.ts';
import { workerUrl } from '../db/worker-url.ts';
import type { PairExplanation } from './explain.ts';
import type { ExplainAnswer, ExplainRequest, ExplainWorkerData } from './explain-messages.ts';
import type { LastRun } from './last-run.ts';

/** The records stay encoded for so long after the last question, in ms. */
const KEPT = 5 * 60_000;

/** Explains pairs of one project in a thread of its own: encoding a million records would stop everything else. */
class ExplainService {
  private readonly project: string;
  private worker: Worker | undefined;
  private timer: NodeJS.Timeout | undefined;
  private asked = 0;
  private readonly waiting = new Map<number, (answer: ExplainAnswer | Error) => void>();

  constructor(project: string) {
    this.project = project;
  }

  ask(question: Omit<ExplainRequest, 'id'>): Promise<ExplainAnswer> {
    const worker = this.worker ?? this.start();
    this.worker = worker;
    const id = ++this.asked;
    clearTimeout(this.timer);
    worker.ref();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
      worker.postMessage({ id, ...question } satisfies ExplainRequest);
    });
  }

  private start(): Worker {
    const worker = new Worker(workerUrl('match/explain-worker'), {
      workerData: { project: this.project } satisfies ExplainWorkerData,
    });
    worker.on('message', (answer: ExplainAnswer) => {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
      if (this.waiting.size === 0) this.rest(worker);
    });
    worker.on('error', (error) => this.fail(worker, error));
    worker.on('exit', () => this.fail(worker, new Error('the thread that explains pairs has ended')));
    return worker;
  }

  /** Nothing is asked: the thread keeps no process alive, and goes when nothing comes. */
  private rest(worker: Worker): void {
    worker.unref();
    this.timer = setTimeout(() => {
      this.worker = undefined;
      void worker.terminate();
    }, KEPT);
    this.timer.unref();
  }

  private fail(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    clearTimeout(this.timer);
    for (const settle of this.waiting.values()) settle(error);
    this.waiting.clear();
  }
}

const services = new WeakMap<ReadDb, ExplainService>();

/**
 * Why a pair weighs what it weighs under the model of the last run. The first question encodes the records; those after
 * it are answered in a few milliseconds.
 * @throws UserError `record.unknown`.
 */
export async function explainStoredPair(
  db: ReadDb,
  entity: EntityType,
  run: LastRun,
  leftId: number,
  rightId: number,
): Promise<PairExplanation> {
  const service = services.get(db) ?? new ExplainService(db.name);
  services.set(db, service);
  const version = `${run.id} ${getMeta(db, 'stage.standardise') ?? ''}`;
  const answer = await service.ask({ entity, model: run.model, version, leftId, rightId });
  if (answer.type === 'explained') return answer.explanation;
  if (answer.type === 'unknown') throw notFound('match.explain', 'record', answer.recordId);
  throw Object.assign(new Error(answer.message), { code: answer.code });
}
