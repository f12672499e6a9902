import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import classes from './match.module.css';

export interface CaughtRow {
  readonly name: 'now' | 'proposed' | 'outcome';
  readonly merged: number;
  readonly review: number;
  /** Kept apart by a guard or a decision; a weight alone says nothing of it. */
  readonly cut?: number;
}

/**
 * What the thresholds catch by weight alone, beside what the run made of it: a doubtful pair may come together through
 * others, a strong one be kept apart.
 */
export function Caught({ rows }: { readonly rows: readonly CaughtRow[] }) {
  const { t } = useTranslation('match');
  const { number } = useFormat();
  return (
    <div className={classes.caught}>
      <Table aria-live="polite">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('caught')}</Table.Th>
            <Table.Th className={classes.right}>
              <span className={classes.keyMerged} aria-hidden="true" />
              {t('caughtMerged')}
            </Table.Th>
            <Table.Th className={classes.right}>
              <span className={classes.keyReview} aria-hidden="true" />
              {t('caughtReview')}
            </Table.Th>
            <Table.Th className={classes.right}>
              <Term name="guard">{t('caughtCut')}</Term>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, merged, review, cut }) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`caughtBy.${name}`)}</Table.Td>
              <Table.Td className={`${classes.right} o-num`}>{number(merged)}</Table.Td>
              <Table.Td className={`${classes.right} o-num`}>{number(review)}</Table.Td>
              <Table.Td className={`${classes.right} o-num`}>
                {cut === undefined ? '–' : number(cut)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <p className={classes.help}>{t('caughtHelp')}</p>
    </div>
  );
}
