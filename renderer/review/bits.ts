import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Weights as “+4.2” and “−1.5”, in the reader's writing. */
export function useBits(): (value: number) => string {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const format = new Intl.NumberFormat(i18n.language.startsWith('fr') ? 'fr-FR' : 'en-GB', {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    });
    return (value) => format.format(value).replace('-', '−');
  }, [i18n.language]);
}
