import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAdjustments, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { GridApi } from 'ag-grid-community';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { client } from '../api/client.ts';
import { toUserError, type UserErrorData } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { Inspect } from '../app/inspector.tsx';
import { useModelWords, useValueTexts } from '../app/model.ts';
import { notify, notifyError } from '../app/notify.ts';
import { PendingBar } from '../app/pending-bar.tsx';
import { usePageShortcuts } from '../app/shell-state.tsx';
import { Count } from '../ui/count.tsx';
import { DataGrid, type GridSort } from '../ui/data-grid.tsx';
import { useFormat } from '../ui/format.ts';
import { Page } from '../ui/page.tsx';
import type { GridSelection } from '../ui/row-picker.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { toTsv } from '../ui/tsv.ts';
import { ColumnMenu } from './column-menu.tsx';
import { type GoldenRow, useGoldenColumns } from './columns.ts';
import { copyAll, MOST_COPIED } from './copy-rows.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Filter, isComplete } from './filters.ts';
import classes from './golden.module.css';
import { RecordSummary } from './record-summary.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { SavedViews } from './saved-views.tsx';
import { countOf, SelectionBar } from './selection-bar.tsx';

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

interface GoldenDeskProps extends DeskProps {
  /** In force at first. */
  readonly filters: readonly Filter[];
}

/** The grid with its filters, saved views and the rules that made it. */
export function GoldenDesk({ entity, entities, filters: first }: GoldenDeskProps) {
  const { t } = useTranslation('golden');
  const { number } = useFormat();
  const [, navigate] = useLocation();
  const grid = useRef<GridApi<GoldenRow>>(null);
  const sort = useRef<GridSort | null>(null);
  const [search, setSearch] = useState('');
  const [filters, setFilters] = useState(first);
  const now = useMemo(
    () => ({ search: search.trim(), filters: filters.filter(isComplete) }),
    [search, filters],
  );
  const [asked] = useDebouncedValue(now, 250);
  const [total, setTotal] = useState(entity.golden);
  const [row, setRow] = useState<GoldenRow>();
  const [failure, setFailure] = useState<UserErrorData>();
  const [rulesOpened, setRulesOpened] = useState(false);
  const columns = useQuery(api.golden.columns.queryOptions({ input: { entity: entity.entity } }));
  const definitions = useGoldenColumns(entity.entity, columns.data);
  const texts = useValueTexts(entity.entity);
  const [selection, setSelection] = useState<GridSelection>({ all: false, ids: [] });
  const [isCopying, setCopying] = useState(false);
  usePageShortcuts([
    { keys: 'Enter', label: t('open') },
    { keys: 'mod+A', label: t('selection.selectAll') },
    { keys: 'mod+C', label: t('selection.copy') },
  ]);
  const query = {
    entity: entity.entity,
    search: asked.search,
    filters: asked.filters.map(({ column, op, text }) => ({ column, op, text })),
  };
  const copy = async () => {
    if (!grid.current || !columns.data) return;
    const count = countOf(selection, total);
    if (count > MOST_COPIED) return notify(t('selection.tooMany', { most: number(MOST_COPIED) }), 'orange');
    setCopying(true);
    try {
      const text = selection.all
        ? copyAll(grid.current, columns.data, query, selection.except, sort.current, texts.cell)
        : Promise.resolve(toTsv(grid.current, count > 0));
      const blob = text.then((tsv) => new Blob([tsv], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
      notify(t('selection.copied', { count, picked: number(count) }));
    } catch (error) {
      notifyError(error);
    } finally {
      setCopying(false);
    }
  };

  const read = async (offset: number, limit: number, by: GridSort | undefined) => {
    sort.current = by ?? null;
    const window = await client.golden.query({
      ...query,
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
          {columns.data && <ColumnMenu columns={columns.data} grid={() => grid.current} />}
          {columns.data && <FilterBar columns={columns.data} filters={filters} onChange={setFilters} />}
        </>
      }
    >
      <PendingBar />
      {columns.isPending && <LoadingState />}
      {columns.isError && (
        <ErrorState error={toUserError(columns.error)} onRetry={() => void columns.refetch()} />
      )}
      {failure && <ErrorState error={failure} />}
      {definitions && (
        <DataGrid<GoldenRow>
          label={t('title')}
          columns={definitions}
          rowId={(one) => one.goldenId}
          rows={read}
          resetKey={JSON.stringify([asked, entity])}
          stateKey={`golden-grid.${entity.entity}`}
          multiple
          onRow={setRow}
          onSelection={setSelection}
          onCopy={() => {
            if (countOf(selection, total) < 2) return false;
            void copy();
            return true;
          }}
          onOpen={(one) => navigate(`/golden-record/${encodeURIComponent(one.goldenId)}`)}
          onError={(error) => setFailure(toUserError(error))}
          onReady={(ready) => {
            grid.current = ready;
          }}
        />
      )}
      {total === 0 && <p role="status">{t('nothing')}</p>}
      {definitions && (
        <SelectionBar
          entity={entity.entity}
          total={total}
          selection={selection}
          query={sort.current ? { ...query, sort: sort.current } : query}
          isCopying={isCopying}
          onCopy={() => void copy()}
        />
      )}
      {row && (
        <Inspect title={row.goldenId}>
          <RecordSummary goldenId={row.goldenId} />
        </Inspect>
      )}
      {rulesOpened && <RulesDialog entity={entity} onClose={() => setRulesOpened(false)} />}
    </Page>
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
