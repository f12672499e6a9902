import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

export interface ShortcutLine {
  /** As in renderer/ui/shortcut.tsx: `mod+K`, `?`, `ArrowDown`. */
  readonly keys: string;
  readonly label: string;
}

interface ShellState {
  /** The sheet of shortcuts. */
  readonly helpOpened: boolean;
  setHelpOpened(opened: boolean): void;
  /** The panel of help for the page shown. */
  readonly isPageHelpOpen: boolean;
  setPageHelpOpen(opened: boolean): void;
  /** The shortcuts of the page that is shown, for the sheet. */
  readonly pageShortcuts: readonly ShortcutLine[];
  /** @returns a function that takes them off the sheet. */
  addPageShortcuts(lines: readonly ShortcutLine[]): () => void;
}

const Context = createContext<ShellState | null>(null);

export function ShellStateProvider({ children }: { readonly children: ReactNode }) {
  const [helpOpened, setHelpOpened] = useState(false);
  const [isPageHelpOpen, setPageHelpOpen] = useState(false);
  const [shortcuts, setShortcuts] = useState<readonly (readonly ShortcutLine[])[]>([]);
  const addPageShortcuts = useCallback((lines: readonly ShortcutLine[]) => {
    setShortcuts((known) => [...known, lines]);
    return () => setShortcuts((known) => known.filter((one) => one !== lines));
  }, []);
  const value = useMemo(
    () => ({
      helpOpened,
      setHelpOpened,
      isPageHelpOpen,
      setPageHelpOpen,
      pageShortcuts: shortcuts.flat(),
      addPageShortcuts,
    }),
    [helpOpened, isPageHelpOpen, shortcuts, addPageShortcuts],
  );
  return <Context value={value}>{children}</Context>;
}

export function useShell(): ShellState {
  const state = useContext(Context);
  if (!state) throw new Error('useShell outside ShellStateProvider');
  return state;
}

/** Puts keys of a page on the sheet (`?`) while they are heard. Only tells: whoever calls it listens itself. */
export function usePageShortcuts(lines: readonly ShortcutLine[]): void {
  const { addPageShortcuts } = useShell();
  const text = JSON.stringify(lines);
  useEffect(() => addPageShortcuts(JSON.parse(text) as ShortcutLine[]), [text, addPageShortcuts]);
}
