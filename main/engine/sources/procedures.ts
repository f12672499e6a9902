import { implement } from '@orpc/server';
import { sources as contract } from '../../../shared/contract/sources.ts';
import type { EngineContext } from '../db/context.ts';
import { transact } from '../db/handles.ts';
import { writeJournal } from '../db/journal.ts';
import { dropUnusedSources, removeImport } from '../db/leftovers.ts';
import { notFound, userErrors } from '../db/procedure.ts';
import { touchData } from '../db/settings.ts';
import { applyImports } from './import.ts';
import { mendRow } from './mend.ts';
import { inspectFile } from './read/inspect.ts';
import { listRows } from './rows.ts';
import { changeSource } from './save.ts';
import { findSource, listFiles, listQuarantine, listSourcesWithCounts } from './store.ts';
import { takeBackImports } from './take-back.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const sources = os.router({
  inspect: os.inspect.handler(({ input }) => inspectFile(input.path, input.options)),
  list: os.list.handler(({ context }) => listSourcesWithCounts(context.project.db)),
  files: os.files.handler(({ input, context }) => {
    const source = findSource(context.project.db, input.name);
    if (!source) throw notFound('sources.files', 'source', input.name);
    return listFiles(context.project.db, source.id);
  }),
  quarantine: os.quarantine.handler(({ input, context }) =>
    listQuarantine(context.project.db, input.fileId, input.after, input.limit),
  ),
  mend: os.mend.handler(async ({ input, context }) => {
    const { db, actor } = context.project;
    await mendRow(db, input.id, input.text, actor);
    return { loaded: true };
  }),
  rows: os.rows.handler(({ input, context }) => {
    const { db } = context.project;
    const source = findSource(db, input.name);
    if (!source) throw notFound('sources.rows', 'source', input.name);
    return listRows(db, source.id, input.after, input.limit);
  }),
  save: os.save.handler(({ input, context }) => {
    const { db, actor } = context.project;
    const source = findSource(db, input.name);
    if (!source) throw notFound('sources.save', 'source', input.name);
    return { saved: changeSource(db, source, input.settings, actor) };
  }),
  import: os.import.handler(({ input, context }) => ({ jobId: context.jobs.start('import', input) })),
  apply: os.apply.handler(({ input, context }) => {
    const { db, actor } = context.project;
    applyImports(db, input.fileIds, () => {
      for (const fileId of input.fileIds) {
        writeJournal(db, { actor, action: 'source.apply', subject: `import:${fileId}`, payload: {} });
      }
      touchData(db);
    });
    return { applied: input.fileIds.length };
  }),
  takeBack: os.takeBack.handler(({ input, context }) => {
    const { db, actor } = context.project;
    takeBackImports(db, input.fileIds, () => {
      for (const fileId of input.fileIds) {
        writeJournal(db, { actor, action: 'source.take_back', subject: `import:${fileId}`, payload: {} });
      }
      touchData(db);
    });
    return { takenBack: input.fileIds.length };
  }),
  discard: os.discard.handler(({ input, context }) => {
    const { db, actor } = context.project;
    transact(db, () => {
      for (const fileId of input.fileIds) {
        db.prepare("UPDATE source_file SET state = 'discarded' WHERE id = ? AND state = 'staged'").run(
          fileId,
        );
        writeJournal(db, { actor, action: 'source.discard', subject: `import:${fileId}`, payload: {} });
      }
    });
    for (const fileId of input.fileIds) removeImport(db, fileId);
    dropUnusedSources(db);
    return { discarded: input.fileIds.length };
  }),
});
