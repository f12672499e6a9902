import type { Random } from './random.ts';
import { withoutAccents } from './text-damage.ts';

const EMAIL_DOMAINS: readonly string[] = [
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'gmail.com',
  'orange.fr',
  'orange.fr',
  'hotmail.fr',
  'hotmail.com',
  'free.fr',
  'free.fr',
  'wanadoo.fr',
  'yahoo.fr',
  'yahoo.fr',
  'sfr.fr',
  'laposte.net',
  'outlook.fr',
  'outlook.com',
  'live.fr',
  'icloud.com',
  'bbox.fr',
  'neuf.fr',
  'numericable.fr',
  'protonmail.com',
  'example.fr',
  'example.org',
];

/**
 * Landline prefixes that ARCEP keeps for fiction (decision 2018-0881): 10,000 numbers each. 06 39 98 is kept for
 * mobiles, but libphonenumber takes +33 6 39 for an invalid number, and 10,000 numbers are far too few for a sample
 * in which a mistyped number should not be somebody else's: mobiles are therefore random strings in the open ranges.
 */
const FICTION_LANDLINES: readonly string[] = ['019900', '035301', '026191', '046571', '053649'];
/** Above this many numbers of a fiction range in use, a mistyped one would too often be another household's. */
const FICTION_USABLE = 1_000;

/**
 * Gives contact points that no other person of the sample has. Memory is bounded: a set bit means "perhaps taken"
 * (one hash of a Bloom filter), then another candidate is tried.
 * The addresses and numbers may exist: they are never to be written to or called.
 */
export class ContactBook {
  private readonly taken: Uint32Array;
  private readonly mask: number;
  private landlines = 0;
  private readonly random: Random;

  constructor(random: Random, people: number) {
    this.random = random;
    const bits = Math.min(32, Math.max(20, Math.ceil(Math.log2(people * 200))));
    this.taken = new Uint32Array(2 ** (bits - 5));
    this.mask = 2 ** bits - 1;
  }

  /** True when the text was free and is now taken. */
  private take(text: string): boolean {
    const hash = (hashText(text) & this.mask) >>> 0;
    const word = hash >>> 5;
    const bit = 1 << (hash & 31);
    if (((this.taken[word] as number) & bit) !== 0) return false;
    this.taken[word] = (this.taken[word] as number) | bit;
    return true;
  }

  /** National form, ten digits: 06… or 07…. */
  mobile(): string {
    for (;;) {
      const number = mobileCandidate(this.random);
      if (this.take(number)) return number;
    }
  }

  /** National form, ten digits, 01 … 05. */
  landline(): string {
    const count = this.landlines++;
    if (count < FICTION_LANDLINES.length * FICTION_USABLE) {
      const prefix = FICTION_LANDLINES[count % FICTION_LANDLINES.length] as string;
      // 3,571 is prime to 10,000: the numbers are spread over the range and never repeat.
      const rest = (Math.floor(count / FICTION_LANDLINES.length) * 3_571 + 1_234) % 10_000;
      return prefix + String(rest).padStart(4, '0');
    }
    for (;;) {
      const number = `0${this.random.between(1, 5)}${this.random.between(30, 59)}${digits(this.random, 6)}`;
      if (this.take(number)) return number;
    }
  }

  /** A personal e-mail address in lower case, built in one of the ways people build theirs. */
  email(given: string, family: string, birthYear: number): string {
    const g = mailPart(given);
    const f = mailPart(family);
    for (let attempt = 0; ; attempt++) {
      const local = localPart(this.random, g, f, birthYear) + (attempt > 2 ? digits(this.random, 3) : '');
      const address = `${local}@${this.random.pick(EMAIL_DOMAINS)}`;
      if (this.take(address)) return address;
    }
  }

  /** An address that a household shares, e.g. `famille.martin@orange.fr`. */
  familyEmail(family: string): string {
    const f = mailPart(family);
    for (let attempt = 0; ; attempt++) {
      const local = this.random.pick(['famille.', 'les', 'fam.', 'la.famille.', 'foyer.']) + f;
      const number = attempt > 0 || this.random.chance(0.5) ? digits(this.random, attempt > 3 ? 4 : 2) : '';
      const address = `${local}${number}@${this.random.pick(EMAIL_DOMAINS)}`;
      if (this.take(address)) return address;
    }
  }
}

const NICKS: readonly string[] = [
  'super',
  'le',
  'mr',
  'miss',
  'chat',
  'soleil',
  'titi',
  'papy',
  'rider',
  'zen',
  'moto',
  'jardin',
];

function localPart(random: Random, g: string, f: string, birthYear: number): string {
  const yy = String(birthYear % 100).padStart(2, '0');
  switch (random.int(10)) {
    case 0:
    case 1:
      return `${g}.${f}`;
    case 2:
      return `${g}.${f}${random.chance(0.5) ? yy : random.between(1, 99)}`;
    case 3:
      return `${g[0]}${f}${random.chance(0.5) ? yy : ''}`;
    case 4:
      return `${g}${birthYear}`;
    case 5:
      return `${f}.${g}`;
    case 6:
      return `${g}_${f}${random.between(1, 99)}`;
    case 7:
      return `${random.pick(NICKS)}${g}${random.between(1, 999)}`;
    case 8:
      return `${random.pick(NICKS)}.${random.pick(NICKS)}${random.between(10, 9999)}`;
    default:
      return `${g}${f[0]}${yy}`;
  }
}

function mobileCandidate(random: Random): string {
  if (random.chance(0.3)) return `07${random.between(40, 89)}${digits(random, 6)}`;
  return `06${random.pick(['0', '1', '2', '4', '5', '6', '7', '8'])}${digits(random, 7)}`;
}

/** `count` random decimal digits. */
function digits(random: Random, count: number): string {
  return String(random.int(10 ** count)).padStart(count, '0');
}

function mailPart(name: string): string {
  const plain = withoutAccents(name).toLowerCase();
  let out = '';
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    if (code >= 97 && code <= 122) out += plain[i];
  }
  return out;
}

/** FNV-1a with a final avalanche, 32 bits. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A French company number that passes its check digits (Luhn): SIREN (9 digits), then SIRET (14 digits). */
export function siret(random: Random): string {
  const siren = withLuhn(String(random.between(3, 9)) + digits(random, 7));
  return withLuhn(siren + String(random.between(1, 40)).padStart(4, '0'));
}

function withLuhn(head: string): string {
  let sum = 0;
  for (let i = 0; i < head.length; i++) {
    const digit = head.charCodeAt(head.length - 1 - i) - 48;
    const doubled = i % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return head + String((10 - (sum % 10)) % 10);
}
