import { useEffect } from 'react';
import { useProject } from '../app/session.ts';
import type { Draft } from './draft.ts';

/** Where the draft of a source is kept while the window is open: leaving the page does not lose it. */
export function useDraftKey(source: string): string {
  return `orfevre.mapping ${useProject()?.path ?? ''} ${source}`;
}

interface Kept {
  /** Of the mapping it started from; a draft of another version is of no use. 0: none was saved. */
  readonly version: number;
  readonly draft: Draft;
}

export function keptDraft(key: string, version: number): Draft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null;
    return kept?.version === version ? kept.draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft that says something else than what is saved; lets go of it once it says the same. */
export function useKeepDraft(key: string, version: number, draft: Draft, isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return sessionStorage.removeItem(key);
    try {
      sessionStorage.setItem(key, JSON.stringify({ version, draft } satisfies Kept));
    } catch {
      // No room for it: it lasts as long as the page is shown.
    }
  }, [key, version, draft, isChanged]);
}
