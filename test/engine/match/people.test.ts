import { describe, expect, test } from 'vitest';
import { matchPeople, type Person, seenAgain, town } from './people.ts';

const citizens = town(450);
const background = [...citizens, ...seenAgain(citizens)];

const home = { number: '14', street: 'Rue des Tanneurs', postcode: '68100', city: 'Mulhouse' };
const away = { number: '3', street: 'Quai du Port', postcode: '13002', city: 'Marseille' };

/** True when two people end in one golden record, within a town of others. */
function together(a: Person, b: Person): boolean {
  const { clusterOf } = matchPeople([a, b, ...background]);
  return clusterOf[0] === clusterOf[1];
}

describe('one person, two records', () => {
  test.each<[string, Person, Person]>([
    [
      'moved, same e-mail',
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', email: 'owagner@free.fr', address: home },
      { given: 'Odile', family: 'Wagner', email: 'owagner@free.fr', address: away },
    ],
    [
      'a slip in the name, birth date with day and month swapped',
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', address: home },
      { given: 'Odlie', family: 'Wagner', born: '1961-02-04', address: home },
    ],
    [
      'married: birth name on one side',
      { given: 'Odile', family: 'Faure', birthName: 'Wagner', born: '1961-04-02', phone: '+33611223344' },
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', email: 'ow@free.fr' },
    ],
    [
      'names the wrong way round',
      { given: 'Wagner', family: 'Odile', born: '1961-04-02', phone: '+33611223344' },
      { given: 'Odile', family: 'Wagner', born: '1961-04-02' },
    ],
    [
      'initial and phone',
      { given: 'O', family: 'Wagner', phone: '+33611223344', address: home },
      { given: 'Odile', family: 'Wagner', phone: '+33611223344', address: home },
    ],
    [
      'nickname, same birth date and phone',
      { given: 'Babeth', family: 'Wagner', born: '1961-04-02', phone: '+33611223344' },
      { given: 'Élisabeth', family: 'Wagner', born: '1961-04-02', phone: '+33611223344' },
    ],
  ])('%s: one golden record', (_, a, b) => {
    expect(together(a, b)).toBe(true);
  });
});

describe('two people who look like one', () => {
  const email = 'famille.wagner@free.fr';
  const phone = '+33389112233';
  test.each<[string, Person, Person]>([
    [
      'husband and wife sharing e-mail, phone and address',
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', email, phone, address: home },
      { given: 'Gaston', family: 'Wagner', born: '1958-11-23', email, phone, address: home },
    ],
    [
      'husband and wife without birth dates',
      { given: 'Odile', family: 'Wagner', email, phone, address: home },
      { given: 'Gaston', family: 'Wagner', email, phone, address: home },
    ],
    [
      'Michel and Michèle',
      { given: 'Michel', family: 'Wagner', born: '1961-04-02', phone, address: home },
      { given: 'Michèle', family: 'Wagner', born: '1963-09-17', phone, address: home },
    ],
    [
      'twins: one birth date, two given names',
      { given: 'Odile', family: 'Wagner', born: '2001-04-02', phone, address: home },
      { given: 'Gaston', family: 'Wagner', born: '2001-04-02', phone, address: home },
    ],
    [
      'father and son with one name',
      { given: 'Gaston', family: 'Wagner', born: '1948-11-23', phone, address: home },
      { given: 'Gaston', family: 'Wagner', born: '1979-05-06', phone, address: home },
    ],
    [
      'colleagues behind one switchboard',
      { given: 'Odile', family: 'Wagner', phone, address: home },
      { given: 'Nestor', family: 'Quenardel', phone, address: home },
    ],
  ])('%s: two golden records', (_, a, b) => {
    expect(together(a, b)).toBe(false);
  });

  test('homonyms with a common name and nothing else in common stay apart', () => {
    const namesakes = Array.from({ length: 12 }, (_, k) => ({
      given: 'Marie',
      family: 'Martin',
      phone: `+3361000${2000 + 137 * k}`,
    }));
    const { clusterOf } = matchPeople([...namesakes, ...background]);
    expect(new Set(clusterOf.subarray(0, 12)).size).toBe(12);
  });

  test('an e-mail typed for everybody joins nobody', () => {
    const clients = town(40, 99).map((p) => ({ ...p, email: 'caisse@boutique.fr', phone: undefined }));
    const { clusterOf } = matchPeople([...clients, ...background]);
    expect(new Set(clusterOf.subarray(0, 40)).size).toBe(40);
  });

  test('a chain of half-alike records does not pull a household into one person', () => {
    const family: Person[] = [
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', phone, address: home },
      { given: 'Odile', family: 'Wagner', born: '1961-04-02', email, address: home },
      { given: 'O', family: 'Wagner', phone, address: home },
      { given: 'Oscar', family: 'Wagner', born: '1990-08-30', phone, address: home },
      { given: 'Oscar', family: 'Wagner', born: '1990-08-30', email, address: home },
    ];
    const { clusterOf } = matchPeople([...family, ...background]);
    expect(clusterOf[0]).toBe(clusterOf[1]);
    expect(clusterOf[3]).toBe(clusterOf[4]);
    expect(clusterOf[0]).not.toBe(clusterOf[3]);
  });
});

describe('the whole town', () => {
  test('people seen twice are found, others stay alone, and training says it worked', () => {
    const { clusterOf, training } = matchPeople(background);
    const again = background.length - citizens.length;
    let found = 0;
    for (let k = 0; k < again; k++) if (clusterOf[3 * k] === clusterOf[citizens.length + k]) found++;
    expect(training.trained).toBe(true);
    expect(found / again).toBeGreaterThan(0.97);
    expect(new Set(clusterOf.subarray(0, citizens.length)).size).toBeGreaterThan(citizens.length - 3);
  });
});
