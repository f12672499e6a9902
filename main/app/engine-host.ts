import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { EngineLost } from '../../shared/model/menu-command.ts';
import { CHANNEL } from './channels.ts';
import { type EngineState, type FromEngine, NO_STATE, type ToEngine } from './engine-messages.ts';

/** Ended more often than this within {@link PERIOD}, the engine is not started again: it would not last. */
const MOST_RESTARTS = 3;
const PERIOD = 60_000;
/** How long the engine may take to end its job and close the project into its one file, in ms. */
const STOP_GRACE = 15_000;
/** Characters of what the process said last that are kept. */
const LAST_WORDS = 2_000;

/**
 * The engine in a process of its own. Every load of a page gets a channel straight to it; data never passes here. When the
 * process ends unexpectedly it is started anew on the same project, and the pages are told what was running.
 */
export class EngineHost {
  state: EngineState = NO_STATE;
  private child: UtilityProcess | undefined;
  private stopping = false;
  private restarts: number[] = [];
  private readonly pages = new Set<WebContents>();
  private readonly entry: string;
  private readonly onState: (state: EngineState) => void;

  /** @param entry path of the built engine-process.js. */
  constructor(entry: string, onState: (state: EngineState) => void) {
    this.entry = entry;
    this.onState = onState;
  }

  /** @param project opened before anything is answered: the one that was open when the process before it ended. */
  start(project?: string): void {
    const args = project === undefined ? [] : [`--project=${project}`];
    const child = utilityProcess.fork(this.entry, args, { serviceName: 'Orfèvre engine', stdio: 'pipe' });
    let said = '';
    const listen = (chunk: Buffer) => {
      process.stderr.write(chunk);
      said = (said + chunk.toString('utf8')).slice(-LAST_WORDS);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.on('message', (message: FromEngine) => {
      this.state = message.state;
      this.onState(message.state);
    });
    child.once('exit', (code) => {
      if (this.child === child) this.child = undefined;
      if (!this.stopping) this.lost(code, said);
    });
    this.child = child;
  }

  /** Gives a page its channel, now and after each restart, until it is closed. */
  connect(page: WebContents): void {
    if (!this.pages.has(page)) {
      this.pages.add(page);
      page.once('destroyed', () => this.pages.delete(page));
    }
    if (!this.child) return;
    const { port1, port2 } = new MessageChannelMain();
    this.child.postMessage({ type: 'connect' } satisfies ToEngine, [port1]);
    page.postMessage(CHANNEL.port, null, [port2]);
  }

  /** Lets the running job end cleanly and the project be closed. Settles when the process is gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.postMessage({ type: 'stop' } satisfies ToEngine);
    const late = setTimeout(() => child.kill(), STOP_GRACE);
    await gone;
    clearTimeout(late);
  }

  private lost(code: number, said: string): void {
    const { jobs, project } = this.state;
    const now = Date.now();
    this.restarts = [...this.restarts.filter((time) => now - time < PERIOD), now];
    const restarted = this.restarts.length <= MOST_RESTARTS;
    const reason = said.trim() || `The engine process ended with code ${code}.`;
    const loss: Omit<EngineLost, 'type'> = { jobs, reason, restarted };
    this.state = { ...this.state, jobs: [], project: null };
    if (restarted) this.start(project?.path);
    for (const page of this.pages) {
      page.send(CHANNEL.engineLost, loss);
      this.connect(page);
    }
    this.onState(this.state);
  }
}
