import { type Column, type EncodedRecords, SEVERAL } from '../encode.ts';
import { Dictionary, Texts } from '../values/dictionary.ts';
import { bitCount, damerauLevenshtein, letterMask } from '../values/metrics.ts';
import { editDistance, withinOneEdit } from '../values/packed-metrics.ts';
import { PairCache } from '../values/pair-cache.ts';
import { hashText, longHash, words } from '../values/text.ts';
import {
  BLANK,
  bestLevel,
  type Comparator,
  type ComparatorFamily,
  columnOf,
  sharedValue,
  textsOf,
} from './comparator.ts';
import { sharedContacts } from './shared-contacts.ts';

/** Feature: hashes of the words that are names of people in some record. */
export const NAME_WORDS = 'name words';

const EMAIL = { exact: 0, typo: 1, local: 2, nameLocal: 3, shared: 4, similar: 5, different: 6 } as const;

/**
 * E-mails. `typo`: one or two slips; `same_local`: same local part at another domain; `same_name_local`: the
 * same or nearly, but made of the person's name, which the names already say; `shared`: an e-mail of many people.
 */
export const email: ComparatorFamily = {
  name: 'email',
  levels: [
    { name: 'exact', m: 0.55, u: 0.00002 },
    { name: 'typo', m: 0.05, u: 0.00001 },
    { name: 'same_local', m: 0.03, u: 0.00001 },
    { name: 'same_name_local', m: 0.03, u: 0.02 },
    { name: 'shared', m: 0.01, u: 0.01 },
    { name: 'similar', m: 0.02, u: 0.0005 },
    { name: 'different', m: 0.31, u: 0.96945 },
  ],
  valued: [EMAIL.exact],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const { dictionary } = column;
    const shared = sharedContacts(context.records, column, context.guards.sharedContactLimit);
    const isNamed = namedMailboxes(dictionary, knownNames(context.records));
    const { parts, domainChars, domainStarts } = mailboxes(context.records, column);
    const domainTexts = new Texts(domainChars, domainStarts);
    const cache = new PairCache(12);
    const farApart = (a: number, b: number): number => editDistance(domainTexts, a, b, MOST_DOMAIN_SLIPS);
    const compute = (a: number, b: number): number => {
      const [x, y] = [MAILBOX * a, MAILBOX * b];
      if (parts[x + BOX.local] !== parts[y + BOX.local]) {
        // Bounds first: nearly all pairs of e-mails have nothing to do with one another.
        const [domainA, domainB] = [parts[x + BOX.domain]!, parts[y + BOX.domain]!];
        const sameDomain = domainA === domainB;
        const limit = mostSlips(parts[x + BOX.length]!, parts[y + BOX.length]!, sameDomain);
        const left = limit - (sameDomain ? 0 : cache.get(domainA, domainB, farApart));
        if (left <= 0) return EMAIL.different;
        const [lettersA, lettersB] = [parts[x + BOX.letters]!, parts[y + BOX.letters]!];
        const [digitsA, digitsB] = [parts[x + BOX.digits]!, parts[y + BOX.digits]!];
        if (bitCount(lettersA & ~lettersB) + bitCount(digitsA & ~digitsB) > left) return EMAIL.different;
        if (bitCount(lettersB & ~lettersA) + bitCount(digitsB & ~digitsA) > left) return EMAIL.different;
        if (editDistance(dictionary, a, b, limit) > limit) return EMAIL.different;
        // People of one name, with other digits: common enough to spare the texts.
        if (parts[x + BOX.withoutDigits] === parts[y + BOX.withoutDigits]) {
          if (sameDomain && parts[x + BOX.digitCount] !== parts[y + BOX.digitCount]) return EMAIL.different;
          if (isNamed(a) && isNamed(b)) return EMAIL.nameLocal;
        }
      }
      return emailLevel(dictionary.text(a), dictionary.text(b), () => isNamed(a) && isNamed(b));
    };
    const compare = (a: number, b: number): number => {
      if (a === b) return shared[a] === 1 ? EMAIL.shared : EMAIL.exact;
      return compute(a, b);
    };
    const { single } = column;
    const compareRecords = (i: number, j: number): number => {
      const [a, b] = [single[i]!, single[j]!];
      if (a === 0 || b === 0) return BLANK;
      return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, compare) : compare(a, b);
    };
    return {
      compare: compareRecords,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compareRecords(left[k]!, right[k]!);
      },
      frequency: (i, j, level) => (level === EMAIL.exact ? holderShare(column, i, j) : 0),
      values: (i) => textsOf([column], i),
    };
  },
};

