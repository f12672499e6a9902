import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ColDef } from 'ag-grid-community';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Redirect, useLocation, useSearch } from 'wouter';
import type { Behind, FoundRecord } from '../../shared/contract/overview.ts';
import { client } from '../api/client.ts';
import { toUserError, type UserErrorData } from '../api/errors.ts';
import { Inspect } from '../app/inspector.tsx';
import { useIssueWords } from '../app/issue-words.ts';
import { useModelWords } from '../app/model.ts';
import { RAW_CELL, TEXT_CELL } from '../ui/cells.ts';
import { Count } from '../ui/count.tsx';
import { DataGrid } from '../ui/data-grid.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import { behindOf } from './behind.ts';
import classes from './overview.module.css';

/** The records behind a figure of the overview. */
export default function RecordsPage() {
  const search = useSearch();
  const behind = behindOf(search);
  return behind ? <Records key={search} behind={behind} /> : <Redirect to="/overview" replace />;
}

function Records({ behind }: { readonly behind: Behind }) {
  const { t } = useTranslation('overview');
  const [, navigate] = useLocation();
  const title = useTitle(behind);
  const columns = useColumns(behind);
  const [total, setTotal] = useState<number>();
  const [row, setRow] = useState<FoundRecord>();
  const [error, setError] = useState<UserErrorData>();
  const read = async (offset: number, limit: number) => {
    const window = await client.overview.records({ behind, offset, limit });
    setTotal(window.total);
    return window;
  };
  return (
    <Page
      title={title}
      body="fill"
      subtitle={
        total === undefined ? undefined : <Count value={total} unit={t('behind.rows', { count: total })} />
      }
      action={
        <Button
          component={Link}
          href="/overview"
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
        >
          {t('title')}
        </Button>
      }
    >
      {error && <ErrorState error={error} onRetry={() => setError(undefined)} />}
      {total === 0 && <EmptyState>{t('behind.none')}</EmptyState>}
      {!error && total !== 0 && (
        <DataGrid<FoundRecord>
          label={title}
          columns={columns}
          rowId={({ id }) => id}
          rows={read}
          onRow={setRow}
          onOpen={({ goldenId, source }) =>
            navigate(
              goldenId
                ? `/golden-record/${encodeURIComponent(goldenId)}`
                : `/sources/${encodeURIComponent(source)}`,
            )
          }
          onError={(cause) => setError(toUserError(cause))}
        />
      )}
      {row && <RecordInspector row={row} />}
    </Page>
  );
}

function useTitle(behind: Behind): string {
  const { t } = useTranslation('overview');
  const issues = useIssueWords();
  const words = useModelWords();
  if (behind.figure === 'issue') return issues.full(behind.code);
  if (behind.figure === 'unlinked') return t('behind.unlinked');
  return t('behind.blank', {
    attribute: words.attribute(behind.entity, behind.attribute),
    source: behind.source,
  });
}

function useColumns({ figure }: Behind): ColDef<FoundRecord>[] {
  const { t } = useTranslation('overview');
  const { number } = useFormat();
  const words = useModelWords();
  return useMemo(() => {
    const plain = { sortable: false, ...TEXT_CELL } as const;
    const ofIssue: ColDef<FoundRecord>[] = [
      {
        ...plain,
        headerName: t('behind.attribute'),
        colId: 'attribute',
        width: 160,
        valueGetter: ({ data }) => data?.attribute && words.attribute(data.entity, data.attribute),
      },
      {
        ...plain,
        headerName: t('behind.raw'),
        colId: 'raw',
        width: 240,
        valueGetter: ({ data }) => data?.raw,
        cellClass: RAW_CELL,
      },
      {
        ...plain,
        headerName: t('behind.suggestion'),
        colId: 'suggestion',
        width: 200,
        valueGetter: ({ data }) => data?.suggestion,
      },
    ];
    return [
      {
        ...plain,
        headerName: t('source'),
        colId: 'source',
        width: 160,
        pinned: 'left',
        valueGetter: ({ data }) => data?.source,
      },
      {
        ...plain,
        headerName: t('behind.row'),
        colId: 'row',
        width: 96,
        valueGetter: ({ data }) => data?.row,
        valueFormatter: ({ value }) => (typeof value === 'number' ? number(value) : ''),
      },
      {
        ...plain,
        headerName: t('behind.key'),
        colId: 'key',
        width: 144,
        valueGetter: ({ data }) => data?.key,
        cellClass: RAW_CELL,
      },
      {
        ...plain,
        headerName: t('behind.label'),
        colId: 'label',
        flex: 1,
        minWidth: 180,
        valueGetter: ({ data }) => data?.label,
      },
      ...(figure === 'issue' ? ofIssue : []),
      {
        ...plain,
        headerName: t('goldenOne'),
        colId: 'golden',
        width: 180,
        valueGetter: ({ data }) => data?.goldenId,
      },
    ];
  }, [figure, t, number, words]);
}

/** Where the record stands in its source, and the golden record it is part of. */
function RecordInspector({ row }: { readonly row: FoundRecord }) {
  const { t } = useTranslation('overview');
  const { number } = useFormat();
  return (
    <Inspect title={row.label || row.key}>
      <dl className={classes.pairs}>
        <dt>{t('source')}</dt>
        <dd>
          <Link href={`/sources/${encodeURIComponent(row.source)}`}>
            <bdi>{row.source}</bdi>
          </Link>
        </dd>
        <dt>{t('behind.row')}</dt>
        <dd className="o-num">{number(row.row)}</dd>
        <dt>{t('behind.key')}</dt>
        <dd>
          <Value kind="raw" value={row.key} />
        </dd>
        {row.raw !== null && (
          <>
            <dt>{t('behind.raw')}</dt>
            <dd>
              <Value kind="raw" value={row.raw} />
            </dd>
          </>
        )}
        <dt>{t('goldenOne')}</dt>
        <dd>
          {row.goldenId ? (
            <Link href={`/golden-record/${encodeURIComponent(row.goldenId)}`}>{row.goldenId}</Link>
          ) : (
            t('behind.noGolden')
          )}
        </dd>
      </dl>
    </Inspect>
  );
}
