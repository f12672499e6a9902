import { readFileSync } from 'node:fs';
import { UserError } from '../../../shared/model/errors.ts';
import type { Recipe } from '../../../shared/model/recipe.ts';
import type { MatchModelCheck } from './check-references.ts';
import { readRecipe } from './read-recipe.ts';

/**
 * Reads a recipe from its file; `matchProblems` judges the match models in it.
 * @throws UserError `recipe.unreadable`; `recipe.invalid`, which names lines and paths.
 */
export function loadRecipe(
  path: string,
  matchProblems: MatchModelCheck,
): { recipe: Recipe; recipeText: string } {
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
  return { recipe: readRecipe(recipeText, path, matchProblems), recipeText };
}
