import { z } from 'zod';
import { recipeSchema } from '../../../shared/model/recipe.ts';

/** The JSON Schema (draft 2020-12) of a recipe as it is written, for editors and other programs. */
export function recipeJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(recipeSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    $schema,
    title: 'Orfèvre recipe, version 1',
    description: 'Everything about a project but its data.',
    ...rest,
  };
}

/** The text of the published file. */
export function recipeJsonSchemaText(): string {
  return `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`;
}
