import { Checkbox } from '@mantine/core';
import {
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  type ColDef,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  type GetRowIdParams,
  type GridApi,
  type GridState,
  GridStateModule,
  type ICellRendererComp,
  type IDatasource,
  InfiniteRowModelModule,
  LocaleModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  type SelectionColumnDef,
  TooltipModule,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { gridTheme } from './grid-theme.ts';
import { styleNonce } from './nonce.ts';
import { type GridSelection, RowPicker } from './row-picker.ts';
import { toTsv } from './tsv.ts';
import classes from './ui.module.css';

ModuleRegistry.registerModules([
  CellApiModule,
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ColumnAutoSizeModule,
  EventApiModule,
  GridStateModule,
  InfiniteRowModelModule,
  LocaleModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TooltipModule,
]);

export interface GridSort {
  readonly column: string;
  readonly descending: boolean;
}

export interface RowWindow<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

interface DataGridProps<Row> {
  /** What the rows are, for a screen reader. */
  readonly label: string;
  readonly columns: ColDef<Row>[];
  readonly rowId: (row: Row) => string;
  /** Any window of the rows, sorted as asked; each window is asked once, when it comes into sight. */
  readonly rows?: (offset: number, limit: number, sort: GridSort | undefined) => Promise<RowWindow<Row>>;
  /** All the rows, where they are few: in the place of `rows`. */
  readonly data?: readonly Row[];
  /** Another text: other rows (filters, search); the grid starts again from the top. */
  readonly resetKey?: string;
  /** Widths and order of the columns are kept under this name. */
  readonly stateKey?: string;
  /** The row under the cursor or clicked; for the inspector. */
  readonly onRow?: (row: Row) => void;
  /** Enter or double click. */
  readonly onOpen?: (row: Row) => void;
  /** The rows picked: one by one, or all there are but some. */
  readonly onSelection?: (selection: GridSelection) => void;
  /** Ctrl C, in the place of the selected rows that are loaded; false: nothing was done. */
  readonly onCopy?: () => boolean;
  readonly onError?: (error: unknown) => void;
  /** Checkboxes and ranges of rows; default false: one row at a time. */
  readonly multiple?: boolean;
  /** In pixels, where the lines of a row differ in number. */
  readonly rowHeight?: (row: Row) => number;
  readonly headerHeight?: number;
  readonly onReady?: (api: GridApi<Row>) => void;
}

/** Rows asked at a time. */
const BLOCK = 200;
/** Blocks kept: beyond them the farthest is let go, so that a million rows cost what some thousands do. */
const BLOCKS_KEPT = 20;

const DEFAULT_COLUMN: ColDef = {
  resizable: true,
  sortable: true,
  minWidth: 64,
  suppressHeaderMenuButton: true,
  tooltipValueGetter: ({ valueFormatted, value }) => valueFormatted ?? value,
};

/** A checkbox for all rows there are, loaded or not. */
function SelectionHeader({ context }: { readonly context: RowPicker<unknown> }) {
  const { t } = useTranslation('ui');
  const selection = useSyncExternalStore(context.subscribe, context.read);
  const some = selection.all ? selection.except.length > 0 : selection.ids.length > 0;
  return (
    <Checkbox
      aria-label={t('grid.selectAll')}
      checked={selection.all && !some}
      indeterminate={some}
      onChange={() => context.setAll(!selection.all)}
    />
  );
}

const SELECTION_COLUMN: SelectionColumnDef = {
  width: 40,
  pinned: 'left',
  lockPosition: true,
  resizable: false,
  headerComponent: SelectionHeader,
};

/** A row not there yet: one empty cell in the place of one for each column. */
class RowToCome implements ICellRendererComp {
  private readonly gui = document.createElement('div');
  init(): void {}
  getGui(): HTMLElement {
    return this.gui;
  }
  refresh(): boolean {
    return true;
  }
}

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, data, resetKey, stateKey } = props;
  const { t, i18n } = useTranslation('ui');
  const grid = useRef<GridApi<Row>>(null);
  const latest = useRef(props);
  latest.current = props;

  // A new source for each set of rows; the functions themselves may change at every render.
  // biome-ignore lint/correctness/useExhaustiveDependencies: resetKey is what makes other rows
  const datasource = useMemo<IDatasource>(() => sourceOf(latest), [resetKey]);
  const initialState = useMemo(() => (stateKey ? readState(stateKey) : undefined), [stateKey]);

  useEffect(() => {
    const root = document.querySelector(
      `[data-grid="${CSS.escape(label)}"] [role="grid"], [data-grid="${CSS.escape(label)}"] [role="treegrid"]`,
    );
    root?.setAttribute('aria-label', label);
  });

  const picker = useMemo(
    () => new RowPicker<Row>((selection) => latest.current.onSelection?.(selection)),
    [],
  );
  // Other rows: what was picked among those before is gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: resetKey is what makes other rows
  useEffect(() => picker.setAll(false), [picker, resetKey]);

  const onKey = async (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !grid.current) return;
    const key = event.key.toLowerCase();
    if (key === 'a' && props.multiple) {
      event.preventDefault();
      event.stopPropagation();
      picker.setAll(true);
    }
    if (key !== 'c' || window.getSelection()?.toString()) return;
    event.preventDefault();
    if (!latest.current.onCopy?.()) await navigator.clipboard.writeText(toTsv(grid.current));
  };

  return (
    <div className={classes.grid} data-grid={label} onKeyDownCapture={onKey}>
      <AgGridReact<Row>
        key={i18n.language}
        theme={gridTheme}
        styleNonce={styleNonce}
        columnDefs={columns}
        defaultColDef={DEFAULT_COLUMN}
        rowModelType={data ? 'clientSide' : 'infinite'}
        rowData={data ? [...data] : undefined}
        datasource={data ? undefined : datasource}
        cacheBlockSize={BLOCK}
        maxBlocksInCache={BLOCKS_KEPT}
        infiniteInitialRowCount={1}
        rowBuffer={0}
        blockLoadDebounceMillis={40}
        maxConcurrentDatasourceRequests={2}
        isFullWidthRow={({ rowNode }) => !rowNode.data}
        fullWidthCellRenderer={RowToCome}
        getRowHeight={({ data: row }) => row && latest.current.rowHeight?.(row)}
        headerHeight={props.headerHeight}
        getRowId={({ data: row }: GetRowIdParams<Row>) => props.rowId(row)}
        rowSelection={
          props.multiple
            ? { mode: 'multiRow', enableClickSelection: true, checkboxes: true, headerCheckbox: false }
            : { mode: 'singleRow', enableClickSelection: true, checkboxes: false }
        }
        selectionColumnDef={SELECTION_COLUMN}
        context={picker}
        onCellMouseDown={({ rowIndex, event }) =>
          props.multiple && picker.dragFrom(rowIndex, event as MouseEvent | null)
        }
        onCellMouseOver={({ rowIndex, event }) => picker.dragOver(rowIndex, event as MouseEvent | null)}
        onModelUpdated={() => picker.show()}
        initialState={initialState}
        onStateUpdated={({ state }) => stateKey && keepState(stateKey, state)}
        getLocaleText={({ key, defaultValue }) => t(`grid.${key}`, { defaultValue })}
        tooltipShowDelay={500}
        tooltipShowMode="whenTruncated"
        suppressCellFocus={false}
        // Arrows go through the cells; Tab leaves the grid, which may have a million rows.
        tabToNextCell={() => false}
        tabToNextHeader={() => false}
        animateRows={false}
        suppressColumnMoveAnimation
        onGridReady={({ api }) => {
          grid.current = api;
          picker.attach(api);
          props.onReady?.(api);
        }}
        onCellFocused={({ rowIndex }) => {
          const row = rowIndex === null ? undefined : grid.current?.getDisplayedRowAtIndex(rowIndex)?.data;
          if (row) latest.current.onRow?.(row);
        }}
        onRowDoubleClicked={({ data: row }) => row && latest.current.onOpen?.(row)}
        onCellKeyDown={({ event, data: row }) => {
          if (row && (event as unknown as KeyboardEvent | null)?.key === 'Enter')
            latest.current.onOpen?.(row);
        }}
        onSelectionChanged={({ source }) => picker.changed(source)}
      />
    </div>
  );
}

function sourceOf<Row>(latest: { readonly current: DataGridProps<Row> }): IDatasource {
  return {
    getRows({ startRow, endRow, sortModel, successCallback, failCallback }) {
      const [first] = sortModel;
      const sort = first && { column: first.colId, descending: first.sort === 'desc' };
      const { rows, onError } = latest.current;
      rows?.(startRow, endRow - startRow, sort).then(
        (window) => successCallback([...window.rows], window.total),
        (error: unknown) => {
          failCallback();
          onError?.(error);
        },
      );
    },
  };
}

const stored = (key: string) => `orfevre.grid.${key}`;

/** Only what concerns columns: focus, scroll and selection belong to the visit. */
function keepState(
  key: string,
  { columnSizing, columnOrder, columnPinning, columnVisibility }: GridState,
): void {
  localStorage.setItem(
    stored(key),
    JSON.stringify({ columnSizing, columnOrder, columnPinning, columnVisibility }),
  );
}

function readState(key: string): GridState | undefined {
  try {
    const text = localStorage.getItem(stored(key));
    return text === null ? undefined : { ...(JSON.parse(text) as GridState), partialColumnState: true };
  } catch {
    return undefined;
  }
}
