import { foldToken, tokenise } from './address-tokens.ts';
import {
  ARTICLES,
  DIRECTIONS,
  DOTTED_ABBREVIATIONS,
  ENGLISH_SUFFIXES,
  NAME_ABBREVIATIONS,
  STREET_TYPES,
  TYPE_ADJECTIVES,
} from './address-words.ts';

const OTHER_SHORT_FORMS = new Map([
  ['gd', 'grand'],
  ['gde', 'grande'],
  ['pt', 'petit'],
  ['pte', 'petite'],
  ['ntre', 'notre'],
]);

/** The street type that a street begins with, in full ("bd Foch" → "Boulevard"), or the English suffix it ends with. */
export function streetType(street: string): string | undefined {
  const words = street.trim().split(/\s+/);
  const first = foldToken(words[0] ?? '');
  const second = words[1] === undefined ? undefined : STREET_TYPES.get(foldToken(words[1]));
  const adjective = TYPE_ADJECTIVES.get(first);
  if (adjective && second?.strength === 'strong') return `${adjective} ${second.full}`;
  const type = STREET_TYPES.get(first);
  if (type && words.length > 1) return type.full;
  return words.length > 1 ? ENGLISH_SUFFIXES.get(foldToken(words[words.length - 1]!)) : type?.full;
}

function keyWord(word: string): string {
  const full =
    NAME_ABBREVIATIONS.get(word) ?? DOTTED_ABBREVIATIONS.get(word) ?? OTHER_SHORT_FORMS.get(word) ?? word;
  return DIRECTIONS.get(full) ?? foldToken(full);
}

/**
 * The key streets are compared by: folded, without type, articles and number signs, abbreviations in full, words in
 * their order. "Av. du Gal de Gaulle", "avenue Général De Gaulle" → "general gaulle". A street that is a type only
 * ("Grande Rue") keeps it.
 */
export function streetKey(street: string): string {
  const words = tokenise(street)
    .flatMap(({ key }) => key.split(/['-]/))
    .filter(Boolean);
  const hasAdjective = TYPE_ADJECTIVES.has(words[0] ?? '') && STREET_TYPES.has(words[1] ?? '');
  let from = hasAdjective ? 2 : STREET_TYPES.has(words[0] ?? '') && words.length > 1 ? 1 : 0;
  if (from >= words.length) from = 0;
  const isEnglish = from === 0 && words.length > 1 && ENGLISH_SUFFIXES.has(words[words.length - 1]!);
  const to = isEnglish ? words.length - 1 : words.length;
  const kept = words.slice(from, to).filter((word) => !ARTICLES.has(word));
  return (kept.length > 0 ? kept : words.slice(from, to)).map(keyWord).join(' ');
}

/** The key cities are compared by: folded, without CEDEX marks, hyphens as spaces, leading article dropped. */
export function cityKey(city: string): string {
  const words = tokenise(city)
    .flatMap(({ key }) => key.split(/['-]/))
    .filter(Boolean);
  const from = words.length > 1 && /^(?:l|la|le|les)$/.test(words[0]!) ? 1 : 0;
  return words
    .slice(from)
    .map((word) => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word))
    .join(' ');
}
