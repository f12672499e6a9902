import { useEffect, useRef } from 'react';
import { useInspector } from './inspector.tsx';
import { usePageShortcuts, useShell } from './shell-state.tsx';
import { undoLast } from './undo.ts';

/** Is the person writing? Then letters, and undo, belong to the field. */
export const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'));

/** The keys that work everywhere (Ctrl K is the palette's own). */
export function useGlobalKeys(): void {
  const { setHelpOpened, isPageHelpOpen, setPageHelpOpen } = useShell();
  const { toggle } = useInspector();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      // Also while writing, where help is wanted most.
      if (event.key === 'F1') {
        event.preventDefault();
        setPageHelpOpen(!isPageHelpOpen);
        return;
      }
      if (isWriting(event.target)) return;
      const mod = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (key === '?' && !mod) setHelpOpened(true);
      else if (mod && !event.shiftKey && key === 'z') void undoLast();
      else if (mod && !event.shiftKey && key === 'i') toggle();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [setHelpOpened, isPageHelpOpen, setPageHelpOpen, toggle]);
}

export interface PageKey {
  /** With Ctrl (⌘ on a Mac), so that it works in fields too: `Enter`, `s`. */
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
  /** Heard and kept from the browser, but does nothing now. */
  readonly isOff: boolean;
}

/** The keys of a page for what it is there to do, heard wherever the focus is and told by the sheet of shortcuts. */
export function usePageKeys(keys: readonly PageKey[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  usePageShortcuts(keys.map(({ key, label }) => ({ keys: `mod+${key}`, label })));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      const found = latest.current.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
      if (!found || document.querySelector('[role="dialog"]')) return;
      event.preventDefault();
      if (!found.isOff && !event.repeat) found.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
