/**
 * What the native menu of the desktop window asks of the page, with its argument where it has one: `open` and `create` the
 * path of a project, `go` an address within the page, `theme` light, dark or system.
 */
export type MenuCommand =
  | 'open'
  | 'create'
  | 'close'
  | 'home'
  | 'settings'
  | 'go'
  | 'theme'
  | 'palette'
  | 'help';

/**
 * Posted to the page as a `window` message when the engine process ended unexpectedly; a message `orfevre:port` with a new
 * port follows it where the engine could be started again.
 */
export interface EngineLost {
  readonly type: 'orfevre:engine-lost';
  /** Kinds of the jobs that were running or waiting. */
  readonly jobs: readonly string[];
  /** What the process said last, for a report. */
  readonly reason: string;
  /** false: it ended too often to be started again; the application must be. */
  readonly restarted: boolean;
}
