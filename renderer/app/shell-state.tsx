import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

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
  setPageShortcuts(lines: readonly ShortcutLine[]): void;
}

const Context = createContext<ShellState | null>(null);

export function ShellStateProvider({ children }: { readonly children: ReactNode }) {
  const [helpOpened, setHelpOpened] = useState(false);
  const [isPageHelpOpen, setPageHelpOpen] = useState(false);
  const [pageShortcuts, setPageShortcuts] = useState<readonly ShortcutLine[]>([]);
  const value = useMemo(
    () => ({ helpOpened, setHelpOpened, isPageHelpOpen, setPageHelpOpen, pageShortcuts, setPageShortcuts }),
    [helpOpened, isPageHelpOpen, pageShortcuts],
  );
  return <Context value={value}>{children}</Context>;
}

export function useShell(): ShellState {
  const state = useContext(Context);
  if (!state) throw new Error('useShell outside ShellStateProvider');
  return state;
}

/** Puts the keys of a page on the sheet (`?`) while it is shown. Only tells: the page listens itself. */
export function usePageShortcuts(lines: readonly ShortcutLine[]): void {
  const { setPageShortcuts } = useShell();
  const text = JSON.stringify(lines);
  useEffect(() => {
    setPageShortcuts(JSON.parse(text) as ShortcutLine[]);
    return () => setPageShortcuts([]);
  }, [text, setPageShortcuts]);
}
