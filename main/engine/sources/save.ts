import { transact, type WriteDb } from '../db/handles.ts';
import { writeJournal } from '../db/journal.ts';
import { touchData } from '../db/settings.ts';
import { type SourceRow, type SourceSettings, saveSource } from './store.ts';

/** Settings of which survivorship makes something else: how far the source is trusted. */
const CHOOSES_VALUES: readonly (keyof SourceSettings)[] = ['priority'];

/**
 * Changes what is known of a source; what is absent stays. How it is read and its key apply from the next import on.
 * @returns whether anything changed.
 */
export function changeSource(
  db: WriteDb,
  source: SourceRow,
  changes: Partial<SourceSettings>,
  actor: string,
): boolean {
  const changed = (Object.keys(changes) as (keyof SourceSettings)[]).filter(
    (name) => changes[name] !== undefined && JSON.stringify(changes[name]) !== JSON.stringify(source[name]),
  );
  if (changed.length === 0) return false;
  const pick = (from: Partial<SourceSettings>) =>
    Object.fromEntries(changed.map((name) => [name, from[name]]));
  transact(db, () => {
    saveSource(db, source.id, { ...source, ...pick(changes) });
    // One whose first import has yet to be applied stays so.
    db.prepare('UPDATE source SET state = ? WHERE id = ?').run(source.state, source.id);
    writeJournal(db, {
      actor,
      action: 'source.change',
      subject: `source:${source.name}`,
      payload: { before: pick(source), after: pick(changes) },
    });
    if (changed.some((name) => CHOOSES_VALUES.includes(name))) touchData(db);
  });
  return true;
}
