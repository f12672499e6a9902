import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressInput, standardiseAddress } from '../../../main/engine/standardise/address.ts';
import { cityKey, streetKey, streetType } from '../../../main/engine/standardise/address-key.ts';
import { judgeAddress, readAddressCases } from '../../bench/addresses.ts';

const FRANCE = { defaultCountry: 'FR' };
const read = (parts: AddressInput) => standardiseAddress(parts, FRANCE);
const partsOf = (parts: AddressInput) => read(parts).parts;
const codesOf = (parts: AddressInput) => read(parts).findings.map(({ code }) => code);

describe('a French address on one line', () => {
  const cases = readAddressCases(fileURLToPath(new URL('../../fixtures/addresses-fr.csv', import.meta.url)));

  it.each(cases.map((one) => [one.line, one] as const))('%s', (_, expected) => {
    const { right, found } = judgeAddress(expected);
    const { number, street, postcode, city } = expected;
    expect(right ? 'right' : found).toBe(right ? 'right' : [number, street, postcode, city].join(' | '));
  });

  it('is written out in full, whatever its case was', () => {
    expect(partsOf({ line: "BAT B 12 BIS R DE L'EGLISE 57390 ST ETIENNE SUR SARTHE CEDEX 3" })).toEqual({
      number: '12BIS',
      street: "Rue de l'Eglise",
      complement: 'Bat B',
      postcode: '57390',
      city: 'Saint-Etienne-sur-Sarthe',
    });
  });

  it('keeps every word: what is neither street nor town is the complement', () => {
    expect(
      read({ line: 'Mairie annexe, Place de la République, 67000 Strasbourg, service achats' }).value,
    ).toBe('Place de la République, Mairie annexe, Service achats, 67000 Strasbourg');
  });

  it('gets its lost zero back, and says so', () => {
    const address = read({ line: '6 Rue de Nice 6300 Nice' });
    expect(address.parts?.postcode).toBe('06300');
    expect(address.findings).toEqual([
      { code: 'address.postcode_lost_zero', severity: 'info', suggestion: '06300' },
    ]);
  });
});

