import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import { useFormat } from '../ui/format.ts';
import type { Suggested } from './draft.ts';
import { useReason } from './reason-text.ts';
import { useTargetLabel } from './targets.ts';

/** What the rows of the rules say, put into words once for all of them: a row of its own words would cost much more. */
export interface RuleWords {
  readonly target: (to: string) => string;
  /** What is done on the way. */
  readonly how: (rule: MappingRule) => string;
  readonly sure: (confidence: number) => string;
  readonly reasons: (suggested: Suggested) => string;
  readonly gone: (columns: readonly string[]) => string;
  readonly remove: (to: string) => string;
  readonly byHand: string;
  readonly chooseColumns: string;
  readonly chooseTarget: string;
}

export function useRuleWords(entity: EntityType | undefined): RuleWords {
  const { t } = useTranslation('mapping');
  const { percent } = useFormat();
  const target = useTargetLabel(entity);
  const reasonOf = useReason();
  return useMemo(
    () => ({
      target,
      how: (rule) => {
        const codes = Object.keys(rule.codes ?? {}).length;
        return [
          ...(rule.type ? [t(`valueType.${rule.type}`, { defaultValue: rule.type })] : []),
          ...(rule.group ? [t('rules.group', { group: rule.group })] : []),
          ...(rule.dateOrder ? [t(`dateOrder.${rule.dateOrder}`)] : []),
          ...(rule.transforms ?? []).map(({ op }) => t(`op.${op}`)),
          ...(codes > 0 ? [t('rules.codes', { count: codes })] : []),
        ].join(' · ');
      },
      sure: percent,
      reasons: ({ reasons }) => reasons.map(reasonOf).join(' '),
      gone: (columns) => t('rules.gone', { columns: columns.join(', '), count: columns.length }),
      remove: (to) => t('rules.remove', { target: target(to) }),
      byHand: t('rules.byHand'),
      chooseColumns: t('rules.chooseColumns'),
      chooseTarget: t('rules.choose'),
    }),
    [t, percent, target, reasonOf],
  );
}
