import type { WriteDb } from './handles.ts';
import { transact } from './handles.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { takeSnapshot } from './snapshots.ts';

/** The version this program writes. */
export const PROJECT_VERSION = MIGRATIONS.length;

/**
 * Takes the file forward, each migration in its own transaction together with its version number: a kill leaves
 * the old version or the new one, never something between.
 */
export function migrate(db: WriteDb, migrations: readonly string[] = MIGRATIONS): void {
  for (
    let version = db.pragma('user_version', { simple: true }) as number;
    version < migrations.length;
    version++
  ) {
    transact(db, () => {
      db.exec(migrations[version]!);
      db.pragma(`user_version = ${version + 1}`);
    });
  }
}

/** Brings an older project to the version of `migrations`, with a snapshot before. Does nothing to one that has it. */
export function bringUpToDate(db: WriteDb, path: string, migrations: readonly string[] = MIGRATIONS): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version >= migrations.length) return;
  takeSnapshot(db, path, `before-version-${migrations.length}`);
  migrate(db, migrations);
}
