import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ColumnProfile } from '../../shared/model/source.ts';
import { toUserError } from '../api/errors.ts';
import { api, queryClient } from '../api/queries.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { toDraft, toMapping } from './draft.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { previewOf } from './mapping-preview.tsx';

/** The mapping in force; what it makes of some rows is asked for with it, and comes while the editor is drawn. */
function savedOf(name: string) {
  const options = api.mapping.get.queryOptions({ input: { name } });
  return {
    ...options,
    queryFn: async (context: Parameters<NonNullable<typeof options.queryFn>>[0]) => {
      const saved = await options.queryFn(context);
      if (saved?.mapping.rules.length)
        void queryClient.prefetchQuery(previewOf(name, toMapping(toDraft(saved.mapping))));
      return saved;
    },
  };
}

interface MappingLoaderProps {
  readonly name: string;
  /** Where the editor puts what is done with the mapping as a whole. */
  readonly bar: HTMLElement | null;
}

/** Fetches what the editor starts from: the mapping in force, else the one proposed; the model; the columns. */
export function MappingLoader({ name, bar }: MappingLoaderProps) {
  const saved = useQuery(savedOf(name));
  const model = useQuery(api.mapping.model.queryOptions());
  const files = useQuery(api.sources.files.queryOptions({ input: { name } }));
  const [isPreviewed, setPreviewed] = useState(false);
  const suggestion = useQuery({
    ...api.mapping.suggestFor.queryOptions({ input: { name } }),
    staleTime: Number.POSITIVE_INFINITY,
    // It reads a sample of every source: with a mapping saved, it only adds its confidence, after the preview.
    enabled: saved.data === null || isPreviewed,
  });
  const failed = [saved, model, files].find(({ isError }) => isError);
  if (failed?.error) {
    return <ErrorState error={toUserError(failed.error)} onRetry={() => void failed.refetch()} />;
  }
  const isWaiting = saved.data === null && suggestion.isPending;
  if (saved.data === undefined || !model.data || !files.data || isWaiting) {
    return <LoadingState />;
  }
  const file = files.data.find(({ state }) => state === 'applied') ?? files.data[0];
  return (
    <MappingEditor
      key={saved.data?.version ?? 0}
      name={name}
      bar={bar}
      model={model.data}
      columns={file?.columns ?? []}
      profiles={(file?.profile ?? []) as readonly ColumnProfile[]}
      saved={saved.data}
      suggestion={suggestion.data}
      onPreviewed={() => setPreviewed(true)}
      isSuggesting={suggestion.isFetching}
      onSuggest={() => suggestion.refetch().then(({ data }) => data)}
    />
  );
}
