import { implement } from '@orpc/server';
import { audit as auditContract } from '../../../shared/contract/audit.ts';
import { project as projectContract } from '../../../shared/contract/project.ts';
import type { EngineContext } from '../db/context.ts';
import { goldenTable, tableExists } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import { verifyJournal, writeJournal } from '../db/journal.ts';
import { PROJECT_VERSION } from '../db/migrate.ts';
import { userErrors } from '../db/procedure.ts';
import { currentRecords } from '../db/record-counts.ts';
import { currentModel, getMeta, pendingStages } from '../db/settings.ts';
import { describeSnapshots, restoreSnapshot, takeSnapshot } from '../db/snapshots.ts';
import { checkProject } from './check.ts';

const audits = implement(auditContract).$context<EngineContext>().use(userErrors);
const projects = implement(projectContract).$context<EngineContext>().use(userErrors);

export const audit = audits.router({
  list: audits.list.handler(({ input, context }) => {
    const rows = context.project.db
      .prepare(
        'SELECT sequence, at, actor, action, subject, payload FROM audit WHERE sequence < ? ORDER BY sequence DESC LIMIT ?',
      )
      .all(input.before ?? Number.MAX_SAFE_INTEGER, input.limit) as {
      sequence: number;
      at: string;
      actor: string;
      action: string;
      subject: string;
      payload: string;
    }[];
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
  }),
  verify: audits.verify.handler(({ context }) => {
    const { db } = context.project;
    const broken = verifyJournal(db);
    const entries = db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
    return { ok: broken === undefined, entries, ...(broken && { broken }) };
  }),
});

export const project = projects.router({
  info: projects.info.handler(({ context }) => {
    const { db, path } = context.project;
    const sources = db.prepare("SELECT id FROM source WHERE state = 'ready'").pluck().all() as number[];
    return {
      path,
      projectId: getMeta(db, 'project_id') ?? '',
      createdAt: getMeta(db, 'created_at') ?? '',
      version: PROJECT_VERSION,
      sources: sources.length,
      records: sources.reduce((sum, id) => sum + currentRecords(db, id), 0),
      goldenRecords: goldenCounts(db),
      pending: pendingStages(db),
    };
  }),
  check: projects.check.handler(({ context }) => checkProject(context.project.db)),
  snapshots: projects.snapshots.handler(({ context }) => describeSnapshots(context.project.path)),
  restore: projects.restore.handler(async ({ input, context }) => {
    const { readOnly, db } = context.project;
    // Told before anything is closed.
    if (readOnly !== undefined) transact(db, () => undefined);
    await context.session.reopen((path) => restoreSnapshot(path, input.name));
    transact(context.project.db, () =>
      writeJournal(context.project.db, {
        actor: context.project.actor,
        action: 'project.restore',
        subject: 'project',
        payload: { snapshot: input.name },
      }),
    );
    return { restored: input.name };
  }),
  snapshot: projects.snapshot.handler(({ context }) => ({
    path: takeSnapshot(context.project.db, context.project.path, 'asked'),
  })),
});

function goldenCounts(db: ReadDb): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name } of currentModel(db).model.entities) {
    if (!tableExists(db, goldenTable(name))) continue;
    counts[name] = db
      .prepare(`SELECT count(*) FROM ${identifier(goldenTable(name))}`)
      .pluck()
      .get() as number;
  }
  return counts;
}
