/**
 * An error a person can act on: what was being done, what went wrong, where, what to do next.
 * Crosses threads and transports as plain data (see {@link UserErrorData}).
 */
export interface UserErrorData {
  /** e.g. `import`, `recipe.read`, `export.write`. */
  readonly operation: string;
  /** Stable, machine-readable, e.g. `key_not_unique`. */
  readonly code: string;
  readonly message: string;
  readonly next: string;
  /** File, row, column, recipe line … */
  readonly where?: Readonly<Record<string, string | number>>;
}

export class UserError extends Error {
  readonly data: UserErrorData;
  constructor(data: UserErrorData) {
    super(data.message);
    this.name = 'UserError';
    this.data = data;
  }
}

/** Closes a switch over a tagged union: reached only when a case was forgotten. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
