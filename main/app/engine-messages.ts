/** The few words between the main process and the engine process. Data never goes this way: it has a port of its own. */
export type ToEngine =
  /** Comes with a port: a page wants to talk to the engine. */
  { readonly type: 'connect' } | { readonly type: 'stop' };

export type FromEngine = { readonly type: 'state'; readonly state: EngineState };

/** What the menus and the title bar show of the engine. */
export interface EngineState {
  readonly language: 'fr' | 'en' | 'system';
  readonly theme: 'light' | 'dark' | 'system';
  /** Projects opened before, the latest first. */
  readonly recents: readonly { readonly path: string; readonly name: string }[];
  readonly project: { readonly path: string; readonly name: string; readonly readOnly: boolean } | null;
  /** Kinds of the jobs that run or wait. */
  readonly jobs: readonly string[];
}

export const NO_STATE: EngineState = {
  language: 'system',
  theme: 'system',
  recents: [],
  project: null,
  jobs: [],
};
