import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAdjustments, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ColDef, GridApi } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { client } from '../api/client.ts';
import { toUserError, type UserErrorData } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Inspect } from '../app/inspector.tsx';
import { useModelWords } from '../app/model.ts';
import { usePageShortcuts } from '../app/shell-state.tsx';
import { Count } from '../ui/count.tsx';
import { DataGrid, type GridSort } from '../ui/data-grid.tsx';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Blank, Value } from '../ui/value.tsx';
import { FilterBar } from './filter-bar.tsx';
import { type Filter, isComplete } from './filters.ts';
import classes from './golden.module.css';
import { RecordSummary } from './record-summary.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { SavedViews } from './saved-views.tsx';

interface Row {
  readonly goldenId: string;
  readonly members: number;
  readonly cells: readonly (string | null)[];
}

/** What a saved view keeps. */
export interface View {
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly sort: GridSort | null;
}

interface DeskProps {
  readonly entity: EntityOverview;
  readonly entities: readonly EntityOverview[];
}

const MEMBERS = '_members';

/** The grid with its filters, saved views and the rules that made it. */
export function GoldenDesk({ entity, entities }: DeskProps) {
  const { t } = useTranslation('golden');
  const [, navigate] = useLocation();
  const grid = useRef<GridApi<Row>>(null);
  const sort = useRef<GridSort | null>(null);
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState<readonly Filter[]>([]);
  const now = useMemo(
    () => ({ search: search.trim(), filters: filters.filter(isComplete) }),
    [search, filters],
  );
  const [asked] = useDebouncedValue(now, 250);
  const [total, setTotal] = useState(entity.golden);
  const [row, setRow] = useState<Row>();
  const [failure, setFailure] = useState<UserErrorData>();
  const [rulesOpened, setRulesOpened] = useState(false);
  const columns = useQuery(api.golden.columns.queryOptions({ input: { entity: entity.entity } }));
  const definitions = useColumnDefinitions(columns.data);
  usePageShortcuts([{ keys: 'Enter', label: t('open') }]);

  const read = async (offset: number, limit: number, by: GridSort | undefined) => {
    sort.current = by ?? null;
    const window = await client.golden.query({
      entity: entity.entity,
      search: asked.search,
      filters: asked.filters.map(({ column, op, text }) => ({ column, op, text })),
      ...(by && { sort: by }),
      offset,
      limit,
    });
    setTotal(window.total);
    setFailure(undefined);
    return window;
  };
  const show = (view: View) => {
    setSearch(view.search);
    setFilters(view.filters);
    grid.current?.applyColumnState({
      state: view.sort ? [{ colId: view.sort.column, sort: view.sort.descending ? 'desc' : 'asc' }] : [],
      defaultState: { sort: null },
    });
  };

  return (
    <Page
      title={t('title')}
      body="fill"
      subtitle={<Count value={total} of={entity.golden} unit={t('records', { count: entity.golden })} />}
      action={
        <>
          <Entities entity={entity} entities={entities} />
          <Button
            variant="default"
            leftSection={<IconAdjustments size={16} aria-hidden="true" />}
            onClick={() => setRulesOpened(true)}
          >
            {t('rules.open')}
          </Button>
        </>
      }
      filters={
        <>
          <TextInput
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<IconSearch size={14} aria-hidden="true" />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SavedViews
            page={`golden.${entity.entity}`}
            current={() => ({ ...now, sort: sort.current })}
            onShow={show}
          />
          {columns.data && <FilterBar columns={columns.data} filters={filters} onChange={setFilters} />}
        </>
      }
    >
      {columns.isPending && <LoadingState />}
      {columns.isError && (
        <ErrorState error={toUserError(columns.error)} onRetry={() => void columns.refetch()} />
      )}
      {failure && <ErrorState error={failure} />}
      {definitions && (
        <DataGrid<Row>
          label={t('title')}
          columns={definitions}
          rowId={(one) => one.goldenId}
          rows={read}
          resetKey={JSON.stringify([asked, entity])}
          stateKey={`golden.${entity.entity}`}
          multiple
          onRow={setRow}
          onOpen={(one) => navigate(`/golden-record/${encodeURIComponent(one.goldenId)}`)}
          onError={(error) => setFailure(toUserError(error))}
          onReady={(ready) => {
            grid.current = ready;
          }}
        />
      )}
      {total === 0 && <p role="status">{t('nothing')}</p>}
      {row && (
        <Inspect title={row.goldenId}>
          <RecordSummary goldenId={row.goldenId} />
        </Inspect>
      )}
      {rulesOpened && <RulesDialog entity={entity} onClose={() => setRulesOpened(false)} />}
    </Page>
  );
}

type Columns = Awaited<ReturnType<typeof client.golden.columns>>;

function useColumnDefinitions(columns: Columns | undefined): ColDef<Row>[] | undefined {
  const { t, i18n } = useTranslation('golden');
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return useMemo(
    () =>
      columns && [
        {
          colId: 'golden_id',
          headerName: t('goldenId'),
          pinned: 'left',
          width: 200,
          valueGetter: ({ data }) => data?.goldenId,
          cellRenderer: ({ value }: { value: string | undefined }) =>
            value === undefined ? '' : <Value kind="golden" value={value} />,
        },
        {
          colId: MEMBERS,
          headerName: t('members'),
          width: 130,
          cellClass: 'o-num',
          valueGetter: ({ data }) => data?.members,
        },
        ...columns.map(
          (column, index): ColDef<Row> => ({
            colId: column.name,
            headerName: column.label[language],
            width: 160,
            valueGetter: ({ data }) => data?.cells[index],
            cellRenderer: ({ value }: { value: string | null | undefined }) => {
              if (value === undefined) return '';
              return value === null || value === '' ? <Blank /> : <span dir="auto">{value}</span>;
            },
          }),
        ),
      ],
    [columns, language, t],
  );
}

function Entities({ entity, entities }: DeskProps) {
  const { t } = useTranslation('golden');
  const words = useModelWords();
  const filled = entities.filter(({ golden }) => golden > 0);
  if (filled.length < 2) return null;
  return (
    <nav className={classes.tabs} aria-label={t('entities')}>
      {filled.map((one) => (
        <Link
          key={one.entity}
          href={`/golden/${one.entity}`}
          aria-current={one.entity === entity.entity ? 'page' : undefined}
        >
          {words.entity(one.entity)}
        </Link>
      ))}
    </nav>
  );
}
