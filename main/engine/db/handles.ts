import type { Database } from 'better-sqlite3';
import { UserError } from '../../../shared/model/errors.ts';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A connection that may read. A function that takes ReadDb cannot be handed to code that writes. */
export type ReadDb = Pick<Database, 'prepare' | 'pragma' | 'name' | 'open'> & { readonly [readable]: true };

/** A connection that may also write, inside {@link transact}. */
export type WriteDb = Database & ReadDb & { readonly [writable]: true };

/**
 * Runs `body` in one IMMEDIATE transaction (or joins the one that is open) and returns its value; rolls back
 * when it throws. `body` is synchronous: a promise inside a transaction would commit before it settles.
 * @throws UserError `project.read_only` on a connection that may only read.
 */
export function transact<T>(db: WriteDb, body: () => T): T {
  if (db.readonly) throw readOnly(db.name);
  if (db.inTransaction) return body();
  return db
    .transaction(() => {
      const value = body();
      if (value instanceof Promise) throw new TypeError('a transaction body must not return a promise');
      return value;
    })
    .immediate();
}

function readOnly(path: string): UserError {
  return new UserError({
    operation: 'project.write',
    code: 'project.read_only',
    message: 'The project is open read-only. Nothing was changed.',
    next: 'Close it where else it is open, or ask for the right to write the file, then open it again.',
    where: { file: path },
  });
}

/** Quotes an identifier that comes from the model. Values are always bound, never quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
