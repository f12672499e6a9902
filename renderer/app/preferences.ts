import { useMantineColorScheme } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import i18next from 'i18next';
import { useCallback } from 'react';
import type { Preferences } from '../../shared/contract/workspace.ts';
import { client } from '../api/client.ts';
import { api, queryClient } from '../api/queries.ts';
import { languageOf } from './i18n/index.ts';
import { notifyError } from './undo.ts';

const key = () => api.workspace.preferences.queryKey();

/** Kept for the next start, so that the first paint is already in the right language. */
export const LANGUAGE_KEY = 'orfevre.language';

export const usePreferences = () =>
  useQuery({ ...api.workspace.preferences.queryOptions(), staleTime: Infinity });

/** Changes preferences at once and keeps them on this workstation. */
export function useSavePreferences(): (change: Partial<Preferences>) => void {
  const { setColorScheme } = useMantineColorScheme();
  const { mutate } = useMutation({
    mutationFn: (change: Partial<Preferences>) => client.workspace.savePreferences(change),
    onSuccess: (saved) => queryClient.setQueryData(key(), saved),
    onError: notifyError,
    meta: { invalidates: [] },
  });
  return useCallback(
    (change) => {
      applyPreferences(change, setColorScheme);
      queryClient.setQueryData<Preferences>(key(), (known) => known && { ...known, ...change });
      mutate(change);
    },
    [mutate, setColorScheme],
  );
}

export function applyPreferences(
  { language, theme }: Partial<Preferences>,
  setColorScheme: (scheme: 'light' | 'dark' | 'auto') => void,
): void {
  if (theme) setColorScheme(theme === 'system' ? 'auto' : theme);
  if (!language) return;
  localStorage.setItem(LANGUAGE_KEY, language);
  const next = languageOf(language);
  if (i18next.language !== next) void i18next.changeLanguage(next);
}
