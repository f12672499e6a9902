import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeView } from '../../../shared/contract/what-if.ts';
import { useFormat } from '../../ui/format.ts';

/** Sizes written out; beyond, they are counted. */
const MOST = 6;

/** Records of each person before and after: “3 → 2 + 1”. */
export function useSizes(): (change: Pick<ChangeView, 'left' | 'right'>) => string {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  return useCallback(
    ({ left, right }) => {
      const sum = (sizes: readonly number[]) => {
        const more = sizes.length - MOST;
        const shown = sizes.slice(0, MOST).map((size) => number(size));
        return [...shown, ...(more > 0 ? [t('morePeople', { count: more })] : [])].join(' + ');
      };
      return `${sum(left)} → ${sum(right)}`;
    },
    [t, number],
  );
}
