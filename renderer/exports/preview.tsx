import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { RAW_CELL, TEXT_CELL } from '../ui/cells.ts';
import { DataGrid } from '../ui/data-grid.tsx';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './exports.module.css';

interface PreviewRow {
  readonly at: number;
  readonly cells: readonly (string | null)[];
}

/** The first rows of a file as it would be written. */
export function Preview({ rule }: { readonly rule: ExportRule }) {
  const { t } = useTranslation('exports');
  const { number } = useFormat();
  const preview = useQuery({
    ...api.exports.preview.queryOptions({ input: { rule, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
  const { columns, rows } = preview.data ?? {};
  const isGolden = rule.what === 'golden';
  const definitions = useMemo(
    () =>
      columns?.map(
        (name, index): ColDef<PreviewRow> => ({
          headerName: name,
          colId: name,
          width: 144,
          // As it is written: the order of the rows is the file's.
          sortable: false,
          valueGetter: ({ data }) => data?.cells[index],
          ...TEXT_CELL,
          ...(isGolden ? {} : { cellClass: RAW_CELL }),
        }),
      ),
    [columns, isGolden],
  );
  const data = useMemo(() => rows?.map((cells, at): PreviewRow => ({ at, cells })), [rows]);
  return (
    <section className={classes.card}>
      <div className={classes.cardHead}>
        <h2>{t('previewOf', { file: rule.file })}</h2>
        {preview.data && (
          <span className={classes.help}>
            {t('rowsTotal', { count: preview.data.total, formatted: number(preview.data.total) })}
          </span>
        )}
      </div>
      {preview.isPending && <LoadingState />}
      {preview.isError && <ErrorState error={toUserError(preview.error)} />}
      {definitions && data && (
        <div className={classes.preview}>
          <DataGrid<PreviewRow>
            label={t('previewOf', { file: rule.file })}
            columns={definitions}
            rowId={({ at }) => String(at)}
            data={data}
          />
        </div>
      )}
    </section>
  );
}
