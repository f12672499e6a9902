import type { CanonicalModel } from '../../../shared/model/canonical.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { RecipeExport } from '../../../shared/model/recipe.ts';
import type { ReadDb } from '../db/handles.ts';
import { currentModel, currentSetting } from '../db/settings.ts';
import { defaultExports, type ExportContext, exportedEntities, exportTable } from './stage.ts';

/**
 * What the window exports: what was chosen, else the usual ones. These begin with a byte order mark, unlike those of the
 * command line: whoever exports from a window opens the file in Excel, which takes it for another encoding without one.
 */
export function rulesOfWindow(db: ReadDb): readonly RecipeExport[] {
  const chosen = currentSetting(db, 'exports') as readonly RecipeExport[] | undefined;
  if (chosen && chosen.length > 0) return chosen;
  const usual = defaultExports(exportedEntities(db, currentModel(db).model.entities));
  return usual.map((rule) => ({ ...rule, bom: true }));
}

export interface ExportPreview {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
}

/**
 * The first rows of an export, made by the code that writes it.
 * @throws UserError as {@link exportTable}.
 */
export function previewExport(
  context: Pick<ExportContext, 'db' | 'columnsOf'>,
  rule: RecipeExport,
  limit: number,
): ExportPreview {
  const entities = exportedEntities(context.db, currentModel(context.db).model.entities);
  const table = exportTable(context, rule, entities);
  const rows: (string | null)[][] = [];
  for (const row of table.rows) {
    rows.push([...row]);
    if (rows.length >= limit) break;
  }
  return { columns: table.columns.map(({ name }) => name), rows, total: table.total };
}

const FORBIDDEN = /[<>:"|?*\p{Cc}]/u;

/** A file inside the chosen folder, under a name every system takes. */
function staysInside(file: string): boolean {
  const parts = file.split(/[/\\]/);
  return parts.every((part) => part !== '' && part !== '.' && part !== '..' && !FORBIDDEN.test(part));
}

/**
 * Checks rules before they are kept: files inside the folder of the export, each written once, entities that exist.
 * @throws UserError `export.file_name`, `export.file_twice`, `export.entity_unknown`.
 */
export function checkExportRules(rules: readonly RecipeExport[], model: CanonicalModel): void {
  const files = new Set<string>();
  for (const { file, entity } of rules) {
    if (!staysInside(file)) {
      throw refusal(
        'export.file_name',
        `“${file}” is not the name of a file.`,
        file,
        'Give a plain name such as golden.csv; the folder is chosen when the export is run.',
      );
    }
    const folded = file.toLowerCase();
    if (files.has(folded)) {
      throw refusal(
        'export.file_twice',
        `Two exports write the file “${file}”.`,
        file,
        'Give each export a file of its own.',
      );
    }
    files.add(folded);
    if (entity !== undefined && !model.entities.some(({ name }) => name === entity)) {
      throw refusal(
        'export.entity_unknown',
        `The model has no entity “${entity}”.`,
        file,
        `Choose among: ${model.entities.map(({ name }) => name).join(', ')}.`,
      );
    }
  }
}

const refusal = (code: string, message: string, file: string, next: string): UserError =>
  new UserError({
    operation: 'exports.saveRules',
    code,
    message: `${message} Nothing was changed.`,
    next,
    where: { file },
  });