describe('an address in several columns', () => {
  it('is read from number, street, postcode and city', () => {
    expect(
      partsOf({ number: '12 bis', street: 'av. Foch', postcode: '6000', city: 'NICE', country: 'France' }),
    ).toEqual({ number: '12BIS', street: 'Avenue Foch', postcode: '06000', city: 'Nice', country: 'FR' });
  });

  it('believes the number column where the street column has another', () => {
    expect(partsOf({ number: '1', street: '12 rue Foch' })).toEqual({
      number: '1',
      street: 'Rue Foch',
      complement: '12',
    });
    expect(partsOf({ number: '12', street: '12 bis rue Foch' })).toEqual({
      number: '12BIS',
      street: 'Rue Foch',
    });
  });

  it('is read from two address columns filled the other way round', () => {
    expect(
      partsOf({ line: 'Appt 31', complement: '45 rue de Verdun', postcode: '32500', city: 'Fleurance' }),
    ).toEqual({
      number: '45',
      street: 'Rue de Verdun',
      complement: 'Appt 31',
      postcode: '32500',
      city: 'Fleurance',
    });
  });

  it.each([
    ['51000 Châlons-en-Champagne', '51000', 'Châlons-en-Champagne'],
    ['Niort 79000', '79000', 'Niort'],
    ['69003 LYON 3EME', '69003', 'Lyon'],
    ['1000 Bourg en Bresse', '01000', 'Bourg-en-Bresse'],
    ['97400 ST DENIS', '97400', 'Saint-Denis'],
    ['DIJON CEDEX 21000', '21000', 'Dijon'],
    ['21000 DIJON CEDEX 9', '21000', 'Dijon'],
  ])('splits a cell of postcode and city: %s', (text, postcode, city) => {
    expect(partsOf({ postcode_city: text })).toEqual({ postcode, city });
  });

  it('takes postcode and city from whichever column holds them both', () => {
    expect(partsOf({ line: '3 rue Basse', city: '86000 Poitiers' })).toEqual(
      partsOf({ line: '3 rue Basse', postcode: '86000 Poitiers' }),
    );
  });

  it('says a town only once, when the line repeats it', () => {
    expect(read({ line: '3 rue Basse 86000 POITIERS', postcode: '86000', city: 'Poitiers' }).value).toBe(
      '3 Rue Basse, 86000 Poitiers',
    );
  });

  it('names a line that contradicts the postcode column, and loses neither', () => {
    const address = read({ line: '3 rue Basse 86000 Poitiers', postcode: '79000', city: 'Niort' });
    expect(address.value).toBe('3 Rue Basse, 86000 Poitiers, 79000 Niort');
    expect(address.findings.map(({ code }) => code)).toEqual(['address.postcode_conflict']);
  });

  it.each(['N/A', '-', 'adresse inconnue', 'XXX'])('is blank when it says nothing: %s', (line) => {
    expect(read({ line })).toMatchObject({ findings: [{ code: 'address.placeholder' }] });
    expect(read({ line }).value).toBeUndefined();
  });

  it('is blank when only the country is known', () => {
    expect(read({ country: 'France' }).value).toBeUndefined();
  });

  it('names what shifted columns put into it', () => {
    expect(
      codesOf({ line: 'jean@orange.fr', postcode: 'Lyon', city: '0612345678', country: '12/03/1980' }),
    ).toEqual([
      'address.country_unknown',
      'address.postcode_invalid',
      'address.city_invalid',
      'address.not_an_address',
    ]);
  });

  it.each([
    ['Paris 12e', undefined, 'Paris', '75012'],
    ['PARIS 12EME ARRONDISSEMENT', '75012', 'Paris', '75012'],
    ['Lyon 3ème', '69000', 'Lyon', '69003'],
    ['Marseille 1er', '13001', 'Marseille', '13001'],
    ['CHALON S/ SAONE', '71100', 'Chalon-sur-Saone', '71100'],
    ['L HAY LES ROSES', '94240', 'L-Hay-les-Roses', '94240'],
    ['Le Puy en Velay', '43000', 'Le Puy-en-Velay', '43000'],
    ['STE-FOY-LES-LYON', '69110', 'Sainte-Foy-les-Lyon', '69110'],
    ['New York', '10001', 'New York', '10001'],
  ])('spells the city %s (%s) as %s', (city, postcode, expected, code) => {
    expect(partsOf({ city, ...(postcode ? { postcode } : {}) })).toEqual({ postcode: code, city: expected });
  });
});

describe('an address abroad', () => {
  it.each<[string, AddressInput, object]>([
    [
      'US',
      { line: '435 S. La Cienega Blv., Los Angeles, CA 90048' },
      {
        number: '435',
        street: 'S. La Cienega Boulevard',
        postcode: '90048',
        city: 'Los Angeles',
        region: 'CA',
        country: 'US',
      },
    ],
    [
      'US, street only',
      { line: '435 s. la cienega blv.' },
      { number: '435', street: 'S. la Cienega Boulevard' },
    ],
    [
      'GB',
      { line: '10 Downing Street, London SW1A 2AA, UK' },
      { number: '10', street: 'Downing Street', postcode: 'SW1A 2AA', city: 'London', country: 'GB' },
    ],
    ['AU', { line: '6 tullaroop street' }, { number: '6', street: 'Tullaroop Street' }],
    [
      'DE',
      { line: 'Hauptstraße 12, 10115 Berlin, Deutschland' },
      { number: '12', street: 'Hauptstraße', postcode: '10115', city: 'Berlin', country: 'DE' },
    ],
    [
      'BE',
      { line: 'Rue de la Loi 200, 1000 Bruxelles, Belgique' },
      { number: '200', street: 'Rue de la Loi', postcode: '1000', city: 'Bruxelles', country: 'BE' },
    ],
    [
      'CA',
      { line: '1234 Rue Sainte-Catherine Ouest, Montréal QC H3B 1A1, Canada' },
      {
        number: '1234',
        street: 'Rue Sainte-Catherine Ouest',
        postcode: 'H3B 1A1',
        city: 'Montréal',
        region: 'QC',
        country: 'CA',
      },
    ],
  ])('%s', (_, input, expected) => {
    expect(partsOf(input)).toEqual(expected);
  });
});

