import { foldWord, STREET_TYPES } from './address-words.ts';

/** What stood before a token: nothing or a blank, a comma, a line break, or a dash between blanks. */
export type Separator = ' ' | ',' | '\n' | '-';

/** A word of an address with its folded spelling (no accents, no full stops, lower case). */
export interface Token {
  readonly text: string;
  readonly key: string;
  readonly before: Separator;
}

const folded = new Map<string, string>();
const FOLDED_LIMIT = 50_000;

/** {@link foldWord} with a bounded memory: the words of addresses repeat a great deal. */
export function foldToken(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const key = foldWord(text);
  if (text.length > 40) return key;
  if (folded.size >= FOLDED_LIMIT) folded.clear();
  folded.set(text, key);
  return key;
}

const WORDS = /[^\s,;|()]+|[\n\r,;|()]/g;
const ABBREVIATION_GLUED = /^(\p{L}{1,5})\.([\p{L}'’].*)$/u;
const NUMBER_GLUED = /^(\d{1,5})(\p{L}{2,}\.?)$/u;
/** English: of "3rd", "rd" is no road. */
const ORDINAL = /^\d*(?:1st|2nd|3rd|\dth)\.?$/i;
const DASH = /^[-–—/_]+$/;

/** Splits an address into words; every non-blank character but separators is in exactly one of them. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let before: Separator = ' ';
  for (const word of text.match(WORDS) ?? []) {
    if (word === '\n' || word === '\r') before = '\n';
    else if (word.length === 1 && ',;|()'.includes(word)) before = before === '\n' ? '\n' : ',';
    else if (DASH.test(word)) before = before === ' ' ? '-' : before;
    else {
      pushWord(tokens, word, before);
      before = ' ';
    }
  }
  return tokens;
}

/** "R.DU GUE" and "12rue" are two words each. */
function pushWord(tokens: Token[], word: string, before: Separator): void {
  const first = word.charCodeAt(0);
  const startsWithDigit = first >= 48 && first <= 57;
  const glued = startsWithDigit
    ? NUMBER_GLUED.exec(word)
    : word.includes('.')
      ? ABBREVIATION_GLUED.exec(word)
      : null;
  const isOrdinal = startsWithDigit && ORDINAL.test(word);
  if (glued && !isOrdinal && STREET_TYPES.has(foldToken(glued[startsWithDigit ? 2 : 1]!))) {
    const head = startsWithDigit ? glued[1]! : `${glued[1]}.`;
    tokens.push({ text: head, key: foldToken(head), before });
    tokens.push({ text: glued[2]!, key: foldToken(glued[2]!), before: ' ' });
  } else tokens.push({ text: word, key: foldToken(word), before });
}

/** A comma or a line break stands before it (or nothing at all). */
export const startsSegment = (tokens: readonly Token[], at: number, start: number): boolean =>
  at === start || tokens[at]!.before === ',' || tokens[at]!.before === '\n';

/** The words from `from` to `to` (excluded) as text again. */
export function textOf(tokens: readonly Token[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) {
    const token = tokens[at]!;
    if (at > from) text += token.before === ' ' ? ' ' : token.before === '-' ? ' - ' : ', ';
    text += token.text;
  }
  return text;
}
