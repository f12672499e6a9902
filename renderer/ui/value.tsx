import { IconDiamond } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

export type ValueKind = 'raw' | 'standardised' | 'golden';

interface ValueProps {
  readonly kind: ValueKind;
  readonly value: string | null | undefined;
  /** Shown in the place of the value's text, e.g. with its differences marked. */
  readonly children?: ReactNode;
}

/** A blank, said as one: never an empty gap that could be a fault. */
export function Blank() {
  const { t } = useTranslation('ui');
  return (
    <span className={classes.blank} title={t('blank')}>
      <span aria-hidden="true">∅</span>
      <span className="o-sr">{t('blank')}</span>
    </span>
  );
}

/** A value in the look of its kind, the same everywhere; cut when too wide, whole on hover. */
export function Value({ kind, value, children }: ValueProps) {
  if (value === null || value === undefined || value === '') return <Blank />;
  return (
    <span className={`${classes.value} ${classes[kind]}`} title={value} dir="auto">
      {kind === 'golden' && <IconDiamond size={12} aria-hidden="true" className={classes.goldMark} />}
      {children ?? value}
    </span>
  );
}
