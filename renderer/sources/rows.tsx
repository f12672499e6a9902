import type { ColDef } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceView } from '../../shared/contract/sources.ts';
import { client } from '../api/client.ts';
import { toUserError, type UserErrorData } from '../api/errors.ts';
import { Inspect } from '../app/inspector.tsx';
import { RAW_CELL, TEXT_CELL } from '../ui/cells.ts';
import { DataGrid, type RowWindow } from '../ui/data-grid.tsx';
import { useFormat } from '../ui/format.ts';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import classes from './sources.module.css';

interface ReadRow {
  readonly id: number;
  readonly row: number;
  readonly key: string;
  readonly cells: readonly (string | null)[];
}

interface RowsProps {
  readonly source: SourceView;
  readonly columns: readonly string[];
}

/** The current rows of a source, as read: nothing standardised, nothing left out. */
export function Rows({ source, columns }: RowsProps) {
  const { t } = useTranslation('sources');
  const { number } = useFormat();
  const [error, setError] = useState<UserErrorData>();
  const [row, setRow] = useState<ReadRow>();
  const windows = useRowWindows(source);
  const definitions = useMemo<ColDef<ReadRow>[]>(
    () => [
      {
        headerName: t('rows.row'),
        colId: 'row',
        width: 88,
        pinned: 'left',
        sortable: false,
        valueGetter: ({ data }) => data?.row,
        valueFormatter: ({ value }) => (typeof value === 'number' ? number(value) : ''),
      },
      ...columns.map(
        (column, index): ColDef<ReadRow> => ({
          headerName: column,
          colId: `column${index}`,
          width: 152,
          sortable: false,
          valueGetter: ({ data }) => data?.cells[index],
          ...TEXT_CELL,
          cellClass: RAW_CELL,
        }),
      ),
    ],
    [columns, number, t],
  );
  if (error) return <ErrorState error={error} onRetry={() => setError(undefined)} />;
  if (source.records === 0) return <EmptyState>{t('rows.none')}</EmptyState>;
  return (
    <>
      <DataGrid<ReadRow>
        label={t('rows.label', { source: source.name })}
        columns={definitions}
        rowId={({ id }) => String(id)}
        rows={windows}
        resetKey={`${source.id} ${source.records}`}
        onRow={setRow}
        onError={(cause) => setError(toUserError(cause))}
      />
      {row && <RowInspector row={row} columns={columns} />}
    </>
  );
}

const LIMIT = 1000;

/**
 * Rows come in the order of their ids, each page after the last one: a window far down is reached from the nearest
 * place already known.
 */
function useRowWindows(source: SourceView) {
  const after = useRef(new Map<number, number>([[0, 0]]));
  return async (offset: number, limit: number): Promise<RowWindow<ReadRow>> => {
    const known = after.current;
    const nearest = (at: number) => Math.max(...[...known.keys()].filter((place) => place <= at));
    for (let at = nearest(offset); at < offset; ) {
      const step = Math.min(LIMIT, offset - at);
      const { rows } = await client.sources.rows({ name: source.name, after: known.get(at)!, limit: step });
      at += rows.length;
      if (rows.length > 0) known.set(at, rows.at(-1)!.id);
      if (rows.length < step) return { rows: [], total: at };
    }
    const { rows } = await client.sources.rows({ name: source.name, after: known.get(offset)!, limit });
    const end = offset + rows.length;
    if (rows.length > 0) known.set(end, rows.at(-1)!.id);
    return { rows, total: rows.length < limit ? end : Math.max(source.records, end) };
  };
}

function RowInspector({ row, columns }: { readonly row: ReadRow; readonly columns: readonly string[] }) {
  const { t } = useTranslation('sources');
  const { number } = useFormat();
  return (
    <Inspect title={t('rows.inspect', { row: number(row.row) })}>
      <dl className={classes.pairs}>
        <dt>{t('list.key')}</dt>
        <dd>
          <Value kind="raw" value={row.key} />
        </dd>
        {columns.map((column, index) => (
          <div key={column} className={classes.pair}>
            <dt>{column}</dt>
            <dd>
              <Value kind="raw" value={row.cells[index]} />
            </dd>
          </div>
        ))}
      </dl>
    </Inspect>
  );
}
