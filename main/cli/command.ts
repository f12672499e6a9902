import { userInfo } from 'node:os';
import type { ParseArgsConfig } from 'node:util';
import { UserError } from '../../shared/model/errors.ts';
import type { MatchWay } from '../engine/matching.ts';
import type { Output } from './output.ts';

/** One verb of the command line. */
export interface Command {
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code. @throws UserError, WrongUse. */
  run(call: Call): Promise<number>;
}

/** A verb as it was called. */
export interface Call {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly output: Output;
  /** The words typed, for the lock. */
  readonly typed: string;
}

/** The words typed make no sense: exit code 2, with the usage of the verb. */
export class WrongUse extends Error {}

/** Who acts, for the journal. */
export function actor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    // A user id without a name (containers).
    return 'cli';
  }
}

export function text(call: Call, name: string): string | undefined {
  const value = call.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** `--project FILE`, or the positional at `index`. */
export function projectPath(call: Call, index?: number): string {
  const path = text(call, 'project') ?? (index === undefined ? undefined : call.positionals[index]);
  if (path === undefined) throw new WrongUse('project');
  return path;
}

export function required(call: Call, name: string): string {
  const value = text(call, name);
  if (value === undefined) throw new WrongUse(name);
  return value;
}

/** `--full` and `--changes`: how to match. */
export const WAY_OPTIONS = { full: { type: 'boolean' }, changes: { type: 'boolean' } } as const;

/** How to match, as the options say. */
export function matchWay({ values }: Call): MatchWay {
  if (values.full === true && values.changes === true) throw new WrongUse('--full, --changes');
  return values.full === true ? 'full' : values.changes === true ? 'changes' : 'usual';
}

export function wholeNumber(call: Call, name: string, fallback: number): number {
  const value = text(call, name);
  if (value === undefined) return fallback;
  if (/^\d+$/.test(value)) return Number(value);
  throw new UserError({
    operation: 'cli',
    code: 'option.not_a_number',
    message: `--${name} takes a whole number, not “${value}”.`,
    next: `Write for example --${name} ${fallback}.`,
  });
}
