import { describe, expect, test } from 'vitest';
import { matchTemplate } from '../../../main/engine/match/templates/template.ts';
import { areGenderForms, areNicknames } from '../../../main/engine/match/values/nicknames.ts';
import { soundOf } from '../../../main/engine/match/values/sound.ts';
import { encode, entity, explainPair, type Person, person, town } from './people.ts';

const others = town(60).map(person);

/** Level of each comparison of two people, blanks left out. */
function levels(a: Person, b: Person): Record<string, string> {
  const records = encode([person(a), person(b), ...others]);
  const model = matchTemplate(records.entity, records);
  const forth = explainPair(records, model, 0, 1);
  const back = explainPair(records, model, 1, 0);
  expect(back.weight).toBe(forth.weight);
  const total = forth.prior + sum(forth.comparisons) + sum(forth.lookalikes);
  expect(total).toBeCloseTo(forth.weight, 6);
  return Object.fromEntries(
    forth.comparisons.flatMap((c) => (c.level === null ? [] : [[c.comparison, c.level]])),
  );
}

const sum = (bars: readonly { readonly bits: number }[]): number =>
  bars.reduce((total, { bits }) => total + bits, 0);
const given = (a: string, b: string): string =>
  levels({ given: a, family: 'Zamor' }, { given: b, family: 'Zamor' }).given_name!;
const family = (a: Person, b: Person): string =>
  levels({ given: 'Zoltan', ...a }, { given: 'Zoltan', ...b }).family_name!;

