import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type EngineSentence, shapeOfSentence } from '../ui/engine-words.ts';

/** The reasons of a suggestion (main/engine/mapping/suggest-columns.ts). */
const REASONS: readonly EngineSentence[] = [
  [/^The header "(?<column>.*)" reads as (?<concept>.*)\.$/, 'header'],
  [/^The header "(?<column>.*)" is the attribute (?<concept>.*)\.$/, 'attribute'],
  [/^"(?<column>.*)" was mapped to (?<concept>.*) before\.$/, 'before'],
  [/^(?<share>\d+) % of the values read as (?<concept>.*)\.$/, 'values'],
  [/^The values agree\.$/, 'agree'],
  [/^The values do not look like it\.$/, 'disagree'],
  [/^The column is empty\.$/, 'empty'],
  [/^Kept as it is: (?<concept>.*)\.$/, 'kept'],
];

/** A reason of the engine in the reader's language; as it is when it is not one that is known. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation('mapping');
  return useMemo(() => {
    const conceptOf = (words: string): string => {
      const name = words.replaceAll(/[ .-]/g, '_').toLowerCase();
      const one = name.replace(/ies$/, 'y').replace(/s$/, '');
      return t([`kind.${name}`, `kind.${one}`], { defaultValue: words });
    };
    return (reason) => {
      const found = shapeOfSentence(reason, REASONS);
      if (!found) return reason;
      const { concept = '', ...gaps } = found.gaps;
      return t(`reason.${found.key}`, { ...gaps, concept: conceptOf(concept) });
    };
  }, [t]);
}
