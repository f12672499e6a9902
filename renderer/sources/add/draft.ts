import type { ReadOptionsInput, SourceView, TableInspectionView } from '../../../shared/contract/sources.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import type { SourceMapping } from '../../../shared/model/mapping.ts';
import { DEFAULT_MAX_QUARANTINE } from '../../../shared/model/recipe.ts';

/** What the engine proposes for one table (SuggestedSource); the contract passes it as it is. */
export interface SuggestedTable {
  readonly path: string;
  readonly name: string;
  readonly key: string | null;
  readonly rows: number;
  readonly quarantined: number;
  readonly inspection: { readonly name: string };
  readonly suggestion: {
    readonly entity: string;
    readonly entityConfidence: number;
    readonly mapping: SourceMapping;
    readonly unmapped: readonly string[];
    readonly newEntity?: EntityType;
  };
}

/** One table of one file on its way in; what the person did not touch follows the detection. */
export interface TableDraft {
  readonly path: string;
  readonly found: TableInspectionView;
  readonly isIncluded: boolean;
  readonly name: string;
  /** null: rows are known by their number. */
  readonly keyColumns: readonly string[] | null;
  readonly complete: boolean;
  /** As detected, or as changed by the person. */
  readonly options: ReadOptionsInput;
  /** The columns as these options read them. */
  readonly columns: readonly string[];
  /** Was the way of reading changed, so that what was suggested no longer holds? */
  readonly isReread: boolean;
  readonly known: SourceView | undefined;
  readonly suggested: SuggestedTable | undefined;
}

/** What the person changed of a draft. */
export type DraftChanges = Partial<
  Pick<TableDraft, 'isIncluded' | 'name' | 'keyColumns' | 'complete' | 'options' | 'columns'>
>;

export const draftId = (path: string, table: string): string => `${path}\n${table}`;

interface DraftInput {
  readonly path: string;
  readonly found: TableInspectionView;
  readonly changes: DraftChanges;
  readonly sources: readonly SourceView[];
  readonly suggested: SuggestedTable | undefined;
}

/** A source already known is read as it was before; a new one as it is proposed to be. */
export function draftOf({ path, found, changes, sources, suggested }: DraftInput): TableDraft {
  const name = changes.name ?? suggested?.name ?? found.name;
  const known = sources.find((source) => source.name === name.trim());
  const columns = changes.columns ?? found.columns;
  const proposed = known ? known.keyColumns : suggested?.key ? [suggested.key] : null;
  const key = changes.keyColumns === undefined ? proposed : changes.keyColumns;
  return {
    path,
    found,
    isIncluded: changes.isIncluded ?? true,
    name,
    keyColumns: key?.every((column) => columns.includes(column)) ? key : null,
    complete: changes.complete ?? known?.complete ?? true,
    options: changes.options ?? { ...found.options, ...known?.options },
    columns,
    isReread: changes.options !== undefined,
    known,
    suggested,
  };
}

/** The request that loads a draft. `rank`: the trust rank a new source gets. */
export function requestOf(draft: TableDraft, rank: number) {
  const { known, options } = draft;
  return {
    path: draft.path,
    options,
    source: {
      name: draft.name.trim(),
      priority: known?.priority ?? rank,
      complete: draft.complete,
      keepOriginal: known?.keepOriginal ?? true,
      maxQuarantine: known?.maxQuarantine ?? DEFAULT_MAX_QUARANTINE,
      keyColumns: draft.keyColumns && draft.keyColumns.length > 0 ? [...draft.keyColumns] : null,
      options,
      inventory: known?.inventory ?? {},
    },
  };
}

/** Names that are empty or given twice among the tables to be loaded. */
export function badNames(drafts: readonly TableDraft[]): ReadonlySet<string> {
  const names = drafts.filter(({ isIncluded }) => isIncluded).map(({ name }) => name.trim());
  return new Set(names.filter((name, index) => name === '' || names.indexOf(name) !== index));
}
