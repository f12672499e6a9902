import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UserError } from '../../../shared/model/errors.ts';
import type { Recipe } from '../../../shared/model/recipe.ts';
import { readRecipe } from '../../engine/recipe/read-recipe.ts';
import { type Command, projectPath, text, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { refreshLines } from '../summary.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, out: { type: 'string' } },
  async run(call) {
    const [path] = call.positionals;
    if (path === undefined) throw new WrongUse('RECIPE');
    const project = projectPath(call);
    // The recipe is read before the project is opened: a bad one leaves no empty project behind.
    const { recipe, recipeText } = loadRecipe(path);
    const out = text(call, 'out');
    const result = await withEngine(call, project, { create: true }, (engine) =>
      runJob(call, engine, 'refresh', {
        recipe,
        recipeText,
        base: dirname(resolve(path)),
        ...(out !== undefined && { out: resolve(out) }),
      }),
    );
    call.output.summary(refreshLines(call.output, result, { project, out }), result);
    return EXIT.done;
  },
};

/** @throws UserError `recipe.unreadable`, `recipe.invalid` (names the line). */
export function loadRecipe(path: string): { recipe: Recipe; recipeText: string } {
  let recipeText: string;
  try {
    recipeText = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError({
      operation: 'recipe.read',
      code: 'recipe.unreadable',
      message: `The recipe ${path} cannot be read: ${(error as Error).message}.`,
      next: 'Check the path; `orfevre suggest FILE… --out recipe.yml` writes a first recipe.',
      where: { file: path },
    });
  }
  return { recipe: readRecipe(recipeText, path), recipeText };
}
