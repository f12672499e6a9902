import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { APPLICATION_ID, connectCreator } from './connect.ts';
import { transact } from './handles.ts';
import { writeJournal } from './journal.ts';
import { migrate, PROJECT_VERSION } from './migrate.ts';

/**
 * Writes a new project under a temporary name and gives it its own when it is whole: a kill leaves no project or a
 * complete one. Made in place with a write-ahead log, its first pages would stand in that log only, and after a kill
 * the file itself could not be told from a foreign one. The caller holds the project's lock.
 */
export function createProjectFile(path: string, actor: string): void {
  const temporary = `${path}-new`;
  removeFiles(temporary);
  try {
    const db = connectCreator(temporary);
    try {
      transact(db, () => {
        db.pragma(`application_id = ${APPLICATION_ID}`);
        migrate(db);
        const put = db.prepare('INSERT INTO meta VALUES (?, ?)');
        put.run('project_id', randomUUID());
        put.run('created_at', new Date().toISOString());
        const payload = { version: PROJECT_VERSION };
        writeJournal(db, { actor, action: 'project.create', subject: 'project', payload });
      });
    } finally {
      db.close();
    }
    renameSync(temporary, path);
  } finally {
    removeFiles(temporary);
  }
}

function removeFiles(path: string): void {
  for (const suffix of ['', '-journal']) rmSync(path + suffix, { force: true });
}
