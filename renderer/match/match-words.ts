import { useTranslation } from 'react-i18next';
import type { BlockingKey, BlockingRule } from '../../shared/model/match-model.ts';
import { useModelWords } from '../app/model.ts';

export interface MatchWords {
  comparison(name: string): string;
  level(name: string): string;
  /** Rules the engine named after their keys in words; those that a person named as they are. */
  rule(name: string): string;
}

const written = ({ attribute, transform }: BlockingKey): string =>
  transform === 'exact' ? attribute : `${attribute}:${transform}`;

/** Comparisons, levels and blocking rules of one entity in the reader's language. */
export function useMatchWords(entity: string, rules: readonly BlockingRule[]): MatchWords {
  const { t, i18n } = useTranslation(['match', 'review']);
  const words = useModelWords();
  const either = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const key = ({ attribute, transform }: BlockingKey): string => {
    const of = either.format(attribute.split('|').map((name) => words.attribute(entity, name)));
    if (transform === 'exact') return of;
    return t('keyBy', { attribute: of, transform: t(`transform.${transform}`, { defaultValue: transform }) });
  };
  return {
    comparison: (name) => words.attribute(entity, name),
    level: (name) => t(`review:level.${name}`, { defaultValue: name }),
    rule(name) {
      const found = rules.find((rule) => rule.name === name);
      const isNamedByKeys = found && found.keys.map(written).join(' + ') === name;
      return isNamedByKeys ? found.keys.map(key).join(' + ') : name;
    },
  };
}
