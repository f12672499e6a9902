import type { Random } from './random.ts';
import { NICKNAMES } from './words/given-names.ts';

/**
 * What happens to names and addresses on their way into a silo: typing errors on an AZERTY keyboard, spelling by ear,
 * lost accents, double encoding. Each function returns its input where it does not apply.
 */

const MARKS = /[\u0300-\u036f]/g;
const plainTexts = new Map<string, string>();

/** Without accents or ligatures; remembered, because names repeat. */
export function withoutAccents(text: string): string {
  const known = plainTexts.get(text);
  if (known !== undefined) return known;
  const plain = text.normalize('NFD').replace(MARKS, '').replace('œ', 'oe').replace('Œ', 'OE');
  if (plainTexts.size > 50_000) plainTexts.clear();
  plainTexts.set(text, plain);
  return plain;
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'zqe',
  b: 'vn',
  c: 'xv',
  d: 'sfe',
  e: 'rz',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'km',
  m: 'lp',
  n: 'b',
  o: 'ip',
  p: 'om',
  q: 'sa',
  r: 'et',
  s: 'qd',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'x',
  x: 'wc',
  y: 'tu',
  z: 'ae',
};

/** One slip: a neighbouring key, a letter left out, doubled, or two letters swapped. Never the first letter. */
export function typo(random: Random, text: string): string {
  if (text.length < 4) return text;
  const at = random.between(1, text.length - 2);
  const letter = text[at] as string;
  const following = text[at + 1] as string;
  switch (random.int(4)) {
    case 0: {
      const keys = NEIGHBOURS[withoutAccents(letter).toLowerCase()];
      if (keys === undefined) return text.slice(0, at) + text.slice(at + 1);
      return text.slice(0, at) + keys[random.int(keys.length)] + text.slice(at + 1);
    }
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + letter + text.slice(at);
    default:
      if (letter === following) return text.slice(0, at) + text.slice(at + 1);
      return text.slice(0, at) + following + letter + text.slice(at + 2);
  }
}

const BY_EAR: readonly (readonly [string, string])[] = [
  ['eau', 'ault'],
  ['eau', 'aud'],
  ['aud', 'eau'],
  ['ault', 'aud'],
  ['ph', 'f'],
  ['f', 'ff'],
  ['th', 't'],
  ['ck', 'k'],
  ['qu', 'k'],
  ['ss', 'c'],
  ['ai', 'é'],
  ['ei', 'ai'],
  ['y', 'i'],
  ['i', 'y'],
  ['ll', 'l'],
  ['nn', 'n'],
  ['tt', 't'],
  ['rr', 'r'],
  ['mm', 'm'],
  ['ou', 'oux'],
  ['er', 'é'],
  ['et', 'ez'],
  ['ez', 'et'],
  ['in', 'ain'],
  ['en', 'an'],
  ['an', 'en'],
  ['oi', 'oy'],
  ['c', 'k'],
  ['g', 'gu'],
  ['t', 'tt'],
  ['n', 'nn'],
  ['l', 'll'],
  ['d', 't'],
  ['r', 'rt'],
];

/** Spelt as it is heard: Philippe → Filippe, Renaud → Reneau, Gauthier → Gautier. */
export function byEar(random: Random, text: string): string {
  const start = random.int(BY_EAR.length);
  for (let i = 0; i < BY_EAR.length; i++) {
    const [heard, written] = BY_EAR[(start + i) % BY_EAR.length] as readonly [string, string];
    const at = text.indexOf(heard, 1);
    if (at > 0) return text.slice(0, at) + written + text.slice(at + heard.length);
  }
  return typo(random, text);
}

/** An everyday short form, where there is one. */
export function nickname(random: Random, given: string): string {
  const known = NICKNAMES[given];
  return known === undefined ? given : random.pick(known);
}

/** One half of a compound name, or its first half cut to a letter (Jean-Pierre → Jean, J-Pierre, Jean Pierre). */
export function half(random: Random, name: string): string {
  const at = name.indexOf('-');
  if (at < 0) return name;
  const first = name.slice(0, at);
  const second = name.slice(at + 1);
  switch (random.int(4)) {
    case 0:
      return first;
    case 1:
      return second;
    case 2:
      return `${first} ${second}`;
    default:
      return `${first[0]}-${second}`;
  }
}

/** UTF-8 read as Windows-1252: é → Ã©. Only for text whose accented letters are in Latin-1. */
export function mojibake(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length === text.length
    ? text
    : bytes.toString('latin1').replace(/[\u0080-\u009f]/g, windows1252);
}

const HIGH_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252 = (control: string): string => HIGH_CONTROLS[control.charCodeAt(0) - 0x80] as string;

const ENTITIES: Readonly<Record<string, string>> = {
  é: '&eacute;',
  è: '&egrave;',
  ê: '&ecirc;',
  ë: '&euml;',
  ç: '&ccedil;',
  ï: '&iuml;',
  î: '&icirc;',
  ô: '&ocirc;',
  É: '&Eacute;',
  à: '&agrave;',
  â: '&acirc;',
  "'": '&#39;',
  ü: '&uuml;',
  ö: '&ouml;',
};

/** Text that went through a web form once too often: é → &eacute;, ' → &#39;. */
export function htmlEntities(text: string): string {
  let out = '';
  for (const letter of text) out += ENTITIES[letter] ?? letter;
  return out;
}

const DOMAIN_SLIPS: readonly (readonly [string, string])[] = [
  ['@gmail.com', '@gmial.com'],
  ['@gmail.com', '@gmail.fr'],
  ['@gmail.com', '@gamil.com'],
  ['@hotmail.fr', '@hotmial.fr'],
  ['@orange.fr', '@ornage.fr'],
  ['@wanadoo.fr', '@wandoo.fr'],
  ['@yahoo.fr', '@yaho.fr'],
  ['@laposte.net', '@laposte.fr'],
  ['@outlook.fr', '@outlok.fr'],
  ['.com', '.con'],
  ['.fr', '.f'],
];

/** A slip in the local part or, as often, in the domain. */
export function emailTypo(random: Random, email: string): string {
  if (random.chance(0.5)) {
    const start = random.int(DOMAIN_SLIPS.length);
    for (let i = 0; i < DOMAIN_SLIPS.length; i++) {
      const [right, wrong] = DOMAIN_SLIPS[(start + i) % DOMAIN_SLIPS.length] as readonly [string, string];
      if (email.endsWith(right)) return email.slice(0, -right.length) + wrong;
    }
  }
  const at = email.indexOf('@');
  return typo(random, email.slice(0, at)) + email.slice(at);
}

/** One digit wrong, or two neighbours swapped; the length and the first two digits stay. */
export function phoneTypo(random: Random, number: string): string {
  const at = random.between(3, 8);
  if (random.chance(0.4) && number[at] !== number[at + 1]) {
    return number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2);
  }
  const wrong = (number.charCodeAt(at) - 48 + random.between(1, 9)) % 10;
  return number.slice(0, at) + wrong + number.slice(at + 1);
}
