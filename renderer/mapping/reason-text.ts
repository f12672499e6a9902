import { useTranslation } from 'react-i18next';

/** The engine gives its reasons in English: these are the ones it has, and how the catalogue says them. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^The header "(?<column>.*)" reads as (?<concept>.*)\.$/, 'header'],
  [/^The header "(?<column>.*)" is the attribute (?<concept>.*)\.$/, 'attribute'],
  [/^"(?<column>.*)" was mapped to (?<concept>.*) before\.$/, 'before'],
  [/^The values agree\.$/, 'agree'],
  [/^The values do not look like it\.$/, 'disagree'],
  [/^The column is empty\.$/, 'empty'],
  [/^Kept as it is: (?<concept>.*)\.$/, 'kept'],
];

/** A reason of the engine in the reader's language; as it is when it is not one that is known. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation('mapping');
  return (reason) => {
    for (const [pattern, key] of REASONS) {
      const found = pattern.exec(reason);
      if (!found) continue;
      const { column = '', concept = '' } = found.groups ?? {};
      return t(`reason.${key}`, {
        column,
        concept: t(`kind.${concept.replaceAll(' ', '_')}`, { defaultValue: concept }),
      });
    }
    return reason;
  };
}
