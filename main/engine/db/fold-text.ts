const ASCII = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const GAPS = /\s+/gu;
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  '’': "'",
};
const LETTER = /[œæßøđðþłı’]/g;

/** What a person's search goes by: lower case, no accents, ligatures spelled out, single spaces; punctuation stays. */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(GAPS, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(GAPS, ' ')
    .trim();
}
