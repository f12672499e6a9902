import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ColDef } from 'ag-grid-community';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ChangeKind,
  type ChangeView,
  type DifferenceView,
  PRESENT,
  type Scenario,
} from '../../../shared/contract/what-if.ts';
import { client } from '../../api/client.ts';
import { toUserError, type UserErrorData } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { TEXT_CELL } from '../../ui/cells.ts';
import { DataGrid } from '../../ui/data-grid.tsx';
import { useFormat } from '../../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { ChangeInspector } from './change-inspector.tsx';
import { type Sides, useSides } from './sides.ts';
import { useSizes } from './sizes.ts';
import classes from './what-if.module.css';

interface ComparisonProps {
  readonly entity: string;
  readonly scenarios: readonly Scenario[];
}

/** Two sides, what is different between them in numbers, and person by person. */
export function Comparison({ entity, scenarios }: ComparisonProps) {
  const { t } = useTranslation('what-if');
  const [sides, setSides] = useSides(entity, scenarios);
  const stamp = scenarios.map(({ uid, at }) => `${uid} ${at}`).join();
  const choices = [
    { value: PRESENT, label: t('present') },
    ...scenarios.map(({ uid, name }) => ({ value: uid, label: name })),
  ];
  const choose = (side: keyof Sides) => (value: string | null) =>
    value && setSides({ ...sides, [side]: value });
  return (
    <section className={classes.comparison} aria-label={t('comparison')}>
      <div className={classes.sides}>
        <Select
          aria-label={t('from')}
          data={choices}
          value={sides.left}
          allowDeselect={false}
          onChange={choose('left')}
        />
        <IconArrowRight size={16} aria-hidden="true" />
        <Select
          aria-label={t('to')}
          data={choices}
          value={sides.right}
          allowDeselect={false}
          onChange={choose('right')}
        />
      </div>
      {sides.left === sides.right ? (
        <p className={classes.help}>{t('sameSide')}</p>
      ) : (
        <Difference key={`${sides.left} ${sides.right} ${stamp}`} entity={entity} sides={sides} />
      )}
    </section>
  );
}

const KINDS = ['merged', 'split', 'rearranged'] as const;

