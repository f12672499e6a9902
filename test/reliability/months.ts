import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSample } from '../../main/engine/sample/generate.ts';
import { suggestRecipe } from '../../main/engine/suggest.ts';

const SOURCES = ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'orders.csv', 'consents.csv'] as const;

/** The sources whose rows are matched, with their files and the number of lines before the first row. */
export const MATCHED = [
  { source: 'crm', file: 'crm.csv', header: 1 },
  { source: 'ecommerce', file: 'ecommerce.jsonl', header: 0 },
  { source: 'loyalty', file: 'loyalty.csv', header: 1 },
] as const;

/** Makes the sample's files with the recipe proposed for them, unedited. */
export async function writeMonth(
  folder: string,
  people: number,
  seed: number,
  sources: readonly (typeof SOURCES)[number][] = SOURCES,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await generateSample({ directory: folder, people, seed }, {});
  const paths = sources.map((name) => join(folder, name));
  const { yaml } = await suggestRecipe(paths, folder);
  writeFileSync(join(folder, 'recipe.yml'), yaml);
}

/** A stored line of a file, and whether it is said to be gone, changed or new next month. */
type Change = (line: string, index: number) => string[];

/** Every 13th row is gone, every 7th has another e-mail, every 19th comes back under a new key. */
const nextLines: Change = (line, index) => {
  // Half of a row that goes on in the next line, or a stray quote: changed, it would be another row altogether.
  if ((line.match(/"/g) ?? []).length % 2 === 1) return [line];
  if (index % 13 === 5) return [];
  if (index % 7 === 2) return [line.replace(/@[a-z.-]+\.(fr|com)/i, '@nouveau.example.fr')];
  return [line];
};

/** The files of the month after: some rows gone, some changed, some new; same names, same recipe. */
export function writeNextMonth(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  for (const { file, header } of MATCHED) {
    const path = join(to, file);
    const lines = readFileSync(path, 'latin1').split(/(?<=\n)/);
    const rows = lines.slice(header).flatMap(nextLines);
    const added = lines
      .slice(header, header + 3)
      .map((line) => line.replace(/^(﻿)?(\{"uid":")?(\w)/, '$1$2$39X'));
    writeFileSync(path, [...lines.slice(0, header), ...rows, ...added].join(''), 'latin1');
  }
}
