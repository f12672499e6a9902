export interface FileKind {
  readonly name: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
}

export interface ChooseOptions {
  readonly title?: string;
  readonly multiple?: boolean;
  readonly kinds?: readonly FileKind[];
}

export interface SaveOptions {
  readonly title?: string;
  readonly defaultName?: string;
  readonly kinds?: readonly FileKind[];
}

/** What the preload script of the desktop window offers; absent in a browser. */
export interface Bridge {
  /** Path of a dropped or chosen file. */
  pathOf(file: File): string;
  chooseFiles(options: ChooseOptions): Promise<string[]>;
  chooseFolder(): Promise<string | null>;
  chooseSave(options: SaveOptions): Promise<string | null>;
  showInFolder(path: string): Promise<void>;
  readonly platform: string;
  /** Commands of the native menu, e.g. `open`, `palette`. @returns a function that stops listening. */
  onMenu(handler: (command: string, argument?: string) => void): () => void;
}
