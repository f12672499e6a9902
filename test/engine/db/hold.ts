// A process of its own that works on a project until it is told to stop, or is killed.
// node hold.ts hold PROJECT             opens it, says "held", closes when its input ends
// node hold.ts turns PROJECT N          opens and closes it N times, whoever else does; never two at once
// node hold.ts migrate PROJECT          brings it up to date by a migration that takes a while, says "begun" before
// node hold.ts job PROJECT              notes a running job and staging tables, says "held", waits to be killed
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { connectWriter } from '../../../main/engine/db/connect.ts';
import { transact } from '../../../main/engine/db/handles.ts';
import { noteJobBegins } from '../../../main/engine/db/leftovers.ts';
import { bringUpToDate } from '../../../main/engine/db/migrate.ts';
import { openProject, type Project } from '../../../main/engine/db/open.ts';
import { UserError } from '../../../shared/model/errors.ts';
import { SLOW_MIGRATIONS } from './stories.ts';

const [what, path, count] = process.argv.slice(2) as [string, string, string | undefined];
const open = (): Project => openProject(path, { what: `hold ${what}`, actor: 'test' });
const say = (text: string) => writeSync(1, `${text}\n`);
const untilInputEnds = () => new Promise((resolve) => process.stdin.on('end', resolve).resume());

async function turns(times: number): Promise<void> {
  for (let turn = 0; turn < times; ) {
    let project: Project;
    try {
      project = open();
    } catch (error) {
      if (!(error instanceof UserError && error.data.code === 'project.busy')) throw error;
      await wait(1);
      continue;
    }
    // Fails when another process is inside at the same time.
    closeSync(openSync(`${path}.inside`, 'wx'));
    const { db } = project;
    transact(db, () => db.prepare("UPDATE meta SET value = value + 1 WHERE key = 'turns'").run());
    rmSync(`${path}.inside`);
    project.close();
    turn += 1;
  }
}

function beginJob({ db }: Project): void {
  const { lastInsertRowid } = db
    .prepare("INSERT INTO job (kind, state, started_at) VALUES ('import', 'running', 'today')")
    .run();
  noteJobBegins(db, Number(lastInsertRowid));
  db.exec(`
    CREATE TABLE staging_membership (record_id INTEGER PRIMARY KEY) STRICT;
    INSERT INTO source (id, name, state, priority) VALUES (9, 'half', 'staging', 9);
    INSERT INTO source_file (id, source_id, path, state, options, imported_at, first_record_id)
      VALUES (91, 9, 'one.csv', 'staged', '{}', 'today', 900), (92, 9, 'two.csv', 'staging', '{}', 'today', 901);
    INSERT INTO record (id, source_id, file_id, row_number, key, hash, cells)
      VALUES (900, 9, 91, 1, 'a', x'00', '[]'), (901, 9, 92, 1, 'b', x'00', '[]');
    INSERT INTO quarantine (file_id, row_number, code, message, bytes) VALUES (92, 2, 'x', 'x', x'00');
    INSERT INTO import_supersedes VALUES (91, 1);
  `);
}

if (what === 'turns') await turns(Number(count));
else if (what === 'migrate') {
  const db = connectWriter(path);
  say('begun');
  bringUpToDate(db, path, SLOW_MIGRATIONS);
  db.close();
} else {
  const project = open();
  if (what === 'job') beginJob(project);
  say('held');
  await untilInputEnds();
  project.close();
}
