import { foldToken } from './address-tokens.ts';
import { DOTTED_ABBREVIATIONS, ENGLISH_SUFFIXES, NAME_ABBREVIATIONS, PARTICLES } from './address-words.ts';

const ROMAN = /^[IVX]{2,6}$/;
const KEPT_IN_CAPITALS =
  /^(?:BP|CS|TSA|ZA|ZI|ZAC|ZUP|ZAE|RN|RD|CD|RDC|PO|NE|NW|SE|SW|[IVX]{2,6}|[A-Z]?\d+[A-Z]*)$/;
const FULL_NUMBER = /^\d/;
const ORDINAL = /^\d{1,2}(?:er|[eè]re|[eè]?me|e|i[eè]me|nde?)$/i;

/** True when the text is written in one case only, so that its case says nothing. */
export const isOneCase = (text: string): boolean =>
  text === text.toUpperCase() || text === text.toLowerCase();

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function caseWord(word: string, first: boolean, keep: boolean): string {
  if (ORDINAL.test(word)) return word.toLowerCase();
  const upper = word.toUpperCase();
  if (keep && (KEPT_IN_CAPITALS.test(upper) || ROMAN.test(upper))) return upper;
  const lower = word.toLowerCase();
  const apostrophe = /^([ld])['’](.+)$/.exec(lower);
  if (apostrophe)
    return `${first ? capitalise(apostrophe[1]!) : apostrophe[1]}'${capitalise(apostrophe[2]!)}`;
  if (FULL_NUMBER.test(word)) return lower;
  return !first && PARTICLES.has(foldToken(lower)) ? lower : capitalise(lower);
}

/**
 * French title case for a text written in capitals or in small letters only; any other is left as it is.
 * "RUE DE L'EGLISE" → "Rue de l'Eglise", "SAINT-PAL-DE-MONS" → "Saint-Pal-de-Mons", "LOUIS XIV" kept.
 * `afterType`: the text follows a street type, so that its first word may be a particle ("de la Paix").
 */
export function titleCase(text: string, afterType = false): string {
  if (!isOneCase(text)) return text;
  return text
    .split(' ')
    .map((word, at) => {
      if (!word.includes('-')) return caseWord(word, at === 0 && !afterType, true);
      return word
        .split('-')
        .map((part, inner) =>
          caseWord(part, inner === 0 && (at === 0 || !PARTICLES.has(foldToken(part))), inner > 0),
        )
        .join('-');
    })
    .join(' ');
}

const MAY_ABBREVIATE = /(?:^|[\s-])(?:[A-Za-z]\.[A-Za-z]|\p{L}{1,5}\.?(?=[\s-]))/u;

/** Titles inside a street name written in full: "Gal de Gaulle" → "Général de Gaulle", "St Honoré" → "Saint-Honoré". */
export function expandName(name: string): string {
  if (!MAY_ABBREVIATE.test(name)) return name;
  const words = name.split(' ');
  const expanded: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const full = expandWord(words[at]!, at === words.length - 1);
    if (full.startsWith('Saint') && full !== words[at] && !full.includes('-') && at + 1 < words.length) {
      expanded.push(`${full}-${words[++at]}`);
    } else expanded.push(full);
  }
  return expanded.join(' ');
}

function expandWord(word: string, last: boolean): string {
  const hyphen = word.indexOf('-');
  if (hyphen > 0) {
    const head = foldToken(word.slice(0, hyphen));
    const saint = head === 'st' || head === 'ste' ? NAME_ABBREVIATIONS.get(head) : undefined;
    return saint ? saint + word.slice(hyphen) : word;
  }
  if (last || word.length > 6) return word;
  const key = foldToken(word);
  const dotted = word.endsWith('.') ? DOTTED_ABBREVIATIONS.get(key) : undefined;
  return NAME_ABBREVIATIONS.get(key) ?? dotted ?? word;
}

/** "la cienega blvd." → "la cienega Boulevard": the suffix of a street without a French type, in full. */
export function expandEnglishSuffix(street: string): string {
  const space = street.lastIndexOf(' ');
  if (space < 0) return street;
  const full = ENGLISH_SUFFIXES.get(foldToken(street.slice(space + 1)));
  return full ? `${street.slice(0, space)} ${full}` : street;
}
