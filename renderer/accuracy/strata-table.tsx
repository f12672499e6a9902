import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccuracyStratum } from '../../shared/contract/accuracy.ts';
import { useFormat } from '../ui/format.ts';
import classes from './accuracy.module.css';

/** Each stratum: what it was when the sample was drawn, how much of it is labelled, and what the labels say. */
export function StrataTable({ strata }: { readonly strata: readonly AccuracyStratum[] }) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const numbers = ['size', 'labelled', 'hit', 'wrong', 'missed', 'right', 'unsure'] as const;
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('stratum.state')}</Table.Th>
            <Table.Th>{t('stratum.weights')}</Table.Th>
            {numbers.map((name) => (
              <Table.Th key={name} className={classes.right}>
                {t(`stratum.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {strata.map((stratum) => (
            <Table.Tr key={`${stratum.state} ${stratum.from}`}>
              <Table.Td>{t(`state.${stratum.state}`)}</Table.Td>
              <Table.Td className="o-num">
                <Weights stratum={stratum} />
              </Table.Td>
              {numbers.map((name) => (
                <Table.Td key={name} className={`${classes.right} o-num`} data-zero={stratum[name] === 0}>
                  {number(stratum[name])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Weights({ stratum: { state, from, to } }: { readonly stratum: AccuracyStratum }) {
  const { t } = useTranslation('accuracy');
  const { number } = useFormat();
  const bits = (value: number) => number(Number(value.toFixed(1)));
  if (state === 'through') return t('weights.none');
  if (from === null && to === null) return t('weights.all');
  if (from === null) return t('weights.below', { to: bits(to ?? 0) });
  if (to === null) return t('weights.from', { from: bits(from) });
  return t('weights.between', { from: bits(from), to: bits(to) });
}
