import countries from 'i18n-iso-countries';
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import fr from 'i18n-iso-countries/langs/fr.json' with { type: 'json' };
import { foldToken } from './address-tokens.ts';

countries.registerLocale(fr);
countries.registerLocale(en);

const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ['deutschland', 'DE'],
  ['rfa', 'DE'],
  ['osterreich', 'AT'],
  ['schweiz', 'CH'],
  ['svizzera', 'CH'],
  ['belgie', 'BE'],
  ['nederland', 'NL'],
  ['hollande', 'NL'],
  ['holland', 'NL'],
  ['pays bas', 'NL'],
  ['espana', 'ES'],
  ['italia', 'IT'],
  ['polska', 'PL'],
  ['uk', 'GB'],
  ['u k', 'GB'],
  ['england', 'GB'],
  ['angleterre', 'GB'],
  ['scotland', 'GB'],
  ['ecosse', 'GB'],
  ['wales', 'GB'],
  ['great britain', 'GB'],
  ['grande bretagne', 'GB'],
  ['grande-bretagne', 'GB'],
  ['usa', 'US'],
  ['etats unis', 'US'],
  ['etats-unis', 'US'],
  ["etats-unis d'amerique", 'US'],
  ['france metropolitaine', 'FR'],
  ['la reunion', 'RE'],
  ['ile de la reunion', 'RE'],
];
/** International vehicle codes still written in French address files. */
const VEHICLE_CODES = new Map([
  ['F', 'FR'],
  ['D', 'DE'],
  ['B', 'BE'],
  ['L', 'LU'],
  ['I', 'IT'],
  ['E', 'ES'],
  ['A', 'AT'],
  ['P', 'PT'],
  ['UK', 'GB'],
]);

const NAMES: ReadonlyMap<string, string> = (() => {
  const names = new Map<string, string>(OTHER_NAMES);
  for (const language of ['en', 'fr'] as const) {
    for (const [code, spellings] of Object.entries(countries.getNames(language, { select: 'all' }))) {
      for (const name of spellings) if (name.length > 3) names.set(foldToken(name), code);
    }
  }
  return names;
})();

/** ISO 3166-1 alpha-2 of a country's name in French, English or its own language; undefined when it is none. */
export const countryByName = (name: string): string | undefined => NAMES.get(foldToken(name.trim()));

/** A country cell: a name, an ISO code of two or three letters, or a vehicle code. */
export function countryByNameOrCode(text: string): string | undefined {
  const code = text
    .trim()
    .replace(/[.\s]+$/, '')
    .toUpperCase();
  const vehicle = VEHICLE_CODES.get(code);
  if (vehicle) return vehicle;
  if (code.length === 2 && countries.isValid(code)) return code;
  if (code.length === 3 && countries.alpha3ToAlpha2(code)) return countries.alpha3ToAlpha2(code);
  return countryByName(text);
}

/** The country that a letter prefix of a postcode stands for: "F-67000", "CH-1200", "L-2165". */
export const countryByPostcodePrefix = (prefix: string): string | undefined =>
  VEHICLE_CODES.get(prefix) ?? (prefix.length === 2 && countries.isValid(prefix) ? prefix : undefined);