/** Share of the records that hold a contact point, those that the same person may account for (4) left out. */
function holderShare(column: Column, i: number, j: number): number {
  const id = sharedValue(column, i, j);
  return Math.max(0.25, column.frequency[id]! - 4) / Math.max(5000, column.filled);
}

type IsNameWord = (word: string) => boolean;

function knownNames({ columns, features }: EncodedRecords): IsNameWord {
  const { hashes } = features.get(NAME_WORDS, () => {
    const found = new Set<number>();
    for (const { kind, dictionary } of columns.values()) {
      if (kind !== 'given_name' && kind !== 'family_name') continue;
      for (let id = 1; id < dictionary.size; id++)
        for (const word of words(dictionary.text(id))) if (word.length >= 3) found.add(longHash(word));
    }
    return { hashes: Float64Array.from(found).sort() };
  });
  const known = new Set(hashes);
  return (word) => known.has(longHash(word));
}

/** Whether the local part of a mailbox, by its number, consists of names: found out when it is first asked for. */
function namedMailboxes(dictionary: Texts, isNameWord: IsNameWord): (id: number) => boolean {
  const known = new Uint8Array(dictionary.size);
  return (id) => {
    if (known[id] === 0) known[id] = isName(localOf(dictionary.text(id)), isNameWord) ? 2 : 1;
    return known[id] === 2;
  };
}

function plainLocalPart(email: string): string {
  const at = email.lastIndexOf('@');
  return (at < 0 ? email : email.slice(0, at)).replace(/[._-]/g, '');
}

/**
 * Level of two different mailboxes. `named`: whether both local parts consist of names of people. People of one name make
 * up nearly the same addresses (jean.dupont53, jean_dupont67, j.dupont at another provider): no evidence beside the names.
 */
function emailLevel(a: string, b: string, named: () => boolean): number {
  const domainA = a.slice(a.lastIndexOf('@') + 1);
  const domainB = b.slice(b.lastIndexOf('@') + 1);
  const sameDomain = domainA === domainB;
  const localA = plainLocalPart(a);
  const localB = plainLocalPart(b);
  if (localA === localB && localA.length >= 3) {
    if (damerauLevenshtein(domainA, domainB, 2) <= 2) return EMAIL.typo;
    return named() ? EMAIL.nameLocal : EMAIL.local;
  }
  const digits = digitsDiffer(localA, localB);
  if (digits !== null) {
    if (sameDomain && digits.lengths) return EMAIL.different;
    if (digits.slips > 1 || named()) return EMAIL.nameLocal;
  }
  // Both sides of the @ may be mistyped at once where the domain is no provider's that everybody uses.
  const limit = mostSlips(a.length, b.length, sameDomain);
  const slips = damerauLevenshtein(a, b, limit);
  const most = sameDomain ? limit : Math.floor(Math.min(a.length, b.length) / 4);
  const level = slipsLevel(slips, Math.min(localA.length, localB.length), most);
  return level !== EMAIL.different && !sameDomain && named() ? EMAIL.nameLocal : level;
}

function slipsLevel(slips: number, shorter: number, most: number): number {
  if ((slips === 1 && shorter >= 4) || (slips === 2 && shorter >= 6)) return EMAIL.typo;
  if (slips <= 3 && shorter >= 7) return EMAIL.similar;
  return slips <= most && shorter >= 5 ? EMAIL.similar : EMAIL.different;
}

const localOf = (email: string): string => email.slice(0, Math.max(0, email.lastIndexOf('@')));

/** Slips beyond which two mailboxes have nothing to do with one another. */
const mostSlips = (lengthA: number, lengthB: number, sameDomain: boolean): number =>
  sameDomain ? 3 : Math.max(3, Math.floor(Math.min(lengthA, lengthB) / 4));

/** Slips between two domains beyond which it does not matter how many there are. */
const MOST_DOMAIN_SLIPS = 12;

/** Numbers kept of each mailbox, side by side, as they are read together. */
const MAILBOX = 7;
const BOX = {
  /** Hash of the local part without separators. */
  local: 0,
  /** Number of the domain. */
  domain: 1,
  /** Letters and digits of the local part, a bit each. */
  letters: 2,
  digits: 3,
  length: 4,
  /** Hash of the local part without separators and digits, and the number of digits. */
  withoutDigits: 5,
  digitCount: 6,
} as const;

