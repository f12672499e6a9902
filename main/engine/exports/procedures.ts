import { implement } from '@orpc/server';
import { exports as contract, type ExportRule } from '../../../shared/contract/exports.ts';
import type { RecipeExport } from '../../../shared/model/recipe.ts';
import type { EngineContext } from '../db/context.ts';
import { transact } from '../db/handles.ts';
import { userErrors } from '../db/procedure.ts';
import { currentModel, saveSetting } from '../db/settings.ts';
import { checkExportRules, rulesOfWindow } from './rules.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

const toContract = (rule: RecipeExport): ExportRule => ({
  ...rule,
  columns: rule.columns?.map((column) => ({ ...column })),
});

/** Everything of the exports contract but `preview`, which needs the columns of the golden records: see the router. */
export const exports = {
  rules: os.rules.handler(({ context }) => rulesOfWindow(context.project.db).map(toContract)),
  saveRules: os.saveRules.handler(({ input, context }) => {
    const { db, actor } = context.project;
    checkExportRules(input.rules, currentModel(db).model);
    transact(db, () => saveSetting(db, 'exports', '', input.rules, actor));
    return { saved: true };
  }),
  run: os.run.handler(({ input, context }) => ({
    jobId: context.jobs.start('export', { ...input, exports: rulesOfWindow(context.project.db) }),
  })),
  selection: os.selection.handler(({ input, context }) => {
    const { directory, rule, selection } = input;
    checkExportRules([rule], currentModel(context.project.db).model);
    return { jobId: context.jobs.start('export', { directory, exports: [rule], selection }) };
  }),
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
};
