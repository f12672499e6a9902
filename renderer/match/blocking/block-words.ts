import { useTranslation } from 'react-i18next';
import type { NamedBlockView } from '../../../shared/contract/match-advice.ts';
import { useModelWords, useValueTexts } from '../../app/model.ts';

const EITHER = '|';

/** What the records of a block have in common, in words: “phone 01 02 03 04 05, city PARIS”. */
export function useBlockWords(entity: string): (block: NamedBlockView) => string {
  const { i18n } = useTranslation();
  const words = useModelWords();
  const texts = useValueTexts(entity);
  const list = new Intl.ListFormat(i18n.language, { type: 'unit' });
  return ({ inCommon }) =>
    list.format(
      inCommon.map(({ attribute, transform, text }) => {
        const [first] = attribute.split(EITHER);
        const isWhole = transform === 'exact' || transform === 'last8';
        return `${words.attribute(entity, first!)} ${isWhole ? texts.one(first!, text) : text}`;
      }),
    );
}
