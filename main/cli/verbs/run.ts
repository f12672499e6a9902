import { dirname, resolve } from 'node:path';
import { modelProblems } from '../../engine/match/model/validate.ts';
import { loadRecipe } from '../../engine/recipe/load-recipe.ts';
import { type Command, matchWay, projectPath, text, WAY_OPTIONS, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { refreshLines } from '../summary.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, out: { type: 'string' }, ...WAY_OPTIONS },
  async run(call) {
    const [path] = call.positionals;
    if (path === undefined) throw new WrongUse('RECIPE');
    const project = projectPath(call);
    // The recipe is read before the project is opened: a bad one leaves no empty project behind.
    const { recipe, recipeText } = loadRecipe(path, modelProblems);
    const out = text(call, 'out');
    const result = await withEngine(call, project, { create: true }, (engine) =>
      runJob(call, engine, 'refresh', {
        recipe,
        recipeText,
        base: dirname(resolve(path)),
        matching: matchWay(call),
        ...(out !== undefined && { out: resolve(out) }),
      }),
    );
    call.output.summary(refreshLines(call.output, result, { project, out }), result);
    return EXIT.done;
  },
};