function mailboxes({ features }: EncodedRecords, { attribute, dictionary }: Column) {
  return features.get(`mailboxes ${attribute}`, () => {
    const parts = new Int32Array(MAILBOX * dictionary.size);
    const known = new Dictionary();
    for (let id = 0; id < dictionary.size; id++) {
      const text = dictionary.text(id);
      const local = plainLocalPart(text);
      const domain = known.id(text.slice(text.lastIndexOf('@') + 1));
      const withoutDigits = local.replace(/[0-9]/g, '');
      parts.set(
        [
          hashText(local),
          domain,
          letterMask(withoutDigits),
          digitMask(local),
          text.length,
          hashText(withoutDigits),
          local.length - withoutDigits.length,
        ],
        MAILBOX * id,
      );
    }
    const { chars, starts } = known.finish();
    return { parts, domainChars: chars, domainStarts: starts };
  });
}

function digitMask(text: string): number {
  let mask = 0;
  for (let k = 0; k < text.length; k++) {
    const digit = text.charCodeAt(k) - 48;
    if (digit >= 0 && digit <= 9) mask |= 1 << digit;
  }
  return mask;
}

/**
 * How the digits differ of two local parts with the same letters, null where the letters differ: other digits after the
 * same letters are other people more often than slips, as the name was taken.
 */
function digitsDiffer(a: string, b: string): { lengths: boolean; slips: number } | null {
  if (a.replace(/[0-9]/g, '') !== b.replace(/[0-9]/g, '')) return null;
  const [digitsA, digitsB] = [a.replace(/[^0-9]/g, ''), b.replace(/[^0-9]/g, '')];
  return { lengths: digitsA.length !== digitsB.length, slips: damerauLevenshtein(digitsA, digitsB, 2) };
}

/** True when the local part consists of names known to the records, an initial and digits at most. */
function isName(local: string, isNameWord: IsNameWord): boolean {
  const parts = local
    .toUpperCase()
    .split(/[^A-Z]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return false;
  if (parts.every((part) => part.length === 1 || isNameWord(part))) return true;
  const whole = parts.join('');
  for (let cut = 1; cut < whole.length; cut++) {
    const left = whole.slice(0, cut);
    const right = whole.slice(cut);
    if ((cut === 1 || isNameWord(left)) && (right.length === 1 || isNameWord(right))) return true;
  }
  return false;
}

const PHONE = { exact: 0, tail: 1, digit: 2, shared: 3, different: 4 } as const;

/** Phones. `last_8`: same without country and area prefix; `digit`: one digit off, missing or exchanged. */
export const phone: ComparatorFamily = {
  name: 'phone',
  levels: [
    { name: 'exact', m: 0.6, u: 0.00002 },
    { name: 'last_8', m: 0.01, u: 0.000005 },
    { name: 'digit', m: 0.04, u: 0.00001 },
    { name: 'shared', m: 0.01, u: 0.01 },
    { name: 'different', m: 0.34, u: 0.99 },
  ],
  valued: [PHONE.exact],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const { dictionary } = column;
    const shared = sharedContacts(context.records, column, context.guards.sharedContactLimit);
    const { ends } = context.records.features.get(`ends ${column.attribute}`, () => ({
      ends: phoneEnds(dictionary),
    }));
    const compare = (a: number, b: number): number => {
      if (a === b) return shared[a] === 1 ? PHONE.shared : PHONE.exact;
      const lengthA = ends[2 * a]!;
      const lengthB = ends[2 * b]!;
      const least = lengthA < lengthB ? lengthA : lengthB;
      if (least >= 8) {
        const gap = ends[2 * a + 1]! - ends[2 * b + 1]!;
        if (gap === 0) return PHONE.tail;
        // Of one length, one slip among the last digits is a gap of few figures: nearly all pairs end here.
        if (lengthA === lengthB && !mayBeOneDigit(gap)) return PHONE.different;
      }
      return least >= 7 && withinOneEdit(dictionary, a, b) ? PHONE.digit : PHONE.different;
    };
    const { single } = column;
    const compareRecords = (i: number, j: number): number => {
      const [a, b] = [single[i]!, single[j]!];
      if (a === 0 || b === 0) return BLANK;
      return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, compare) : compare(a, b);
    };
    return {
      compare: compareRecords,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compareRecords(left[k]!, right[k]!);
      },
      frequency: (i, j, level) => (level === PHONE.exact ? holderShare(column, i, j) : 0),
      values: (i) => textsOf([column], i),
    };
  },
};

