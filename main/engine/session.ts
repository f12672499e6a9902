import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createRouterClient, type RouterClient } from '@orpc/server';
import type { SessionState } from '../../shared/contract/workspace.ts';
import { UserError } from '../../shared/model/errors.ts';
import type { EngineContext, JobsPort, SessionPort } from './db/context.ts';
import type { Project } from './db/open.ts';
import { isSnapshotDue } from './db/snapshots.ts';
import { type Engine, startEngine } from './engine.ts';
import { router } from './router.ts';
import { noteOpened, projectName } from './workspace/recents.ts';
import { readWorkspace } from './workspace/workspace-file.ts';

/**
 * An engine that holds one open project at the most, which may change while it runs: the one behind a window or a
 * browser. `context` stays the same throughout.
 */
export class Session implements SessionPort {
  readonly context: EngineContext;
  readonly client: RouterClient<typeof router>;
  readonly #what: string;
  #engine: Engine | undefined;
  #interrupted: readonly string[] = [];
  /** Opening and closing take turns. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param what shown to whoever finds the project busy, e.g. `Orfèvre`. */
  constructor(what: string) {
    this.#what = what;
    const current = () => this.#engine ?? none();
    const jobs = openJobs(current, () => this.#engine);
    this.context = { project: openProject(current), jobs, session: this };
    this.client = createRouterClient(router, { context: this.context });
  }

  /** The engine of the open project. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  state(): SessionState {
    const interrupted = [...this.#interrupted];
    this.#interrupted = [];
    const project = this.#engine?.project;
    if (!project) return { project: null, interrupted };
    const { path, readOnly } = project;
    return {
      project: {
        path,
        name: projectName(path),
        readOnly: readOnly !== undefined,
        ...(readOnly !== undefined && { readOnlyReason: readOnly }),
      },
      interrupted,
    };
  }

  open(path: string, { create = false }: { create?: boolean } = {}): Promise<void> {
    return this.#inTurn(async () => {
      const asked = realPath(path);
      // Asked for again: only one that could not be written is tried anew.
      if (this.#engine?.project.path === asked && this.#engine.project.readOnly === undefined) return;
      if (this.#engine?.project.path === asked) await this.#shut();
      const next = this.#start(asked, create);
      await this.#shut();
      this.#adopt(next);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#shut());
  }

  reopen(between: (path: string) => void): Promise<void> {
    return this.#inTurn(async () => {
      const { path } = (this.#engine ?? none()).project;
      await this.#shut();
      try {
        between(path);
      } finally {
        this.#adopt(this.#start(path, false));
      }
    });
  }

  actAs(profile: string | undefined): void {
    if (this.#engine) this.#engine.project.actor = actorOf(profile);
  }

  #start(path: string, create: boolean): Engine {
    const actor = actorOf(readWorkspace().preferences.profile);
    return startEngine(path, { what: this.#what, actor, create, anyhow: true, givesWay: true });
  }

  #adopt(engine: Engine): void {
    this.#engine = engine;
    this.#interrupted = engine.project.interrupted;
    noteOpened(engine.project.path);
    const { db, path, readOnly, created } = engine.project;
    if (readOnly === undefined && !created && isSnapshotDue(db, path)) engine.queue.start('snapshot', null);
  }

  async #shut(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#interrupted = [];
    await engine?.close();
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(body);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** One file is one path, so that it is opened, locked and remembered once. A file that is not there yet has only its name. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** The named profile, or the account of the system. */
function actorOf(profile: string | undefined): string {
  if (profile) return profile;
  try {
    return userInfo().username;
  } catch {
    // A user id without a name (containers).
    return 'steward';
  }
}

function none(): never {
  throw new UserError({
    operation: 'project',
    code: 'project.none',
    message: 'No project is open.',
    next: 'Open a project or make a new one.',
  });
}

/** Stands for the project that is open at the time of use. */
function openProject(current: () => Engine): Project {
  return {
    get path() {
      return current().project.path;
    },
    get db() {
      return current().project.db;
    },
    get actor() {
      return current().project.actor;
    },
    set actor(actor: string) {
      current().project.actor = actor;
    },
    get readOnly() {
      return current().project.readOnly;
    },
    get created() {
      return current().project.created;
    },
    get interrupted() {
      return current().project.interrupted;
    },
    close: () => current().project.close(),
    discard: () => current().project.discard(),
  };
}

/** Stands for the jobs of the project that is open at the time of use. Without one there are none. */
function openJobs(current: () => Engine, maybe: () => Engine | undefined): JobsPort {
  return {
    start: (kind, input) => current().context.jobs.start(kind, input),
    list: () => maybe()?.context.jobs.list() ?? [],
    watch: (id) => current().context.jobs.watch(id),
    cancel: (id) => current().context.jobs.cancel(id),
    result: (id) => current().context.jobs.result(id),
  };
}
