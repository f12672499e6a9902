// The engine of the desktop window, in a process of its own (Electron's utilityProcess): plain Node, one session, and a
// port for each load of a page. A fault here ends this process alone; engine-host.ts starts another.
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import { router } from '../engine/router.ts';
import { Session } from '../engine/session.ts';
import { projectName } from '../engine/workspace/recents.ts';
import { readWorkspace } from '../engine/workspace/workspace-file.ts';
import type { EngineState, FromEngine, ToEngine } from './engine-messages.ts';

/** Calls that change something publish what the menus show after this long, in ms: once for many. */
const PUBLISH_DELAY = 50;
/** How often the end of a running job is looked for, for the menus only, in ms. */
const JOB_INTERVAL = 500;

const parent = process.parentPort;
const session = new Session('Orfèvre');

const handler = new RPCHandler(router, {
  clientInterceptors: [
    ({ next }) => {
      const answer = next();
      void answer.then(publishSoon, publishSoon);
      return answer;
    },
  ],
});

let timer: NodeJS.Timeout | undefined;
/** When the timer fires. */
let due = Number.POSITIVE_INFINITY;
let published = '';

function publishSoon(): void {
  publishIn(PUBLISH_DELAY);
}

/** The earlier time counts: a job known to have ended must not be looked for later, while the window asks about it. */
function publishIn(delay: number): void {
  const at = Date.now() + delay;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(publish, delay);
}

function publish(): void {
  due = Number.POSITIVE_INFINITY;
  const state = stateNow();
  const text = JSON.stringify(state);
  if (text !== published) parent.postMessage({ type: 'state', state } satisfies FromEngine);
  published = text;
  if (state.jobs.length > 0) publishIn(JOB_INTERVAL);
}

function stateNow(): EngineState {
  const { preferences, recents } = readWorkspace();
  const project = session.engine?.project;
  return {
    language: preferences.language,
    theme: preferences.theme,
    recents: recents.map(({ path }) => ({ path, name: projectName(path) })),
    project: project
      ? { path: project.path, name: projectName(project.path), readOnly: project.readOnly !== undefined }
      : null,
    jobs: session.context.jobs
      .list()
      .filter(({ state }) => state === 'running' || state === 'waiting')
      .map(({ kind }) => kind),
  };
}

/** A project that cannot be opened again leaves the page without one: it says so itself. */
async function reopen(): Promise<void> {
  const flag = '--project=';
  const path = process.argv.find((argument) => argument.startsWith(flag))?.slice(flag.length);
  if (path) await session.open(path).catch((error) => console.error(error));
}

function serve(port: MessagePortMain): void {
  handler.upgrade(port, { context: session.context });
  port.start();
}

async function stop(): Promise<void> {
  try {
    await session.close();
  } finally {
    process.exit(0);
  }
}

const ready = reopen().then(publish);
parent.on('message', ({ data, ports }) => {
  const message = data as ToEngine;
  if (message.type === 'stop') void ready.then(stop);
  // What the page sends meanwhile waits in the port.
  else void ready.then(() => ports.forEach(serve));
});
