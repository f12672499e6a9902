import { UserError } from '../../../shared/model/errors.ts';
import type { ColumnProfile } from '../../../shared/model/source.ts';
import type { ReadDb } from '../db/handles.ts';
import { currentMappings, currentModel } from '../db/settings.ts';
import { type SourceColumns, sampleRows, sourceColumns } from './sample.ts';
import type { EarlierChoice, SourceSuggestion, SuggestInput } from './suggest.ts';
import { suggestProject } from './suggest-project.ts';

const SAMPLE = 100;

/**
 * A mapping proposed for a source that is in the project, from the profile of its last import and some of its rows. What
 * the other sources are mapped to counts, and so do their keys: that is how a customer reference is recognised.
 * @throws UserError `source.unknown`, `mapping.no_rows`.
 */
export async function suggestStored(db: ReadDb, name: string): Promise<SourceSuggestion> {
  const { model } = currentModel(db);
  const wanted = sourceColumns(db, name);
  const names = db
    .prepare("SELECT name FROM source WHERE state = 'ready' ORDER BY priority, id")
    .pluck()
    .all();
  const inputs = (names as string[])
    .filter((other) => other !== name)
    .flatMap((other) => inputOf(db, sourceColumns(db, other), []) ?? []);
  const input = inputOf(db, wanted, earlierChoices(db, wanted.id));
  if (!input) throw noRows(name);
  const { sources } = await suggestProject([...inputs, input], model);
  return sources.at(-1)!;
}

function inputOf(
  db: ReadDb,
  source: SourceColumns,
  earlier: readonly EarlierChoice[],
): SuggestInput | undefined {
  const file = db
    .prepare(
      "SELECT columns, profile FROM source_file WHERE source_id = ? AND state = 'applied' AND profile IS NOT NULL ORDER BY id DESC LIMIT 1",
    )
    .get(source.id) as { columns: string; profile: string } | undefined;
  if (!file) return undefined;
  const columns = JSON.parse(file.columns) as string[];
  const positions = columns.map((column) => source.columns.indexOf(column));
  return {
    name: source.name,
    columns,
    profiles: JSON.parse(file.profile) as ColumnProfile[],
    sample: sampleRows(db, source, SAMPLE).map(({ cells }) => positions.map((p) => cells[p] ?? null)),
    earlier,
  };
}

/** What columns of the other sources were mapped to. */
function earlierChoices(db: ReadDb, sourceId: number): EarlierChoice[] {
  return currentMappings(db)
    .filter((version) => version.sourceId !== sourceId)
    .flatMap(({ mapping: { entity, rules } }) =>
      rules
        .filter(({ from }) => from.length === 1)
        .map(({ from, to, type }) => ({ column: from[0]!, entity, to, ...(type !== undefined && { type }) })),
    );
}

const noRows = (name: string): UserError =>
  new UserError({
    operation: 'mapping.suggestFor',
    code: 'mapping.no_rows',
    message: `The source “${name}” has no import that counts yet.`,
    next: 'Import a file into it first.',
    where: { source: name },
  });
