import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AccuracyResult } from '../../shared/contract/accuracy.ts';
import { useFormat } from '../ui/format.ts';
import classes from './accuracy.module.css';

/** What the figures are of, and what they cannot see: said beside them, not in a manual. */
export function Caveats({ result }: { readonly result: AccuracyResult }) {
  const { t } = useTranslation('accuracy');
  const { number, dateTime } = useFormat();
  const { sample, run, unsure, gone, isOwnRun, isBiased } = result;
  const notes = [
    t('note.run', { at: dateTime(run.at) }),
    t('note.review'),
    run.leastWeight === null ? t('note.unseen') : t('note.unseenBelow', { bits: number(run.leastWeight) }),
    ...(isOwnRun ? [] : [t('note.otherRun', { at: dateTime(sample.runAt) })]),
    ...(unsure > 0 ? [t('note.unsure', { count: unsure, unsure: number(unsure) })] : []),
    ...(gone > 0 ? [t('note.gone', { count: gone, gone: number(gone) })] : []),
  ];
  return (
    <>
      {sample.spentAt !== null && (
        <p className={classes.warning}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          <span>{isBiased ? t('note.biased') : t('note.spent', { at: dateTime(sample.spentAt) })}</span>
        </p>
      )}
      <ul className={classes.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}
