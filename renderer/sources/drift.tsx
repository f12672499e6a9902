import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/format.ts';
import classes from './sources.module.css';

/** What changed in the columns since the version before; the engine's ColumnDrift. */
interface Drift {
  readonly renamed: readonly { readonly from: string; readonly to: string; readonly confidence: number }[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  readonly reordered: boolean;
}

const isDrift = (value: unknown): value is Drift =>
  typeof value === 'object' && value !== null && 'renamed' in value && 'missing' in value && 'added' in value;

/** Columns renamed, gone, new or in another order since the last version; the contract passes drift as it is. */
export function DriftText({ drift }: { readonly drift: unknown }) {
  const { t } = useTranslation('sources');
  const { percent } = useFormat();
  if (!isDrift(drift)) return <span className={classes.muted}>{t('drift.first')}</span>;
  const lines = [
    ...drift.renamed.map(({ from, to, confidence }) =>
      t('drift.renamed', { from, to, confidence: percent(confidence) }),
    ),
    ...(drift.missing.length > 0
      ? [t('drift.missing', { count: drift.missing.length, columns: drift.missing.join(', ') })]
      : []),
    ...(drift.added.length > 0
      ? [t('drift.added', { count: drift.added.length, columns: drift.added.join(', ') })]
      : []),
    ...(drift.reordered ? [t('drift.reordered')] : []),
  ];
  if (lines.length === 0) return <span className={classes.muted}>{t('drift.none')}</span>;
  return (
    <ul className={classes.plain}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
