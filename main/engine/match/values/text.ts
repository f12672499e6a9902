import { foldKey } from '../../../../shared/kinds/fold.ts';

const PLAIN = /^[A-Z0-9]+(?: [A-Z0-9]+)*$/;

/**
 * The form in which texts are compared: upper case, no accents, no ligatures, punctuation as one space.
 * "Jean-Françoís d'Œuf" → "JEAN FRANCOIS D OEUF".
 */
export function fold(text: string): string {
  return PLAIN.test(text) ? text : foldKey(text).toUpperCase();
}

/** Words of a folded text; [] for a blank. */
export function words(folded: string): string[] {
  return folded === '' ? [] : folded.split(' ');
}

/**
 * 32-bit hash of a text (MurmurHash3's mixing over UTF-16 units). Never 0, which stands for "no key".
 * Two different texts collide once in 4 billion: a collision can only cause a pair too many to be compared.
 */
export function hashText(text: string, seed = 0): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return finish(h ^ text.length);
}

/** 53-bit hash of a text: two of a million texts collide once in ten thousand times. */
export function longHash(text: string): number {
  return hashText(text) * 0x200000 + (hashText(text, 0x2545f491) & 0x1fffff);
}

/** Mixes a 32-bit number into a hash. */
export function mix(hash: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  k = Math.imul(k, 0x1b873593);
  let h = hash ^ k;
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** Last step of the hash: every bit of the result depends on every bit of `hash`. */
export function finish(hash: number): number {
  let h = hash;
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  return h >>> 0 || 1;
}
