import { useEffect } from 'react';
import { useInspector } from './inspector.tsx';
import { useShell } from './shell-state.tsx';
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