describe('any text at all', () => {
  const words = fc.constantFrom(
    'rue',
    'R.',
    'av',
    '12',
    '12bis',
    '75001',
    '6300',
    'Bât',
    'B',
    'CEDEX',
    'France',
    ',',
    '\n',
    '-',
    'de',
    'la',
    'BP',
    'Paris',
    'St',
    'n°',
    'chez',
    '1918',
    'Novembre',
    'étage',
    '3e',
    'Résidence',
    'é',
    "l'",
    '(',
    'Lilas',
  );

  it('keeps every word', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{5,8}$/);
    const piece = fc.tuple(fc.constantFrom(' ', ', ', '\n', ' - '), word);
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(9999), (pieces, number) => {
        const line = `${number} ${pieces.map(([separator, text]) => separator + text).join('')}`;
        const { value = '' } = read({ line });
        for (const [, text] of pieces) expect(value).toContain(text);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the standardiser, and standardises to itself', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (list) => {
        const { value, parts } = read({ line: list.join(' ') });
        expect(value === undefined).toBe(parts === undefined);
        if (parts?.street && parts.number && !/^(?:\d|bis|n°|B\b)/i.test(parts.street)) {
          const again = partsOf({ number: parts.number, street: parts.street });
          expect(again?.number?.startsWith(parts.number)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['digits', '1'.repeat(100_000)],
    ['words', 'rue '.repeat(25_000)],
    ['numbers', '12 '.repeat(33_000)],
    ['commas', ','.repeat(100_000)],
    ['blanks', ' '.repeat(100_000)],
    ['lines', 'a\n'.repeat(50_000)],
    ['brackets', '('.repeat(100_000)],
    ['dots', 'r.'.repeat(50_000)],
    ['CEDEX', 'cedex 1'.repeat(14_000)],
  ])('is read in no time, however hostile: 100 kB of %s', (_, text) => {
    const start = performance.now();
    read({
      line: text,
      street: text,
      complement: text,
      postcode: text,
      city: text,
      postcode_city: text,
      number: text,
      region: text,
      country: text,
    });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('keys to compare addresses by', () => {
  it.each([
    ['Av. du Gal de Gaulle', 'avenue Général De Gaulle'],
    ['12 r', '12 r'],
    ['rue St-Honoré', 'R. Saint Honore'],
    ["Bd de l'Hôpital", 'BOULEVARD HOPITAL'],
    ['s. la cienega blvd.', 'South La Cienega Boulevard'],
  ])('%s and %s have the same street key', (one, other) => {
    expect(streetKey(one)).toBe(streetKey(other));
  });

  it('different streets have different keys', () => {
    expect(streetKey('Rue de la Paix')).not.toBe(streetKey('Rue de la Gare'));
    expect(streetKey('Grande Rue')).not.toBe('');
  });

  it('know the type of a street', () => {
    expect([
      streetType('bd Foch'),
      streetType('GDE RUE'),
      streetType('High St'),
      streetType('Le Bourg'),
    ]).toEqual(['Boulevard', 'Grande Rue', 'Street', undefined]);
  });

  it('bring cities together', () => {
    expect(cityKey('ST DENIS')).toBe(cityKey('Saint-Denis'));
    expect(cityKey("L'Haÿ-les-Roses")).toBe(cityKey('HAY LES ROSES'));
  });
});

describe('English numbered streets', () => {
  it.each([
    ['1110 3rd ave. at 65th st.', '1110'],
    ['3215 W 63rd St', '3215'],
    ['63rd Street', undefined],
  ])('%s: the ordinal is no house number', (line, number) => {
    expect(read({ line }).parts?.number).toBe(number);
  });
});
