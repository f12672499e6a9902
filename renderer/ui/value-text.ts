import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Kind, Label } from '../../shared/kinds/kinds.ts';

/** What must be known of an attribute to write its values as the reader would. */
export interface ValueType {
  readonly kind: Kind;
  /** Leading value → what it is called, where the attribute has a code list. */
  readonly codes?: ReadonlyMap<string, Label | undefined>;
}

export interface ValueWords {
  /** Male, female and whatever else the standard says of sex, by their code. */
  sex(code: string): string;
  boolean(value: boolean): string;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const NUMBER = /^-?\d{1,15}(\.\d+)?$/;

/**
 * Standardised values as a person of that language writes them. What has not the shape its kind promises is left as it
 * is: nothing is hidden by being made pretty.
 */
export function valueTextOf(language: string, words: ValueWords): (type: ValueType, value: string) => string {
  const isFrench = language.startsWith('fr');
  const locale = isFrench ? 'fr-FR' : 'en-GB';
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
  // A time without its zone is the one on the clock of whoever wrote it: it is not moved.
  const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });

  const dateText = (value: string): string => {
    if (DATE.test(value)) return tried(value, () => date.format(new Date(`${value}T00:00:00Z`)));
    const zone = MOMENT.exec(value);
    if (!zone) return value;
    const iso = value.replace(' ', 'T');
    return tried(value, () =>
      zone[3] === undefined ? clock.format(new Date(`${iso}Z`)) : moment.format(new Date(iso)),
    );
  };
  const named = (names: Intl.DisplayNames, value: string): string =>
    tried(value, () => names.of(value) ?? value);

  return ({ kind, codes }, value) => {
    if (value === '') return value;
    switch (kind) {
      case 'date':
      case 'datetime':
        return dateText(value);
      case 'amount':
        return NUMBER.test(value) ? money.format(Number(value)) : value;
      case 'integer':
        return NUMBER.test(value) ? whole.format(Number(value)) : value;
      case 'boolean':
        return value === 'true' || value === 'false' ? words.boolean(value === 'true') : value;
      case 'sex':
        return words.sex(value);
      case 'country':
        return /^[A-Z]{2}$/.test(value) ? named(regions, value) : value;
      case 'language':
        return /^[a-z]{2,3}$/.test(value) ? named(languages, value) : value;
      case 'phone':
        return phoneText(value);
      default:
        return codes?.get(value)?.[isFrench ? 'fr' : 'en'] ?? value;
    }
  };
}

/** French numbers in pairs, as they are read out; others as they are. */
function phoneText(value: string): string {
  const french = /^\+33([1-9])(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(value);
  return french ? `+33 ${french.slice(1).join(' ')}` : value;
}

function tried(value: string, text: () => string): string {
  try {
    return text();
  } catch {
    return value;
  }
}

/** {@link valueTextOf} in the language of the window. */
export function useValueTextOf(): ReturnType<typeof valueTextOf> {
  const { t, i18n } = useTranslation('ui');
  return useMemo(
    () =>
      valueTextOf(i18n.language, {
        sex: (code) => t(`sex.${code}`, { defaultValue: code }),
        boolean: (value) => t(value ? 'yes' : 'no'),
      }),
    [i18n.language, t],
  );
}

/** The elements of a value that has several, as the engine joins them in one cell. */
export const SEVERAL = '; ';
