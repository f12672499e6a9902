import { writeFileSync } from 'node:fs';
import { recipeOf } from '../../engine/recipe/from-project.ts';
import { recipeJsonSchemaText } from '../../engine/recipe/json-schema.ts';
import { writeRecipe } from '../../engine/recipe/write-recipe.ts';
import { type Command, projectPath, text } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withReader } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, out: { type: 'string' }, schema: { type: 'boolean' } },
  async run(call) {
    if (call.values.schema === true) {
      process.stdout.write(recipeJsonSchemaText());
      return EXIT.done;
    }
    const recipe = await withReader(projectPath(call, 0), recipeOf);
    const yaml = writeRecipe(recipe);
    const out = text(call, 'out');
    if (out === undefined) call.output.summary([yaml.trimEnd()], { recipe });
    else {
      writeFileSync(out, yaml);
      call.output.summary([call.output.t('recipeDone.written', { out })], { out, recipe });
    }
    return EXIT.done;
  },
};
