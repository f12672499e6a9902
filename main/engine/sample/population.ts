import { ContactBook, siret } from './contacts.ts';
import { type Random, WeightedList, zipf } from './random.ts';
import { COMPANY_BEGINNINGS, COMPANY_TRADES, LEGAL_FORMS } from './words/companies.ts';
import { FAMILY_NAMES, NAME_BEGINNINGS, NAME_ENDS } from './words/family-names.ts';
import { FASHIONS } from './words/given-names.ts';
import { TOWNS, type Town } from './words/places.ts';
import { COMPLEMENTS, STREET_NAMES, STREET_TYPES } from './words/streets.ts';

/** A French postal address in parts. */
export interface Address {
  /** House number with its suffix, e.g. `12`, `3 bis`. */
  readonly number: string;
  /** Index into STREET_TYPES. */
  readonly type: number;
  readonly streetName: string;
  readonly complement: string;
  readonly postcode: string;
  readonly city: string;
}

export interface Company {
  readonly name: string;
  readonly siret: string;
  readonly switchboard: string;
}

/** Why two people of the sample are easily taken for one. */
export type LookAlike = 'twin' | 'father_son' | 'homonym' | 'homonym_same_birth_date';

/** One real person, with what is true of them now and what was true before. */
export interface Person {
  readonly id: string;
  readonly household: string;
  readonly sex: 'F' | 'M';
  readonly given: string;
  /** The name in use now. */
  readonly family: string;
  readonly birthName: string;
  /** ISO 8601. */
  readonly birthDate: string;
  readonly email: string;
  readonly oldEmail: string;
  /** The household's shared address, or ''. */
  readonly familyEmail: string;
  /** The mobile of the household's first customer, which others give as theirs; '' for the first. */
  readonly familyMobile: string;
  readonly mobile: string;
  readonly oldMobile: string;
  /** The household's landline, or ''. */
  readonly landline: string;
  readonly address: Address;
  readonly oldAddress: Address;
  readonly company: Company | undefined;
  readonly lookAlike: LookAlike | undefined;
}

/** Members and what they share. */
interface Home {
  readonly id: string;
  readonly address: Address;
  readonly oldAddress: Address;
  readonly landline: string;
  familyEmail: string;
  mobile: string;
}

interface Identity {
  readonly sex: 'F' | 'M';
  readonly given: string;
  readonly family: string;
  readonly birthName: string;
  readonly birthDate: string;
  readonly lookAlike?: LookAlike;
}

const givenNames = FASHIONS.map((fashion) => ({
  F: new WeightedList(fashion.female, zipf(4)),
  M: new WeightedList(fashion.male, zipf(4)),
}));
const familyNames = new WeightedList(FAMILY_NAMES, zipf(12));
const towns = new WeightedList(TOWNS, (rank) => 1 / Math.sqrt(rank + 4));
const streetNames = new WeightedList(STREET_NAMES, zipf(8));
const streetTypes = new WeightedList(
  STREET_TYPES.map((_, index) => index),
  zipf(1),
);
const RECENT = 256;

/** Makes households of people, one after the other, in bounded memory. */
export class Population {
  private readonly random: Random;
  private readonly contacts: ContactBook;
  private readonly companies: readonly Company[];
  private readonly recent: Identity[] = [];
  private people = 0;
  private households = 0;

  constructor(random: Random, expectedPeople: number) {
    this.random = random;
    this.contacts = new ContactBook(random, expectedPeople);
    const count = Math.min(5_000, Math.max(20, Math.round(expectedPeople / 150)));
    this.companies = Array.from({ length: count }, () => this.company());
  }

  /** The next household: one to five customers, at most `limit`. */
  household(limit: number): Person[] {
    const home = this.home();
    const identities = this.members().slice(0, Math.max(1, limit));
    // A shared e-mail needs somebody to share it with.
    if (identities.length > 1 && this.random.chance(0.6)) {
      home.familyEmail = this.contacts.familyEmail(identities[0]?.family ?? '');
    }
    return identities.map((identity) => this.person(identity, home));
  }

  private company(): Company {
    const random = this.random;
    const name = `${random.pick(COMPANY_BEGINNINGS)} ${random.pick(COMPANY_TRADES)} ${random.pick(LEGAL_FORMS)}`;
    return { name: name.trim(), siret: siret(random), switchboard: this.contacts.landline() };
  }

  private home(): Home {
    const address = this.address();
    const sameTown = this.random.chance(0.4);
    return {
      id: `H${String(++this.households).padStart(8, '0')}`,
      address,
      oldAddress: this.address(sameTown ? address : undefined),
      landline: this.random.chance(0.75) ? this.contacts.landline() : '',
      familyEmail: '',
      mobile: '',
    };
  }

  private address(town: Town = towns.draw(this.random)): Address {
    const random = this.random;
    const suffix = random.chance(0.06) ? random.pick([' bis', ' ter', 'B', ' A']) : '';
    const complement = random.chance(0.18)
      ? random
          .pick(COMPLEMENTS)
          .replaceAll('#', () => String(random.between(1, 60)))
          .replace('@', () => random.pick(['A', 'B', 'C', 'D', 'E']))
      : '';
    return {
      number: random.between(1, random.chance(0.8) ? 60 : 250) + suffix,
      type: streetTypes.draw(random),
      streetName: streetNames.draw(random),
      complement,
      postcode: town.postcode,
      city: town.city,
    };
  }

