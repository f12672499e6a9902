import { dirname, resolve } from 'node:path';
import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { accuracyWith } from './accuracy/procedures.ts';
import { audit, project } from './audit/procedures.ts';
import type { EngineContext } from './db/context.ts';
import { notFound, userErrors } from './db/procedure.ts';
import { currentModel } from './db/settings.ts';
import { evaluateProject } from './evaluate/project.ts';
import { exports } from './exports/procedures.ts';
import { previewExport } from './exports/rules.ts';
import { writeText } from './exports/write-text.ts';
import { goldenColumns } from './golden/flatten.ts';
import { golden } from './golden/procedures.ts';
import { traceGolden } from './lineage/trace.ts';
import { previewMapping } from './mapping/preview.ts';
import { mapping } from './mapping/procedures.ts';
import { learnFromDecisions } from './match/learning/learn.ts';
import { nextQuestions } from './match/learning/questions.ts';
import { projectSplinkExport } from './match/model/splink/project.ts';
import { modelProblems } from './match/model/validate.ts';
import { match } from './match/procedures.ts';
import { whatIfWith } from './match/what-if/procedures.ts';
import { workbenchWith } from './match/workbench.ts';
import { overviews } from './overview/procedures.ts';
import { recipeOf } from './recipe/from-project.ts';
import { loadRecipe } from './recipe/load-recipe.ts';
import { writeRecipe } from './recipe/write-recipe.ts';
import { labeller } from './review/labels.ts';
import { readSide } from './review/pair.ts';
import { reviewWith } from './review/procedures.ts';
import { sources } from './sources/procedures.ts';
import { compileRow } from './standardise/row.ts';
import { suggestRecipe } from './suggest.ts';
import { workspace } from './workspace/procedures.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

/** The contract, implemented: capabilities' own procedures, and here those that join several capabilities. */
export const router = os.router({
  workspace,
  overview: overviews,
  project,
  sources,
  mapping: os.mapping.router({
    ...mapping,
    suggest: os.mapping.suggest.handler(async ({ input, context }) => {
      const base = input.base ?? dirname(resolve(input.paths[0]!));
      const suggested = await suggestRecipe(input.paths, base, {
        model: currentModel(context.project.db).model,
      });
      return { ...suggested, sources: [...suggested.sources] };
    }),
    preview: os.mapping.preview.handler(({ input, context }) =>
      previewMapping(context.project.db, input.name, input.mapping, input.rows, compileRow),
    ),
  }),
  match: os.match.router({
    ...match,
    ...workbenchWith((db, entity) => labeller(db, entity).ofPair),
    saveSplink: os.match.saveSplink.handler(async ({ input, context }) => {
      const { settings, ...told } = projectSplinkExport(context.project.db, input.entity, input.dialect);
      await writeText(input.path, `${JSON.stringify(settings, null, 2)}\n`);
      return { ...told, path: input.path };
    }),
  }),
  review: reviewWith({ questions: nextQuestions, learn: learnFromDecisions }),
  golden,
  exports: os.exports.router({
    ...exports,
    preview: os.exports.preview.handler(({ input, context }) => {
      const { db } = context.project;
      const { columns, rows, total } = previewExport(
        { db, columnsOf: goldenColumns },
        input.rule,
        input.limit,
      );
      return { columns: [...columns], rows: rows.map((row) => [...row]), total };
    }),
  }),
  lineage: os.lineage.router({
    trace: os.lineage.trace.handler(({ input, context }) =>
      traceGolden(context.project.db, input.goldenId, input.attribute, compileRow),
    ),
  }),
  recipe: os.recipe.router({
    read: os.recipe.read.handler(({ context }) => ({ yaml: writeRecipe(recipeOf(context.project.db)) })),
    save: os.recipe.save.handler(async ({ input, context }) => {
      await writeText(input.path, writeRecipe(recipeOf(context.project.db)));
      return { path: input.path };
    }),
    run: os.recipe.run.handler(({ input, context }) => {
      const { recipe, recipeText } = loadRecipe(input.path, modelProblems);
      const base = dirname(resolve(input.path));
      return { jobId: context.jobs.start('refresh', { recipe, recipeText, base, out: input.out }) };
    }),
  }),
  jobs: os.jobs.router({
    list: os.jobs.list.handler(({ context }) => context.jobs.list()),
    watch: os.jobs.watch.handler(({ input, context }) => {
      const states = context.jobs.watch(input.jobId);
      // Thrown here and not inside the stream, so that it is answered as a typed error.
      if (!states) throw notFound('jobs.watch', 'job', input.jobId);
      return streamOf(states);
    }),
    cancel: os.jobs.cancel.handler(({ input, context }) => ({ cancelled: context.jobs.cancel(input.jobId) })),
    result: os.jobs.result.handler(({ input, context }) => {
      const result = context.jobs.result(input.jobId);
      if (!result) throw notFound('jobs.result', 'job', input.jobId);
      return result;
    }),
  }),
  audit,
  evaluate: os.evaluate.router({
    run: os.evaluate.run.handler(({ input, context }) => evaluateProject(context.project.db, input.truth)),
  }),
  accuracy: accuracyWith(readSide, (db, entity) => labeller(db, entity).ofRecord),
  whatIf: whatIfWith(readSide, labeller),
});

async function* streamOf<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  yield* items;
}
