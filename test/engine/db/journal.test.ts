import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkProject } from '../../../main/engine/audit/check.ts';
import { transact } from '../../../main/engine/db/handles.ts';
import { verifyJournal, writeJournal } from '../../../main/engine/db/journal.ts';
import type { Project } from '../../../main/engine/db/open.ts';
import { newFolder, removeFolder } from '../../cli/orfevre.ts';
import { open } from './projects.ts';

let folder: string;
let project: Project;

const note = (action: string) =>
  writeJournal(project.db, { actor: 'Anne', action, subject: 'source:crm', payload: { rows: 3 } });

beforeEach(() => {
  folder = newFolder('journal');
  project = open(join(folder, 'customers.orfevre'), true);
  for (const action of ['source.import', 'mapping.change', 'match.run', 'export.run'])
    transact(project.db, () => note(action));
});
afterEach(() => {
  project.close();
  removeFolder(folder);
});

/** Entry 1 tells that the project was made; 2 to 5 are those of beforeEach. */
const tamper = (sql: string) => project.db.exec(sql);

describe('the audit journal', () => {
  it('holds as it was written', () => {
    expect(verifyJournal(project.db)).toBeUndefined();
    expect(checkProject(project.db).ok).toBe(true);
  });

  it.each(['at', 'actor', 'action', 'subject', 'payload'])(
    'names the entry whose %s was changed',
    (column) => {
      tamper(`UPDATE audit SET ${column} = ${column} || ' ' WHERE sequence = 3`);
      expect(verifyJournal(project.db)).toEqual({ sequence: 3, reason: 'content changed' });
    },
  );

  it('names the entry that was changed with its hash made to fit: the next one does not follow', () => {
    tamper("UPDATE audit SET hash = 'made up' WHERE sequence = 3");
    expect(verifyJournal(project.db)?.sequence).toBe(3);
    tamper('UPDATE audit SET hash = (SELECT previous_hash FROM audit WHERE sequence = 3) WHERE sequence = 3');
    expect(verifyJournal(project.db)?.sequence).toBe(3);
  });

  it('names the entry that was removed, the first one included', () => {
    tamper('DELETE FROM audit WHERE sequence = 4');
    expect(verifyJournal(project.db)).toEqual({ sequence: 4, reason: 'entry missing' });
    tamper('DELETE FROM audit WHERE sequence = 1');
    expect(verifyJournal(project.db)).toEqual({ sequence: 1, reason: 'entry missing' });
  });

  it('sees entries that were closed up after a removal', () => {
    tamper(
      'DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3',
    );
    expect(verifyJournal(project.db)?.sequence).toBe(3);
  });

  it('sees two entries that changed places', () => {
    tamper(
      'UPDATE audit SET sequence = 99 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 4',
    );
    tamper('UPDATE audit SET sequence = 4 WHERE sequence = 99');
    expect(verifyJournal(project.db)?.sequence).toBe(3);
  });

  it('is part of check, which names the entry', () => {
    tamper("UPDATE audit SET actor = 'Nobody' WHERE sequence = 4");
    const report = checkProject(project.db);
    expect(report.ok).toBe(false);
    expect(report.findings.find(({ check }) => check === 'audit')).toMatchObject({
      state: 'failed',
      where: { entry: 4 },
      message: expect.stringContaining('entry 4'),
    });
  });

  it('takes no entry outside the transaction of its change', () => {
    expect(() => note('source.import')).toThrow(/outside a transaction/);
    expect(project.db.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(5);
  });

  it('forgets the entry of a change that was rolled back, and goes on without a gap', () => {
    expect(() =>
      transact(project.db, () => {
        note('mapping.change');
        throw new Error('the change failed');
      }),
    ).toThrow('the change failed');
    transact(project.db, () => note('model.change'));
    expect(project.db.prepare('SELECT max(sequence) FROM audit').pluck().get()).toBe(6);
    expect(verifyJournal(project.db)).toBeUndefined();
  });
});
