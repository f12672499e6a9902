import { standardiseCountry } from './countries.ts';
import { memoise } from './memo.ts';

/** International vehicle codes still written before postcodes ("F-67000", "L-2165"). */
const VEHICLE_CODES = new Map([
  ['F', 'FR'],
  ['D', 'DE'],
  ['B', 'BE'],
  ['L', 'LU'],
  ['I', 'IT'],
  ['E', 'ES'],
  ['A', 'AT'],
  ['P', 'PT'],
]);
const NAME = /^\p{L}[\p{L}\s.'’()-]{3,}$/u;

const find = memoise((text: string): { readonly code?: string } => ({
  code: standardiseCountry(text).value,
}));

/** ISO 3166-1 alpha-2 of a country's name; undefined when it is none. Codes are not names: "DE" may end a city. */
export const countryByName = (name: string): string | undefined =>
  NAME.test(name) ? find(name).code : undefined;

/** A country cell: a name or a code. */
export const countryByNameOrCode = (text: string): string | undefined => find(text).code;

/** The country that a letter prefix of a postcode stands for: "F-67000", "CH-1200", "L-2165". */
export const countryByPostcodePrefix = (prefix: string): string | undefined =>
  VEHICLE_CODES.get(prefix) ?? (prefix.length === 2 ? find(prefix).code : undefined);
