import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Bridge, ChooseOptions, SaveOptions } from './choose.ts';
import { FolderDialog, type FolderListing } from './folder-dialog.tsx';

export interface PathPicker {
  /** Empty when nothing was chosen. */
  files(options: ChooseOptions): Promise<readonly string[]>;
  folder(options?: { readonly title?: string }): Promise<string | null>;
  save(options: SaveOptions): Promise<string | null>;
}

export type FolderRequest = (
  | ({ readonly mode: 'files' } & ChooseOptions)
  | { readonly mode: 'folder'; readonly title?: string }
  | ({ readonly mode: 'save' } & SaveOptions)
) & { readonly answer: (paths: readonly string[]) => void };

const Context = createContext<PathPicker | null>(null);

interface ProviderProps {
  /** The system's own dialogs, in the desktop window. */
  readonly native: Bridge | undefined;
  /** What a folder of the engine's machine holds, for the dialog of the browser. */
  readonly list: (path: string | undefined) => Promise<FolderListing>;
  readonly children: ReactNode;
}

/** Gives `usePathPicker` its dialogs: the system's where there are any, else one of ours. */
export function PathPickerProvider({ native, list, children }: ProviderProps) {
  const [request, setRequest] = useState<FolderRequest | null>(null);
  const picker = useMemo(() => (native ? nativePicker(native) : ownPicker(setRequest)), [native]);
  const close = (paths: readonly string[]) => {
    request?.answer(paths);
    setRequest(null);
  };
  return (
    <Context value={picker}>
      {children}
      {request && <FolderDialog request={request} list={list} onClose={close} />}
    </Context>
  );
}

export function usePathPicker(): PathPicker {
  const picker = useContext(Context);
  if (!picker) throw new Error('usePathPicker outside PathPickerProvider');
  return picker;
}

const nativePicker = (native: Bridge): PathPicker => ({
  files: (options) => native.chooseFiles(options),
  folder: () => native.chooseFolder(),
  save: (options) => native.chooseSave(options),
});

function ownPicker(show: (request: FolderRequest) => void): PathPicker {
  const ask = (request: (answer: FolderRequest['answer']) => FolderRequest) =>
    new Promise<readonly string[]>((resolve) => show(request(resolve)));
  const first = async (paths: Promise<readonly string[]>) => (await paths)[0] ?? null;
  return {
    files: (options) => ask((answer) => ({ mode: 'files', ...options, answer })),
    folder: (options) => first(ask((answer) => ({ mode: 'folder', ...options, answer }))),
    save: (options) => first(ask((answer) => ({ mode: 'save', ...options, answer }))),
  };
}