  private person(identity: Identity, home: Home): Person {
    const random = this.random;
    const year = Number(identity.birthDate.slice(0, 4));
    const { given, family, birthName } = identity;
    const mobile = this.contacts.mobile();
    const familyMobile = home.mobile;
    home.mobile ||= mobile;
    return {
      id: `P${String(++this.people).padStart(8, '0')}`,
      household: home.id,
      sex: identity.sex,
      given,
      family,
      birthName,
      birthDate: identity.birthDate,
      email: this.contacts.email(given, family, year),
      oldEmail: this.contacts.email(given, birthName, year),
      familyEmail: home.familyEmail,
      familyMobile,
      mobile,
      oldMobile: this.contacts.mobile(),
      landline: home.landline,
      address: home.address,
      oldAddress: home.oldAddress,
      company: random.chance(0.06) ? random.pick(this.companies) : undefined,
      lookAlike: identity.lookAlike,
    };
  }

  private members(): Identity[] {
    const random = this.random;
    const draw = random.next();
    const head = this.head();
    if (draw < 0.34) return [head];
    if (draw < 0.65) return [head, this.spouse(head)];
    if (draw < 0.67) return [{ ...head, lookAlike: 'father_son' }, this.sonOfOneName(head)];
    const family = head.family;
    const parents = [head, this.spouse(head)];
    const child = this.child(family, head);
    if (random.chance(0.08)) return [...parents, { ...child, lookAlike: 'twin' }, this.twinOf(child)];
    return random.chance(0.5) ? [...parents, child] : [...parents, child, this.child(family, head)];
  }

  /** The first customer of a household; now and then somebody with the name of a recent stranger. */
  private head(): Identity {
    const random = this.random;
    if (this.recent.length === RECENT && random.chance(0.04)) return this.homonymOf(random.pick(this.recent));
    const head = this.newcomer(random.between(1930, 2004), this.familyName());
    if (this.recent.length < RECENT) this.recent.push(head);
    else this.recent[random.int(RECENT)] = head;
    return head;
  }

  private newcomer(year: number, family: string): Identity {
    const sex = this.random.chance(0.52) ? 'F' : 'M';
    const married = sex === 'F' && this.random.chance(year < 1980 ? 0.45 : 0.15);
    const birthName = married ? this.familyName() : family;
    return { sex, given: this.given(sex, year), family, birthName, birthDate: this.date(year) };
  }

  private homonymOf(other: Identity): Identity {
    const year = Number(other.birthDate.slice(0, 4));
    const { sex, given, family } = other;
    if (this.random.chance(0.1)) {
      return {
        sex,
        given,
        family,
        birthName: family,
        birthDate: other.birthDate,
        lookAlike: 'homonym_same_birth_date',
      };
    }
    const birthDate = this.date(
      Math.min(2007, Math.max(1928, year + this.random.between(-12, 12))),
      other.birthDate,
    );
    return { sex, given, family, birthName: family, birthDate, lookAlike: 'homonym' };
  }

  private spouse(head: Identity): Identity {
    const random = this.random;
    const year = clampYear(Number(head.birthDate.slice(0, 4)) + random.between(-7, 7));
    const sex = head.sex === 'F' ? 'M' : 'F';
    const given = this.given(sex, year);
    const birthDate = this.date(year);
    const shared = random.chance(year < 1980 ? 0.85 : 0.6);
    if (!shared) {
      const own = this.familyName();
      return { sex, given, family: own, birthName: own, birthDate };
    }
    return {
      sex,
      given,
      family: head.family,
      birthName: sex === 'F' ? this.familyName() : head.family,
      birthDate,
    };
  }

  private sonOfOneName(father: Identity): Identity {
    const { sex, given, family } = father;
    const year = clampYear(Number(father.birthDate.slice(0, 4)) + this.random.between(20, 38));
    const birthDate = this.date(year, father.birthDate);
    return { sex, given, family, birthName: family, birthDate, lookAlike: 'father_son' };
  }

  private child(family: string, parent: Identity): Identity {
    const year = clampYear(Number(parent.birthDate.slice(0, 4)) + this.random.between(21, 38));
    const sex = this.random.chance(0.5) ? 'F' : 'M';
    return { sex, given: this.given(sex, year), family, birthName: family, birthDate: this.date(year) };
  }

  private twinOf(sibling: Identity): Identity {
    const sex = this.random.chance(0.6) ? sibling.sex : this.random.pick(['F', 'M'] as const);
    const year = Number(sibling.birthDate.slice(0, 4));
    let given = this.given(sex, year);
    while (given === sibling.given) given = this.given(sex, year);
    const { family, birthDate } = sibling;
    return { sex, given, family, birthName: family, birthDate, lookAlike: 'twin' };
  }

  private given(sex: 'F' | 'M', year: number): string {
    // One in eight is named out of fashion: after a grandparent, or ahead of the wave.
    const at = this.random.chance(0.12)
      ? this.random.int(FASHIONS.length)
      : FASHIONS.findIndex((fashion) => year <= fashion.to);
    return (givenNames[at < 0 ? FASHIONS.length - 1 : at] as (typeof givenNames)[number])[sex].draw(
      this.random,
    );
  }

  private familyName(): string {
    const random = this.random;
    const draw = random.next();
    if (draw < 0.7) return familyNames.draw(random);
    if (draw < 0.97) return random.pick(NAME_BEGINNINGS) + random.pick(NAME_ENDS);
    return `${familyNames.draw(random)}-${familyNames.draw(random)}`;
  }

  /** A day of the year, never `except`; the 1st is as frequent as any other. */
  private date(year: number, except = ''): string {
    for (;;) {
      const month = String(this.random.between(1, 12)).padStart(2, '0');
      const date = `${year}-${month}-${String(this.random.between(1, 28)).padStart(2, '0')}`;
      if (date !== except) return date;
    }
  }
}

const clampYear = (year: number): number => Math.min(2008, Math.max(1926, year));
