import { useQuery } from '@tanstack/react-query';
import type { SourceFile } from '../../shared/contract/sources.ts';
import type { ColumnProfile } from '../../shared/model/source.ts';
import { api } from '../api/queries.ts';

/** The imports of a source, newest first. */
export const useFiles = (name: string) => useQuery(api.sources.files.queryOptions({ input: { name } }));

export const lastApplied = (files: readonly SourceFile[] | undefined): SourceFile | undefined =>
  files?.find(({ state }) => state === 'applied');

/** The contract lets profiles pass as they are; the engine writes them as ColumnProfile. */
export const profilesOf = (file: SourceFile | undefined): readonly ColumnProfile[] =>
  (file?.profile ?? []) as readonly ColumnProfile[];

/** The last part of a path, whichever system wrote it. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
