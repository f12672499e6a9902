import { plainLetters } from '../../../shared/kinds/fold.ts';

const ASCII = /^[\x20-\x7e]*$/;
const GAPS = /\s+/gu;

/** What a person's search goes by: lower case, no accents, ligatures spelled out, single spaces; punctuation stays. */
export function foldText(text: string): string {
  const plain = ASCII.test(text) ? text.toLowerCase() : plainLetters(text).replaceAll('’', "'");
  return plain.replace(GAPS, ' ').trim();
}