describe('given names', () => {
  test.each([
    ['Éloïse', 'ELOISE', 'exact'],
    ['Jean-Pierre', 'Jean Pierre', 'exact'],
    ['Jean-Pierre', 'Jeanpierre', 'close'],
    ['Catherine', 'Cathreine', 'close'],
    ['Christophe', 'Cristof', 'sound'],
    ['Élisabeth', 'Babeth', 'nickname'],
    ['Robert', 'Bob', 'nickname'],
    ['Jérôme', 'Jéjé', 'nickname'],
    ['Marie-Laurence', 'Laurence', 'compound'],
    ['Sylvie', 'S', 'initial'],
    ['Sylvie', 'M', 'different'],
    ['Michel', 'Michèle', 'gender_form'],
    ['Guillemette', 'Ferdinand', 'different'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(given(a, b)).toBe(level);
  });

  test('given and family name entered the wrong way round are recognised', () => {
    const found = levels({ given: 'Zoltan', family: 'Quenardel' }, { given: 'Quenardel', family: 'Zoltan' });
    expect(found).toMatchObject({ given_name: 'swapped', family_name: 'exact' });
  });

  test('nicknames and masculine and feminine forms are told apart', () => {
    expect(areNicknames('BILL', 'WILLIAM')).toBe(true);
    expect(areNicknames('BILL', 'ROBERT')).toBe(false);
    expect(areGenderForms('FREDERIC', 'FREDERIQUE')).toBe(true);
    expect(areGenderForms('JEAN', 'JEANNE')).toBe(true);
    expect(areGenderForms('LAURE', 'LAURENT')).toBe(false);
  });
});

describe('family names', () => {
  test.each([
    [{ family: 'Lefebvre' }, { family: 'Lefèvre' }, 'close'],
    [{ family: 'Beaulieu' }, { family: 'Bolieux' }, 'sound'],
    [{ family: 'Dupont-Martin' }, { family: 'Martin' }, 'compound'],
    [{ family: 'Faure', birthName: 'Richard' }, { family: 'Richard' }, 'married'],
    [{ family: 'Faure', sex: 'female' }, { family: 'Ozanne', sex: 'female' }, 'different_women'],
    [{ family: 'Faure', sex: 'male' }, { family: 'Ozanne', sex: 'male' }, 'different'],
  ] as const)('%o and %o: %s', (a, b, level) => {
    expect(family(a, b)).toBe(level);
  });

  test.each([
    'Dupont Dupond',
    'Thibault Thibaut',
    'Renaud Renault',
    'Mathieu Matthieu',
    'Clark Clarke',
    'Stephen Steven',
  ])('%s sound alike', (pair) => {
    const [a, b] = pair.toUpperCase().split(' ');
    expect(soundOf(a!).sound).toBe(soundOf(b!).sound);
  });
});

describe('birth dates', () => {
  test.each([
    ['1980-03-12', '1980-03-12', 'exact'],
    ['1980-03-12', '1980-12-03', 'swapped'],
    ['1980-03-12', '1980-03-13', 'digit'],
    ['1980-03-12', '1908-03-12', 'digit'],
    ['1980-03-12', '1980-03-25', 'near'],
    ['1980-03-12', '1994-03-12', 'near'],
    ['1980-03-12', '1980-01-01', 'partial'],
    ['1980-03-12', '1980', 'partial'],
    ['1980-03-12', '1980-09-27', 'year'],
    ['1980-03-12', '1951-11-29', 'generation'],
    ['1980-03-12', '1985-11-29', 'different'],
    ['1980-03-12', '1985', 'different'],
  ])('%s and %s: %s', (a, b, level) => {
    expect(levels({ family: 'Zamor', born: a }, { family: 'Zamor', born: b }).birth_date).toBe(level);
  });
});

describe('contact points', () => {
  test.each([
    ['zoltan.q@free.fr', 'zoltan.q+shop@free.fr', 'exact'],
    ['zolt.anq@gmail.com', 'zoltanq@googlemail.com', 'exact'],
    ['superzzz47@orange.fr', 'superzzz47@ornage.fr', 'typo'],
    ['superzzz47@orange.fr', 'superzzz74@orange.fr', 'typo'],
    ['superzzz47@orange.fr', 'superzzz47@wanadoo.fr', 'same_local'],
    ['zoltan.zamor@orange.fr', 'zoltan.zamor@wanadoo.fr', 'same_name_local'],
    ['superzzz47@orange.fr', 'quiquonque@orange.fr', 'different'],
  ])('e-mails %s and %s: %s', (a, b, level) => {
    expect(
      levels({ given: 'Zoltan', family: 'Zamor', email: a }, { given: 'Zoltan', family: 'Zamor', email: b })
        .email,
    ).toBe(level);
  });

  test.each([
    ['+33612345678', '+33612345678', 'exact'],
    ['+33612345678', '+32612345678', 'last_8'],
    ['+33612345678', '+33612345687', 'digit'],
    ['+33612345678', '+33798765432', 'different'],
  ])('phones %s and %s: %s', (a, b, level) => {
    expect(levels({ family: 'Zamor', phone: a }, { family: 'Zamor', phone: b }).phone).toBe(level);
  });

  test('the best of several phones counts', () => {
    const found = levels(
      { family: 'Zamor', phone: ['+33611111111', '+33622222222'] },
      { family: 'Zamor', phone: '+33622222222' },
    );
    expect(found.phone).toBe('exact');
  });

  test.each([
    ['W 3rd St', 'West Third Street', 'exact'],
    ['Ave. A at 6th St', 'Avenue A', 'exact'],
    ['North Point St', 'Northpoint', 'close'],
    ['E 65th St', 'E 66th St', 'postcode'],
    ['North Wells St', 'South Wells St', 'postcode'],
  ])('12 %s and 12 %s: %s', (a, b, level) => {
    const at = (street: string): Person => ({
      family: 'Zamor',
      address: { number: '12', street, postcode: '10021', city: 'New York' },
    });
    expect(levels(at(a), at(b)).address).toBe(level);
  });

  const home = { number: '12', street: 'Rue de la Paix', postcode: '75002', city: 'Paris' };
  test.each([
    [{ ...home, street: 'rue de la paix' }, 'exact'],
    [{ ...home, street: 'Rue de la Piax' }, 'close'],
    [{ ...home, postcode: '75020' }, 'close'],
    [{ ...home, number: undefined }, 'close'],
    [{ ...home, number: '40' }, 'neighbour'],
    [{ ...home, number: '7', street: 'Boulevard Voltaire' }, 'postcode'],
    [{ ...home, number: '7', street: 'Boulevard Voltaire', postcode: '75011' }, 'city'],
    [{ number: '3', street: 'Quai des Brumes', postcode: '59000', city: 'Lille' }, 'different'],
  ])('12 rue de la Paix 75002 Paris and %o: %s', (other, level) => {
    expect(levels({ family: 'Zamor', address: home }, { family: 'Zamor', address: other }).address).toBe(
      level,
    );
  });
});

describe('blanks and bad models', () => {
  test('a blank gives no evidence either way', () => {
    expect(
      levels({ given: 'Zoltan', family: 'Zamor', born: '1980-03-12' }, { given: 'Zoltan', family: 'Zamor' }),
    ).not.toHaveProperty('birth_date');
  });

  test('a model that names a vanished attribute, an unknown level or comparator is refused in words', () => {
    const records = encode(others);
    const model = matchTemplate(entity('individual'), records);
    const [first, ...rest] = model.comparisons;
    const refused = (comparison: object) => () =>
      explainPair(records, { ...model, comparisons: [{ ...first!, ...comparison }, ...rest] }, 0, 1);
    expect(refused({ attributes: ['shoe_size'] })).toThrow(/shoe_size/);
    expect(refused({ comparator: 'horoscope' })).toThrow(/horoscope/);
    expect(refused({ levels: [{ name: 'soulmates', m: 1, u: 0 }] })).toThrow(/soulmates/);
  });
});
