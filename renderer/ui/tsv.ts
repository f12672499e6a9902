import type { GridApi, IRowNode } from 'ag-grid-community';

/** What a spreadsheet takes as one cell: tabs and line ends inside are quoted. */
const cell = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Thin spaces inside numbers are for the eye: a spreadsheet takes a number with them for a text. */
const plain = (text: string): string => text.replace(/(?<=\d)[\u00A0\u202F](?=\d)/g, '');

/** Lines of cells as a spreadsheet takes them from the clipboard. */
export const tsvOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((line) => line.map((text) => cell(plain(text))).join('\t')).join('\n');

/**
 * The selected rows with their header, in the order shown.
 * @param whole false (default): of a single row, only the focused cell.
 */
export function toTsv<Row>(api: GridApi<Row>, whole = false): string {
  // The column of checkboxes holds no data.
  const columns = api.getAllDisplayedColumns().filter((column) => !column.getColId().startsWith('ag-Grid-'));
  const text = (rowNode: IRowNode<Row>, colKey: (typeof columns)[number]) =>
    String(api.getCellValue({ rowNode, colKey, useFormatter: true }) ?? '');
  const nodes = api.getSelectedNodes().toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0));
  const focused = api.getFocusedCell();
  if (!whole && nodes.length <= 1 && focused) {
    const node = api.getDisplayedRowAtIndex(focused.rowIndex);
    return node ? text(node, focused.column) : '';
  }
  const header = columns.map((column) => column.getColDef().headerName ?? column.getColId());
  return tsvOf([header, ...nodes.map((node) => columns.map((column) => text(node, column)))]);
}
