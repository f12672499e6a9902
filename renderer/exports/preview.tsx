import { Table } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import classes from './exports.module.css';

/** The first rows of a file as it would be written. */
export function Preview({ rule }: { readonly rule: ExportRule }) {
  const { t } = useTranslation('exports');
  const { number } = useFormat();
  const preview = useQuery({
    ...api.exports.preview.queryOptions({ input: { rule, limit: 50 } }),
    placeholderData: keepPreviousData,
  });
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
      {preview.data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.scroll} tabIndex={0} aria-label={t('previewOf', { file: rule.file })}>
          <Table
            className={classes.preview}
            verticalSpacing={2}
            horizontalSpacing={8}
            stickyHeader
            highlightOnHover
          >
            <Table.Thead>
              <Table.Tr>
                {preview.data.columns.map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.data.rows.map((row) => (
                <Table.Tr key={row.join('\u0000')}>
                  {row.map((cell, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column
                    <Table.Td key={column} className={classes.cell}>
                      <Value kind={rule.what === 'golden' ? 'standardised' : 'raw'} value={cell} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </section>
  );
}
