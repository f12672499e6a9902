import { implement } from '@orpc/server';
import { exports as contract } from '../../../shared/contract/exports.ts';
import type { EngineContext } from '../db/context.ts';
import { userErrors } from '../db/procedure.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const exports = os.router({
  run: os.run.handler(({ input, context }) => ({ jobId: context.jobs.start('export', input) })),
  history: os.history.handler(({ context }) => {
    const rows = context.project.db.prepare('SELECT * FROM export_run ORDER BY id DESC').all() as {
      id: number;
      directory: string;
      manifest: string;
      actor: string;
      at: string;
    }[];
    return rows.map((row) => ({ ...row, manifest: JSON.parse(row.manifest) as unknown }));
  }),
});
