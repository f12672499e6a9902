import { memoise } from './memo.ts';
import { foldKey } from './text.ts';

/** One word of a name with the key it is compared by. */
export interface NameWord {
  readonly text: string;
  readonly key: string;
}

export type BirthMarker = 'birth' | 'married' | 'usage';

const MARKERS = new Map<string, BirthMarker>();
for (const key of 'nee ne geb geborene nata nacida'.split(' ')) MARKERS.set(key, 'birth');
for (const key of 'epouse ep epse epouze eps vve veuve veuf mariee'.split(' ')) MARKERS.set(key, 'married');
for (const key of 'usage'.split(' ')) MARKERS.set(key, 'usage');
const MARKER_FILLERS = new Set('nom d de naissance jeune fille marital patronymique'.split(' '));

/** Words of a surname that stick to the next one. */
const PARTICLES = new Set(
  'de du des d von van der den ter ten zu zum zur le la les el da das do dos di della del dal degli san saint st ste sainte bou abou abu bin ibn ait mc mac fitz'.split(
    ' ',
  ),
);
/** Given names as well: a particle only when two more words follow or it is not the first. */
const MAYBE_PARTICLES = new Set('ben ould al'.split(' '));

/** Words of names repeat: their keys are remembered. */
export const toWord = memoise((text: string): NameWord => ({ text, key: foldKey(text) }), 20_000);

const HYPHENS = /\s*[-‐-―−][-‐-―−\s]*/g;
const LOOSE_APOSTROPHE = /(?<=(?:^|\s)\p{L})\s?['’`´]\s*/gu;

const SPACED_MC = /(?<!\p{L})(mc)\s+(?=\p{L}{3})/giu;

/** Hyphens without blanks around, one kind of apostrophe and no blank after it: `d' Artagnan` → `d'Artagnan`. */
export function tidyName(text: string): string {
  return text
    .replace(HYPHENS, '-')
    .replace(LOOSE_APOSTROPHE, "'")
    .replace(SPACED_MC, '$1')
    .replace(/[’`´]/g, "'")
    .replace(/^[-,;:.'"\s*]+|[-,;:"\s*]+$/g, '');
}

export const wordsOf = (text: string): NameWord[] =>
  text
    .split(/\s+/)
    .map(toWord)
    .filter((word) => word.key !== '');

export interface MarkedName {
  /** Before the marker. */
  readonly left: readonly NameWord[];
  /** After the marker, when there is one. */
  readonly right: readonly NameWord[];
  readonly marker?: BirthMarker;
}

/** Parts `DUPONT née MARTIN`, `MARTIN épouse DUPONT`, `MARTIN nom d'usage DUPONT`. */
export function splitAtMarker(words: readonly NameWord[]): MarkedName {
  const at = words.findIndex((word, index) => MARKERS.has(word.key) && isMarker(words, index));
  if (at < 0) return splitAtUsage(words);
  const marker = MARKERS.get(words[at]!.key)!;
  let left = words.slice(0, at);
  while (left.length > 0 && MARKER_FILLERS.has(left.at(-1)!.key) && marker === 'usage')
    left = left.slice(0, -1);
  return { left, right: skipFillers(words.slice(at + 1)), marker };
}

/** `Ne` and `Ep` are also short names: a marker only with words behind it. */
function isMarker(words: readonly NameWord[], index: number): boolean {
  if (words[index]!.key === 'usage') return index > 0 && words[index - 1]!.key.startsWith('d');
  return index < words.length - 1;
}

/** `MARTIN nom d'usage DUPONT`: the apostrophe leaves `d'usage` one word. */
function splitAtUsage(words: readonly NameWord[]): MarkedName {
  const at = words.findIndex((word) => word.key === 'd usage');
  if (at < 0 || at === words.length - 1) return { left: words, right: [] };
  const left = words[at - 1]?.key === 'nom' ? words.slice(0, at - 1) : words.slice(0, at);
  return { left, right: words.slice(at + 1), marker: 'usage' };
}

function skipFillers(words: readonly NameWord[]): readonly NameWord[] {
  let from = 0;
  while (from < words.length - 1 && (words[from]!.key === 'nom' || words[from]!.key === 'd')) from++;
  return words.slice(from);
}

/** Words joined into units that stay together: particles with what follows them, `y` with both sides. */
export function toUnits(words: readonly NameWord[]): NameWord[] {
  const units: NameWord[] = [];
  let pending: NameWord[] = [];
  words.forEach((word, index) => {
    const more = words.length - index - 1;
    const particle =
      PARTICLES.has(word.key) ||
      (MAYBE_PARTICLES.has(word.key) && (pending.length > 0 || index > 0 || more > 1));
    if (particle && more > 0) {
      pending.push(word);
      return;
    }
    units.push(joinWords([...pending, word]));
    pending = [];
  });
  return units;
}

export function joinWords(words: readonly NameWord[]): NameWord {
  if (words.length === 1) return words[0]!;
  return { text: words.map((word) => word.text).join(' '), key: words.map((word) => word.key).join(' ') };
}

export const startsWithParticle = (key: string): boolean => {
  const [first = '', ...rest] = key.split(' ');
  return rest.length > 0 && (PARTICLES.has(first) || MAYBE_PARTICLES.has(first));
};
