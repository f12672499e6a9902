const MARKS = /\p{M}+/gu;
const LIGATURES = /[œæßøđðþłıħŧŋĸſƒ]/g;
const LIGATURE: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ſ: 's',
  ƒ: 'f',
};

/** Lower case, no accents, ligatures spelled out; everything else as it is: `Cœur d’Été` → `coeur d’ete`. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(LIGATURES, (letter) => LIGATURE[letter] ?? letter);
}

const FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
const ASCII = /^[\0-\x7f]*$/;
const NOT_WORD_ASCII = /[^a-z0-9]+/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * The key texts are compared by everywhere: {@link plainLetters}, with everything but letters and digits turned into
 * single spaces. Scripts other than Latin keep their letters.
 */
export function foldKey(text: string): string {
  if (FOLDED.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase().replace(NOT_WORD_ASCII, ' ').trim();
  return plainLetters(text).replace(NOT_WORD, ' ').trim();
}