/** Length and last eight digits of each number. */
function phoneEnds(dictionary: Texts): Int32Array {
  const ends = new Int32Array(2 * dictionary.size);
  for (let id = 1; id < dictionary.size; id++) {
    const text = dictionary.text(id);
    ends[2 * id] = text.length;
    ends[2 * id + 1] = Number(text.slice(-8)) || 0;
  }
  return ends;
}

/** False when two numbers of that difference differ in more than one figure, or two neighbours exchanged. */
function mayBeOneDigit(gap: number): boolean {
  let rest = gap < 0 ? -gap : gap;
  while (rest % 10 === 0) rest /= 10;
  return rest <= 9 || (rest <= 81 && rest % 9 === 0);
}

const IDENTIFIER = { exact: 0, typo: 1, different: 2 } as const;

/** Identifiers of one person, organisation or product: same, one slip, different. */
export const identifier: ComparatorFamily = {
  name: 'identifier',
  levels: [
    { name: 'exact', m: 0.9, u: 0.00001 },
    { name: 'typo', m: 0.04, u: 0.0001 },
    { name: 'different', m: 0.06, u: 0.9999 },
  ],
  valued: [IDENTIFIER.exact],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const { dictionary } = column;
    const compare = (a: number, b: number): number =>
      a === b ? IDENTIFIER.exact : identifierLevel(dictionary, a, b);
    return {
      compare: (i, j) => bestLevel(column, i, j, compare),
      frequency: (i, j, level) => (level === IDENTIFIER.exact ? holderShare(column, i, j) : 0),
      values: (i) => textsOf([column], i),
    };
  },
};

/** Level of two different identifiers. Short ones (under 6 characters) are never slips of one another. */
export function identifierLevel(texts: Texts, a: number, b: number): number {
  if (Math.min(texts.length(a), texts.length(b)) < 6) return IDENTIFIER.different;
  return withinOneEdit(texts, a, b) ? IDENTIFIER.typo : IDENTIFIER.different;
}

const sameOrNot = (a: number, b: number): number => (a === b ? 0 : 1);

/** Values that agree or not: sex, codes, categories. */
export const category: ComparatorFamily = {
  name: 'category',
  levels: [
    { name: 'exact', m: 0.95, u: 0.4 },
    { name: 'different', m: 0.05, u: 0.6 },
  ],
  valued: [],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const { single } = column;
    const compareRecords = (i: number, j: number): number => {
      const [a, b] = [single[i]!, single[j]!];
      if (a === 0 || b === 0) return BLANK;
      return a === SEVERAL || b === SEVERAL ? bestLevel(column, i, j, sameOrNot) : sameOrNot(a, b);
    };
    return {
      compare: compareRecords,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compareRecords(left[k]!, right[k]!);
      },
      frequency: () => 0,
      values: (i) => textsOf([column], i),
    };
  },
};

/** Numbers: equal, within 1 %, within 10 %, further apart. */
export const numeric: ComparatorFamily = {
  name: 'number',
  levels: [
    { name: 'exact', m: 0.6, u: 0.02 },
    { name: 'within_1_percent', m: 0.1, u: 0.02 },
    { name: 'within_10_percent', m: 0.15, u: 0.1 },
    { name: 'different', m: 0.15, u: 0.86 },
  ],
  valued: [],
  create(context): Comparator {
    const column = columnOf(context, 0)!;
    const numbers = Float64Array.from(column.dictionary.map((text) => Number.parseFloat(text)));
    const compare = (a: number, b: number): number => {
      const x = numbers[a]!;
      const y = numbers[b]!;
      if (Number.isNaN(x) || Number.isNaN(y)) return BLANK;
      const gap = Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y), 1e-9);
      return x === y ? 0 : gap <= 0.01 ? 1 : gap <= 0.1 ? 2 : 3;
    };
    return {
      compare: (i, j) => bestLevel(column, i, j, compare),
      frequency: () => 0,
      values: (i) => textsOf([column], i),
    };
  },
};
