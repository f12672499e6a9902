import type { AddressParts } from '../../../../shared/model/canonical.ts';
import { Dictionary, NumberList, type Texts } from './dictionary.ts';
import { fold, words } from './text.ts';

/** Words of a street that do not tell it from its neighbours: types and articles, French and English. */
const STREET_WORDS = new Set(
  (
    'RUE R AVENUE AV AVE BOULEVARD BD BLVD BLV CHEMIN CHE CH ROUTE RTE PLACE PL IMPASSE IMP ALLEE ALL ALLEES COURS CRS QUAI ' +
    'SQUARE SQ PASSAGE PAS VOIE LIEU DIT LOTISSEMENT LOT RESIDENCE RES FAUBOURG FG FBG SENTIER VILLA CITE ' +
    'STREET ST ROAD RD DRIVE DR LANE LN COURT CT CRESCENT CRES CIRCUIT CCT TERRACE TCE WAY HIGHWAY HWY PARKWAY PKWY CLOSE ' +
    'DE DU DES D LA LE LES L ET AU AUX A THE OF'
  ).split(' '),
);

/** Distinct addresses and their distinct parts, numbered from 1; 0 stands for a blank part. */
export interface AddressBook {
  readonly number: Uint32Array;
  readonly street: Uint32Array;
  readonly postcode: Uint32Array;
  readonly city: Uint32Array;
  readonly complement: Uint32Array;
  readonly numbers: Texts;
  /** Street names without type and articles: "RUE DE LA PAIX" → "PAIX" (as it is when nothing else is left). */
  readonly streets: Texts;
  readonly postcodes: Texts;
  readonly cities: Texts;
  readonly complements: Texts;
}

/** Collects addresses part by part. The address itself is numbered by its text in `dictionary`. */
export class AddressBookBuilder {
  readonly dictionary = new Dictionary();
  private readonly numbers = new Dictionary();
  private readonly streets = new Dictionary();
  private readonly postcodes = new Dictionary();
  private readonly cities = new Dictionary();
  private readonly complements = new Dictionary();
  private readonly parts = [0, 1, 2, 3, 4].map(() => new NumberList());
  private readonly folded = new Map<string, string>();

  constructor() {
    for (const list of this.parts) list.push(0);
  }

  /** Number of the address; 0 when none of its parts says where it is. */
  id(parts: AddressParts): number {
    const number = this.fold(parts.number).replaceAll(' ', '');
    // A line the standardiser could not read as a street is still the best there is to tell the place by.
    const street = streetName(this.fold(parts.street) || this.fold(parts.complement));
    const postcode = this.fold(parts.postcode).replaceAll(' ', '');
    const city = cityName(this.fold(parts.city));
    const complement = this.fold(parts.complement);
    if (street === '' && postcode === '' && city === '') return 0;
    const known = this.dictionary.size;
    const id = this.dictionary.id([number, street, postcode, city, complement].join('|'));
    if (id < known) return id;
    this.parts[0]!.push(this.numbers.id(number));
    this.parts[1]!.push(this.streets.id(street));
    this.parts[2]!.push(this.postcodes.id(postcode));
    this.parts[3]!.push(this.cities.id(city));
    this.parts[4]!.push(this.complements.id(complement));
    return id;
  }

  finish(): AddressBook {
    const [number, street, postcode, city, complement] = this.parts.map((list) => list.toArray());
    return {
      number: number!,
      street: street!,
      postcode: postcode!,
      city: city!,
      complement: complement!,
      numbers: this.numbers.finish(),
      streets: this.streets.finish(),
      postcodes: this.postcodes.finish(),
      cities: this.cities.finish(),
      complements: this.complements.finish(),
    };
  }

  private fold(text: string | undefined): string {
    if (text === undefined || text === '') return '';
    const known = this.folded.get(text);
    if (known !== undefined) return known;
    const result = fold(text);
    if (this.folded.size < 200_000) this.folded.set(text, result);
    return result;
  }
}

/** Numbered streets and points of the compass, in the one form they are compared in. */
const STREET_FORMS: ReadonlyMap<string, string> = new Map(
  [
    'FIRST 1ST PREMIERE 1ERE 1',
    'SECOND 2ND 2',
    'THIRD 3RD 3',
    'FOURTH 4',
    'FIFTH 5',
    'SIXTH 6',
    'SEVENTH 7',
    'EIGHTH 8',
    'NINTH 9',
    'TENTH 10',
    'N NORD NORTH',
    'S SUD SOUTH',
    'E EST EAST',
    'O OUEST W WEST',
    'SAINT ST',
    'SAINTE STE',
    'GENERAL GEN GAL',
    'MARECHAL MAL',
    'DOCTEUR DR',
    'PRESIDENT PDT',
    'PROFESSEUR PR',
  ].flatMap((line) => {
    const forms = line.split(' ');
    return forms.map((form): [string, string] => [form, forms.at(-1)!]);
  }),
);
const ORDINAL = /^([0-9]+)(?:ST|ND|RD|TH)$/;

/** What tells which corner of the street it is, and the crossing street after it: 95 Avenue A at 6th Street. */
const CORNER = / (?:AT|NEAR|OFF|BET|BTWN|BETWEEN|CORNER|CNR|ANGLE (?:DE|DES|DU|RUE|AVENUE|AV|BD)) .*$/;

function streetName(folded: string): string {
  const all = words(folded.replace(CORNER, '').replace(/^ROND POINT /, ''));
  const kept = all.filter((word) => !STREET_WORDS.has(word));
  // Avenue A, Rue D: the letter is no article where there is nothing else.
  const letters = kept.length > 0 ? kept : all.slice(1).filter((word) => word.length === 1);
  return (letters.length > 0 ? letters : all)
    .map((word) => STREET_FORMS.get(word) ?? ORDINAL.exec(word)?.[1] ?? word)
    .join(' ');
}

function cityName(folded: string): string {
  const cedex = folded.indexOf(' CEDEX');
  const text = cedex > 0 ? folded.slice(0, cedex) : folded;
  return words(text)
    .map((word) => (word === 'ST' ? 'SAINT' : word === 'STE' ? 'SAINTE' : word))
    .join(' ');
}
