import countries from 'i18n-iso-countries/codes.json' with { type: 'json' };
import german from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import french from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import italian from 'i18n-iso-countries/langs/it.json' with { type: 'json' };
import dutch from 'i18n-iso-countries/langs/nl.json' with { type: 'json' };
import portuguese from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { error, info, NO_FINDINGS, type Standardised } from './types.ts';

/** Spellings the name lists do not have, as fold keys; plates of the Vienna Convention where no ISO code claims them. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  AE: 'emirats|eau|uae',
  AT: 'a|oesterreich|republique d autriche',
  BE: 'b|belgie|belgique belgie|royaume de belgique',
  BR: 'bresil|brasil',
  CH: 'suisse|schweiz|svizzera|svizra|confederation suisse|confederation helvetique|helvetia|suiss',
  CD: 'rdc|rd congo|congo kinshasa|republique democratique du congo|zaire',
  CG: 'congo brazzaville|republique du congo|congo',
  CI: 'cote d ivoire|ivory coast|rci',
  CV: 'cap vert|cape verde',
  CZ: 'tchequie|republique tcheque|czech republic|ceska republika|cesko',
  DE: 'd|allemagne|rfa|deutschland|bundesrepublik deutschland|republique federale d allemagne|alemania|brd',
  DK: 'danmark',
  DZ: 'algerie',
  ES: 'e|espagne|espana|royaume d espagne|spain',
  FI: 'suomi',
  FR: 'f|france|france metropolitaine|republique francaise|la france|frankreich|french republic|francia|fr fr|fance|frane|farnce',
  GB: 'royaume uni|angleterre|ecosse|pays de galles|irlande du nord|england|scotland|wales|northern ireland|uk|u k|gb|grande bretagne|great britain|united kingdom|royaume uni de grande bretagne et d irlande du nord',
  GF: 'guyane|guyane francaise|french guiana',
  GP: 'guadeloupe',
  GR: 'hellas|ellada|el',
  HU: 'magyarorszag',
  IE: 'eire|irl|republique d irlande',
  IT: 'i|italie|italia',
  KR: 'coree du sud|south korea|coree|korea',
  KP: 'coree du nord|north korea',
  LU: 'l|luxembourg|luxemburg|letzebuerg|grand duche de luxembourg',
  MA: 'maroc|al maghrib',
  MC: 'monaco|principaute de monaco',
  MK: 'macedoine|macedoine du nord',
  MQ: 'martinique',
  NC: 'nouvelle caledonie',
  NL: 'pays bas|hollande|holland|nederland|the netherlands|niederlande',
  NO: 'norge',
  PF: 'polynesie|polynesie francaise|tahiti',
  PL: 'polska',
  PT: 'p|portugal',
  RE: 'reunion|la reunion|ile de la reunion|l ile de la reunion',
  RU: 'russie|russia|federation de russie|rossiya',
  SE: 's|sverige',
  SY: 'syrie|syria',
  TW: 'taiwan',
  US: 'usa|u s a|us|u s|etats unis|etats unis d amerique|the united states|united states|united states of america|amerique|estados unidos|vereinigte staaten',
  VA: 'vatican|saint siege',
  VN: 'viet nam|vietnam',
  YT: 'mayotte',
};

interface NameList {
  readonly countries: Readonly<Record<string, string | readonly string[]>>;
}

const BY_KEY = build();

function build(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const add = (name: string, code: string): void => {
    const key = foldKey(name);
    if (key !== '' && !map.has(key)) map.set(key, code);
  };
  for (const [alpha2, alpha3, numeric] of countries) {
    add(alpha2!, alpha2!);
    add(alpha3!, alpha2!);
    add(numeric!, alpha2!);
  }
  for (const [code, names] of Object.entries(OTHER_NAMES))
    for (const name of names.split('|')) add(name, code);
  for (const list of [french, english, german, spanish, italian, dutch, portuguese] as readonly NameList[]) {
    for (const [code, names] of Object.entries(list.countries)) {
      for (const name of typeof names === 'string' ? [names] : names) add(name, code);
    }
  }
  return map;
}

/** `Brazil (the)`, `la Belgique`, `FR-FRANCE`, `FRANCE (FR)`. */
const AROUND =
  /^(?:the|la|le|les|l|republique d|republique de|republique du|republic of|royaume de|royaume d) | (?:the|la|le|les)$/g;

/** ISO 3166-1 alpha-2, from a code (alpha-2, alpha-3, numeric, plate) or a name in seven languages. */
export function standardiseCountry(raw: string): Standardised {
  const found = BY_KEY.get(raw.length < 4 ? raw.toLowerCase() : raw);
  if (found !== undefined) return { value: found, findings: NO_FINDINGS };
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  const key = foldKey(text.slice(0, 120));
  const value =
    BY_KEY.get(key) ??
    BY_KEY.get(key.replace(AROUND, '')) ??
    codeAndName(key) ??
    BY_KEY.get(key.padStart(3, '0'));
  if (value !== undefined) return { value, findings: NO_FINDINGS };
  return { findings: [isPlaceholderText(text) ? info('country.placeholder') : error('country.unknown')] };
}

function codeAndName(key: string): string | undefined {
  const words = key.split(' ');
  if (words.length < 2) return undefined;
  const first = BY_KEY.get(words.slice(0, 1).join(' '));
  const rest = BY_KEY.get(words.slice(1).join(' '));
  if (first !== undefined && first === rest) return first;
  const last = BY_KEY.get(words.at(-1)!);
  const before = BY_KEY.get(words.slice(0, -1).join(' '));
  return last !== undefined && last === before ? last : undefined;
}
