import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from './format.ts';

interface CountProps {
  readonly value: number;
  /** Of how many: “4 171 of 10 000”. */
  readonly of?: number;
  /** In the plural form that fits, e.g. “records”. */
  readonly unit?: string;
  /** Where the rows counted are shown. */
  readonly to?: string;
}

/** A number with its denominator and unit; opens the rows it counts. */
export function Count({ value, of, unit, to }: CountProps) {
  const { t } = useTranslation('ui');
  const { number } = useFormat();
  const figure = of === undefined ? number(value) : t('countOf', { count: number(value), of: number(of) });
  const text = unit === undefined ? figure : t('countUnit', { figure, unit });
  if (to === undefined) return <span className="o-num">{text}</span>;
  return (
    <Anchor component={Link} href={to} inherit className="o-num">
      {text}
    </Anchor>
  );
}
