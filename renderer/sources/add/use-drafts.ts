import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SourceView } from '../../../shared/contract/sources.ts';
import { toUserError, type UserErrorData } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { type DraftChanges, draftId, draftOf, type SuggestedTable, type TableDraft } from './draft.ts';

interface FoundFile {
  readonly path: string;
  readonly isPending: boolean;
  readonly error: UserErrorData | undefined;
  readonly drafts: readonly TableDraft[];
}

/** Looks into each file, and keeps what the person changes of what was found. */
export function useDrafts(paths: readonly string[], sources: readonly SourceView[]) {
  const [changes, setChanges] = useState<Readonly<Record<string, DraftChanges>>>({});
  const inspections = useQueries({
    queries: paths.map((path) => ({
      ...api.sources.inspect.queryOptions({ input: { path } }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const readable = paths.filter((_path, index) => inspections[index]?.isSuccess);
  const suggestion = useQuery({
    ...api.mapping.suggest.queryOptions({ input: { paths: [...readable] } }),
    enabled: readable.length > 0 && inspections.every(({ isPending }) => !isPending),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const suggestions = (suggestion.data?.sources ?? []) as readonly SuggestedTable[];

  const files = paths.map((path, index): FoundFile => {
    const inspection = inspections[index];
    const drafts = (inspection?.data ?? []).map((found) =>
      draftOf({
        path,
        found,
        changes: changes[draftId(path, found.name)] ?? {},
        sources,
        suggested: suggestions.find((one) => one.path === path && one.inspection.name === found.name),
      }),
    );
    const error = inspection?.error ? toUserError(inspection.error) : undefined;
    return { path, isPending: inspection?.isPending ?? true, error, drafts };
  });
  const change = (draft: TableDraft, part: DraftChanges) => {
    const id = draftId(draft.path, draft.found.name);
    setChanges((before) => ({ ...before, [id]: { ...before[id], ...part } }));
  };
  return {
    files,
    drafts: files.flatMap((file) => file.drafts),
    change,
    isSuggesting: suggestion.isFetching,
    suggestError: suggestion.error ? toUserError(suggestion.error) : undefined,
  };
}
