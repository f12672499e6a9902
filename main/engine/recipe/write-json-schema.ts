import { writeFileSync } from 'node:fs';
import { recipeJsonSchemaText } from './json-schema.ts';

// Run after a change of shared/model/recipe.ts: node main/engine/recipe/write-json-schema.ts
writeFileSync(new URL('../../../shared/model/recipe.schema.json', import.meta.url), recipeJsonSchemaText());
