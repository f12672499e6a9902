import type { GridApi } from 'ag-grid-community';
import type { GoldenSelection } from '../../shared/contract/golden.ts';
import { client } from '../api/client.ts';
import type { GridSort } from '../ui/data-grid.tsx';
import { tsvOf } from '../ui/tsv.ts';
import { type GoldenColumns, type GoldenRow, MEMBERS } from './columns.ts';

/** Rows a clipboard takes without harm; more go to a file. */
export const MOST_COPIED = 50_000;
const PAGE = 1000;

/** All records a query finds but those left out, in the columns shown, as a spreadsheet takes them. */
export async function copyAll(
  grid: GridApi<GoldenRow>,
  columns: GoldenColumns,
  query: GoldenSelection['query'],
  except: readonly string[],
  sort: GridSort | null,
  textOf: (column: string, value: string) => string,
): Promise<string> {
  const places = new Map(columns.map(({ name }, place) => [name, place]));
  const shown = grid.getAllDisplayedColumns().filter((column) => !column.getColId().startsWith('ag-Grid-'));
  const out = new Set(except);
  const cellOf = (row: GoldenRow, id: string): string => {
    if (id === 'golden_id') return row.goldenId;
    if (id === MEMBERS) return String(row.members);
    const value = row.cells[places.get(id) ?? -1];
    return value ? textOf(id, value) : '';
  };
  const lines: string[][] = [shown.map((column) => column.getColDef().headerName ?? column.getColId())];
  for (let offset = 0, total = 1; offset < Math.min(total, MOST_COPIED); offset += PAGE) {
    const window = await client.golden.query({ ...query, ...(sort && { sort }), offset, limit: PAGE });
    total = window.total;
    for (const row of window.rows)
      if (!out.has(row.goldenId)) lines.push(shown.map((column) => cellOf(row, column.getColId())));
  }
  return tsvOf(lines);
}
