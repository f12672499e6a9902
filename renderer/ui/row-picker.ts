import type { GridApi } from 'ag-grid-community';

/** Which rows are picked; `all` holds for a million rows of which few are loaded. */
export type GridSelection =
  | { readonly all: false; readonly ids: readonly string[] }
  | { readonly all: true; readonly except: readonly string[] };

const NONE: GridSelection = { all: false, ids: [] };

/**
 * Keeps which rows of a grid are picked. The grid itself knows the rows it has loaded only: when all are picked, those
 * that come into sight are marked as they come, and one that is unmarked is left out.
 */
export class RowPicker<Row> {
  private api: GridApi<Row> | undefined;
  private selection: GridSelection = NONE;
  private readonly listeners = new Set<() => void>();
  private readonly onChange: (selection: GridSelection) => void;
  private anchor: number | undefined;
  /** Marks set here are not the person's. */
  private isMarking = false;

  constructor(onChange: (selection: GridSelection) => void) {
    this.onChange = onChange;
  }

  attach(api: GridApi<Row>): void {
    this.api = api;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly read = (): GridSelection => this.selection;

  setAll(all: boolean): void {
    if (!all && !this.selection.all && this.selection.ids.length === 0) return;
    this.keep(all ? { all: true, except: [] } : NONE);
    if (all) this.show();
    else this.mark(() => this.api?.deselectAll());
  }

  /** Marks the rows that have come into sight. */
  show(): void {
    const { selection, api } = this;
    if (!selection.all || !api) return;
    const out = new Set(selection.except);
    this.mark(() =>
      api.forEachNode((node) => {
        if (node.id !== undefined && node.data && !out.has(node.id)) node.setSelected(true);
      }),
    );
  }

  /** The person marked or unmarked rows. A click on one row picks that row alone, as ever. */
  changed(source: string): void {
    const { api } = this;
    if (this.isMarking || !api) return;
    const marked = api.getSelectedNodes().flatMap(({ id }) => id ?? []);
    if (!this.selection.all || source === 'rowClicked') {
      this.keep({ all: false, ids: marked });
      return;
    }
    const isMarked = new Set(marked);
    const except = new Set(this.selection.except);
    api.forEachNode((node) => {
      if (node.id === undefined || !node.data) return;
      if (isMarked.has(node.id)) except.delete(node.id);
      else except.add(node.id);
    });
    this.keep({ all: true, except: [...except] });
  }

  dragFrom(row: number | null, event: MouseEvent | null): void {
    this.anchor = event?.button === 0 && !event.shiftKey ? (row ?? undefined) : undefined;
  }

  /** Picks the rows from where the button was pressed to the one under the pointer. */
  dragOver(row: number | null, event: MouseEvent | null): void {
    const { anchor, api } = this;
    if (event?.buttons !== 1 || anchor === undefined || row === null || row === anchor || !api) return;
    const [first, last] = anchor < row ? [anchor, row] : [row, anchor];
    const nodes = Array.from({ length: last - first + 1 }, (_, i) => api.getDisplayedRowAtIndex(first + i));
    this.mark(() => {
      api.deselectAll();
      api.setNodesSelected({
        nodes: nodes.filter((node) => node !== undefined),
        newValue: true,
        source: 'rowClicked',
      });
    });
    this.keep({ all: false, ids: nodes.flatMap((node) => node?.id ?? []) });
  }

  private mark(body: () => void): void {
    this.isMarking = true;
    try {
      body();
    } finally {
      this.isMarking = false;
    }
  }

  private keep(selection: GridSelection): void {
    this.selection = selection;
    for (const listener of this.listeners) listener();
    this.onChange(selection);
  }
}
