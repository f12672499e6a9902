import { Button, SegmentedControl, Table, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AffectedPair, ThresholdChange } from '../../shared/contract/match.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useBits } from '../review/bits.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import type { Thresholds } from './histogram-model.ts';
import classes from './match.module.css';
import { PairInspector } from './pair-inspector.tsx';

/** Pairs of one page of the list. */
const PAGE = 15;

const keyOf = ({ from, to }: Pick<ThresholdChange, 'from' | 'to'>): string => `${from} ${to}`;

interface AffectedProps {
  readonly entity: string;
  /** That are tried; not saved yet. */
  readonly thresholds: Thresholds;
}

/** The people whom other thresholds would concern: pairs that would be treated otherwise, kind by kind. */
export function Affected({ entity, thresholds }: AffectedProps) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  const [chosen, choose] = useState<string | null>(null);
  const [offset, setOffset] = useState(0);
  const [shown, show] = useState<AffectedPair | null>(null);
  const [from, to] = (chosen?.split(' ') ?? []) as [ThresholdChange['from']?, ThresholdChange['to']?];
  const affected = useQuery({
    ...api.match.affected.queryOptions({
      input: { entity, ...thresholds, ...(from && to && { from, to }), offset, limit: PAGE },
    }),
    placeholderData: keepPreviousData,
  });
  if (affected.isPending) return <LoadingState rows={3} />;
  if (affected.isError)
    return <ErrorState error={toUserError(affected.error)} onRetry={() => void affected.refetch()} />;
  const { changes, pairs } = affected.data;
  const current = changes.find((change) => keyOf(change) === chosen) ?? changes[0];
  return (
    <section className={classes.affected} aria-labelledby="match-affected" aria-live="polite">
      <h3 id="match-affected">{t('affected.title')}</h3>
      {!current && <p className={classes.help}>{t('affected.none')}</p>}
      {current && (
        <>
          <SegmentedControl
            aria-label={t('affected.kind')}
            value={keyOf(current)}
            onChange={(key) => {
              choose(key);
              setOffset(0);
            }}
            data={changes.map((change) => ({
              value: keyOf(change),
              label: t(`affected.change.${change.from}.${change.to}`, {
                count: change.pairs,
                formatted: number(change.pairs),
              }),
            }))}
          />
          <Pairs pairs={pairs} shown={shown} onShow={show} />
          <Paging offset={offset} total={current.pairs} onChange={setOffset} />
        </>
      )}
      {shown && <PairInspector entity={entity} pair={shown} />}
    </section>
  );
}

interface PairsProps {
  readonly pairs: readonly AffectedPair[];
  readonly shown: AffectedPair | null;
  readonly onShow: (pair: AffectedPair) => void;
}

function Pairs({ pairs, shown, onShow }: PairsProps) {
  const { t } = useTranslation('match');
  const bits = useBits();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('affected.people')}</Table.Th>
          <Table.Th className={classes.right}>{t('weight')}</Table.Th>
          <Table.Th>{t('affected.now')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pairs.map((pair) => {
          const isShown = shown?.leftId === pair.leftId && shown.rightId === pair.rightId;
          return (
            <Table.Tr key={`${pair.leftId},${pair.rightId}`} data-selected={isShown || undefined}>
              <Table.Td>
                <UnstyledButton
                  className={classes.openPair}
                  aria-pressed={isShown}
                  onClick={() => onShow(pair)}
                >
                  {pair.label}
                </UnstyledButton>
              </Table.Td>
              <Table.Td className={`${classes.right} o-num`}>{bits(pair.weight)}</Table.Td>
              <Table.Td>{t(`affected.state.${pair.state}`)}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

interface PagingProps {
  readonly offset: number;
  readonly total: number;
  readonly onChange: (offset: number) => void;
}

function Paging({ offset, total, onChange }: PagingProps) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  if (total <= PAGE) return null;
  const last = Math.min(total, offset + PAGE);
  return (
    <div className={classes.paging}>
      <Button variant="default" disabled={offset === 0} onClick={() => onChange(Math.max(0, offset - PAGE))}>
        {t('affected.before')}
      </Button>
      <span className="o-num">
        {t('affected.range', { first: number(offset + 1), last: number(last), total: number(total) })}
      </span>
      <Button variant="default" disabled={last >= total} onClick={() => onChange(offset + PAGE)}>
        {t('affected.after')}
      </Button>
    </div>
  );
}