function Difference({ entity, sides }: { readonly entity: string; readonly sides: Sides }) {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  const input = { entity, ...sides };
  const difference = useQuery(api.whatIf.difference.queryOptions({ input }));
  const [kind, setKind] = useState<ChangeKind | 'all'>('all');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  if (difference.isPending) return <LoadingState />;
  if (difference.isError)
    return <ErrorState error={toUserError(difference.error)} onRetry={() => void difference.refetch()} />;
  const { kinds } = difference.data;
  const all = KINDS.reduce((sum, one) => sum + kinds[one].changes, 0);
  const countOf = (one: ChangeKind | 'all') => (one === 'all' ? all : kinds[one].changes);
  return (
    <>
      <Counts difference={difference.data} />
      {all > 0 && (
        <>
          <div className={classes.filters}>
            <SegmentedControl
              aria-label={t('kinds')}
              value={kind}
              onChange={(next) => setKind(KINDS.find((one) => one === next) ?? 'all')}
              data={(['all', ...KINDS] as const).map((value) => ({
                value,
                label: t(`kind.${value}`, { changes: number(countOf(value)) }),
              }))}
            />
            <TextInput
              aria-label={t('search')}
              placeholder={t('search')}
              leftSection={<IconSearch size={16} aria-hidden="true" />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          </div>
          <Changes key={kind} input={input} kind={kind === 'all' ? undefined : kind} search={asked} />
        </>
      )}
    </>
  );
}

/** What is different, in one sentence for each thing that is counted. */
function Counts({ difference }: { readonly difference: DifferenceView }) {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  const { unchanged, kinds, pairsGained, pairsLost, onlyLeft, onlyRight, records } = difference;
  const changes = KINDS.filter((kind) => kinds[kind].changes > 0);
  return (
    <>
      <ul className={classes.counts} aria-live="polite">
        <li>{t('unchanged', { count: unchanged, people: number(unchanged), records: number(records) })}</li>
        {changes.map((kind) => (
          <li key={kind} data-kind={kind}>
            {t(`become.${kind}`, {
              count: kinds[kind].left,
              left: number(kinds[kind].left),
              right: number(kinds[kind].right),
            })}
          </li>
        ))}
        {changes.length > 0 && (
          <li>{t('pairs', { gained: number(pairsGained), lost: number(pairsLost) })}</li>
        )}
      </ul>
      {changes.length === 0 && <p className={classes.help}>{t('noChange')}</p>}
      {onlyLeft + onlyRight > 0 && (
        <p className={classes.help}>
          {t('onlyOneSide', { count: onlyLeft + onlyRight, records: number(onlyLeft + onlyRight) })}
        </p>
      )}
    </>
  );
}

interface ChangesProps {
  readonly input: Sides & { readonly entity: string };
  readonly kind: ChangeKind | undefined;
  readonly search: string;
}

/** The changes, the largest first; the chosen one is explained in the inspector. */
function Changes({ input, kind, search }: ChangesProps) {
  const { t } = useTranslation('what-if');
  const columns = useColumns();
  const [total, setTotal] = useState<number>();
  const [chosen, setChosen] = useState<ChangeView>();
  const [error, setError] = useState<UserErrorData>();
  const read = async (offset: number, limit: number) => {
    const window = await client.whatIf.changes({ ...input, ...(kind && { kind }), search, offset, limit });
    setTotal(window.total);
    return window;
  };
  return (
    <>
      {error && <ErrorState error={error} onRetry={() => setError(undefined)} />}
      {total === 0 && <EmptyState>{t('noneFound')}</EmptyState>}
      {!error && (
        <div className={classes.grid} data-empty={total === 0 || undefined}>
          <DataGrid<ChangeView>
            label={t('changes')}
            columns={columns}
            rowId={({ record }) => String(record)}
            rows={read}
            resetKey={`${kind ?? ''} ${search}`}
            stateKey="what-if"
            onRow={setChosen}
            onError={(cause) => setError(toUserError(cause))}
          />
        </div>
      )}
      {chosen && <ChangeInspector key={chosen.record} input={input} change={chosen} />}
    </>
  );
}

function useColumns(): ColDef<ChangeView>[] {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  const sizes = useSizes();
  return useMemo(() => {
    const plain = { sortable: false, ...TEXT_CELL } as const;
    const counted = ({ value }: { readonly value: unknown }) =>
      typeof value === 'number' && value > 0 ? number(value) : '';
    return [
      {
        ...plain,
        headerName: t('column.label'),
        colId: 'label',
        flex: 1,
        minWidth: 180,
        valueGetter: ({ data }) => data?.label,
      },
      {
        ...plain,
        headerName: t('column.kind'),
        colId: 'kind',
        width: 144,
        valueGetter: ({ data }) => data && t(`kindOne.${data.kind}`),
      },
      {
        ...plain,
        headerName: t('column.change'),
        colId: 'change',
        width: 240,
        headerTooltip: t('column.changeHelp'),
        valueGetter: ({ data }) => data && sizes(data),
      },
      {
        ...plain,
        headerName: t('column.records'),
        colId: 'records',
        width: 136,
        valueGetter: ({ data }) => data?.records,
        valueFormatter: counted,
      },
      {
        ...plain,
        cellClassRules: {},
        headerName: t('column.gained'),
        colId: 'gained',
        width: 136,
        valueGetter: ({ data }) => data?.pairsGained,
        valueFormatter: counted,
      },
      {
        ...plain,
        cellClassRules: {},
        headerName: t('column.lost'),
        colId: 'lost',
        width: 136,
        valueGetter: ({ data }) => data?.pairsLost,
        valueFormatter: counted,
      },
    ];
  }, [t, number, sizes]);
}
