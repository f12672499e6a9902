import { titleCase } from './address-case.ts';
import { foldToken } from './address-tokens.ts';
import { memoise } from './memo.ts';

const CEDEX = /\s*[,-]?\s*\b[Cc][EeÉé][Dd][EeÉé][Xx]\.?\s*(\d{0,2})(?=\s|$|,)/u;
const MAY_HOLD_CEDEX = /c[eé]dex/i;
const HAS_DIGIT = /\d/;
const ARRONDISSEMENT =
  /^(paris|lyon|marseille)[\s,-]*(?:cedex\s*)?(\d{1,2})(?:\s*(?:er|e|eme|ieme|nd|nde)?)(?:[\s-]*arr(?:t|dt|ond|ondissement)?)?$/;
const ARTICLE = /^(?:Les?|La|L['’]|les?|la|LES?|LA)$/;
const LINKS = new Set('sur sous les lez en de du des d la le l au aux a et pres'.split(' '));
const DEPARTMENTS = new Map([
  ['paris', '75'],
  ['lyon', '69'],
  ['marseille', '13'],
]);

/** A city name without CEDEX, arrondissement and abbreviations. */
export interface CleanCity {
  readonly city: string;
  /** The postcode that an arrondissement stands for: "Paris 12e" → 75012. */
  readonly arrondissement?: string;
}

/**
 * Canonical spelling of a city: CEDEX and arrondissement off, St/Ste and s/ in full, title case when written in one
 * case, and, for France, hyphens as in the official names ("Saint Martin sur Orne" → "Saint-Martin-sur-Orne").
 * Accents stay as given.
 */
export const cleanCity = (raw: string, french: boolean): CleanCity =>
  french ? cleanFrenchCity(raw) : { city: titleCase(trimmed(raw)) };

const cleanFrenchCity = memoise((raw: string): CleanCity => {
  const text = trimmed(raw);
  const arrondissement = HAS_DIGIT.test(text) ? ARRONDISSEMENT.exec(foldToken(text)) : null;
  if (arrondissement) return arrondissementCity(text, arrondissement[1]!, Number(arrondissement[2]));
  return { city: hyphenate(titleCase(text).split(' ').map(expandCityWord)) };
});

function trimmed(raw: string): string {
  const text = MAY_HOLD_CEDEX.test(raw) ? raw.replace(CEDEX, ' ') : raw;
  return text.replace(/^[\s.,;:-]+|[\s.,;:-]+$/g, '').replace(/\s+/g, ' ');
}

function arrondissementCity(text: string, name: string, number: number): CleanCity {
  const city = titleCase(text.slice(0, name.length));
  const last = name === 'paris' ? 20 : name === 'lyon' ? 9 : 16;
  if (number < 1 || number > last) return { city };
  return { city, arrondissement: DEPARTMENTS.get(name)! + String(number).padStart(3, '0') };
}

const SAINT = /^(Ste?|STE?|ste?)(?:\.|(-)|$)(.*)$/;
const OVER = /^[Ss]\/([Ss](?:\/|$))?(.*)$/;

/** "St" → "Saint", "St-Denis" → "Saint-Denis", "s/" → "sur", "s/s" → "sous". */
function expandCityWord(word: string): string {
  const saint = SAINT.exec(word);
  if (saint) {
    const full = saint[1]!.length === 2 ? 'Saint' : 'Sainte';
    return saint[3] ? `${full}-${saint[3]}` : full;
  }
  const over = OVER.exec(word);
  if (!over) return word;
  const link = over[1] === undefined ? 'sur' : 'sous';
  return over[2] ? `${link} ${over[2]}` : link;
}

/** Official names join all words but a leading article. Applied where a Saint or a linking word tells a French name. */
function hyphenate(words: readonly string[]): string {
  const parts = words.join(' ').split(' ');
  const from = parts.length > 1 && ARTICLE.test(parts[0]!) ? 1 : 0;
  const tail = parts.slice(from);
  if (tail.length < 2 || !tail.some((word, at) => isLink(word, at))) return parts.join(' ');
  const joined = tail.map((word, at) => (at > 0 && LINKS.has(foldToken(word)) ? word.toLowerCase() : word));
  return [...parts.slice(0, from), joined.join('-')].join(' ');
}

function isLink(word: string, at: number): boolean {
  const key = foldToken(word);
  return at === 0 ? key === 'saint' || key === 'sainte' : LINKS.has(key) || /^[ld]'/.test(key);
}
