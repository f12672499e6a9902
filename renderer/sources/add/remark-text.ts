import { useTranslation } from 'react-i18next';
import { type EngineSentence, shapeOfSentence } from '../../ui/engine-words.ts';

/** What the readers remark on a file (main/engine/sources/read). */
const REMARKS: readonly EngineSentence[] = [
  [/^Not UTF-8; reads as (?<encoding>.+)\.$/, 'notUtf8'],
  [/^No byte-order mark; reads as (?<encoding>.+)\.$/, 'noMark'],
  [/^UTF-8 with (?<count>\d+) place\(s\) that are not: .*$/, 'strays'],
  [/^(?<count>\d+) (?:line|row)\(s\) before the header are skipped\.$/, 'skipped'],
  [/^No header: the columns are numbered\.$/, 'noHeader'],
  [/^One column: no delimiter found\.$/, 'oneColumn'],
  [/^Rows are longer than the header: columns were added\.$/, 'widened'],
  [/^The sheet is hidden\.$/, 'hidden'],
  [/^(?<count>\d+) file\(s\) of the archive hold no table that can be read\.$/, 'unreadable'],
];

/** A remark of the engine in the reader's language; as it is when it is not one that is known. */
export function useRemark(): (remark: string) => string {
  const { t } = useTranslation('sources');
  return (remark) => {
    const found = shapeOfSentence(remark, REMARKS);
    if (!found) return remark;
    const { count, ...gaps } = found.gaps;
    return t(`remark.${found.key}`, { ...gaps, ...(count && { count: Number(count) }) });
  };
}
