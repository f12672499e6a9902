import type { GridApi, IRowNode } from 'ag-grid-community';

/** What a spreadsheet takes as one cell: tabs and line ends inside are quoted. */
const cell = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The selected rows with their header, in the order shown; without a selection, the focused cell. */
export function toTsv<Row>(api: GridApi<Row>): string {
  // The column of checkboxes holds no data.
  const columns = api.getAllDisplayedColumns().filter((column) => !column.getColId().startsWith('ag-Grid-'));
  const text = (rowNode: IRowNode<Row>, colKey: (typeof columns)[number]) =>
    String(api.getCellValue({ rowNode, colKey, useFormatter: true }) ?? '');
  const nodes = api.getSelectedNodes().toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0));
  const focused = api.getFocusedCell();
  if (nodes.length <= 1 && focused) {
    const node = api.getDisplayedRowAtIndex(focused.rowIndex);
    return node ? text(node, focused.column) : '';
  }
  const header = columns.map((column) => cell(column.getColDef().headerName ?? column.getColId()));
  const lines = nodes.map((node) => columns.map((column) => cell(text(node, column))));
  return [header, ...lines].map((line) => line.join('\t')).join('\n');
}
