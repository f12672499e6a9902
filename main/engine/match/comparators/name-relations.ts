import type { Column, EncodedRecords } from '../encode.ts';
import type { Texts } from '../values/dictionary.ts';
import {
  bitCount,
  damerauLevenshtein,
  editsAtLeast,
  jaroWinkler,
  jaroWinklerAtMost,
  letterMask,
} from '../values/metrics.ts';
import { areGenderForms, areNicknames, hasNicknames, looksShortened } from '../values/nicknames.ts';
import { PairCache } from '../values/pair-cache.ts';
import { soundOf } from '../values/sound.ts';
import { words } from '../values/text.ts';

/** How two names of persons relate, strongest first. Plain numbers: they are kept in typed arrays. */
export const RELATION = {
  exact: 0,
  close: 1,
  sound: 2,
  nickname: 3,
  compound: 4,
  initial: 5,
  fuzzy: 6,
  genderForm: 7,
  different: 8,
} as const;

/** Similarity of person names by value number: given and family names share one dictionary. */
export class NameRelations {
  private readonly texts: readonly string[];
  private readonly shapes: Int32Array;
  private readonly sounds: (string | undefined)[] = [];
  private readonly cache = new PairCache(20);
  private readonly common: (id: number) => boolean;

  constructor(records: EncodedRecords, names: Texts) {
    this.texts = names.map((text) => text);
    this.shapes = records.features.get('shapes of names', () => ({ shapes: shapesOf(this.texts) })).shapes;
    const columns = ['given_name', 'middle_name', 'family_name', 'birth_name'];
    const held = [...records.columns.values()].filter((c) => columns.includes(c.kind));
    const limit = 3 + records.distinct / 2000;
    this.common = (id) => held.some((column) => (column.frequency[id] ?? 0) >= limit);
  }

  /** One of {@link RELATION} for two names that are not blank. */
  relation(a: number, b: number): number {
    if (a === b) return RELATION.exact;
    return this.areFar(NAME * a, NAME * b) ? RELATION.different : this.cache.get(a, b, this.compute);
  }

  /**
   * True when the letters, the beginning and the sound of two names alone say that nothing relates them: most pairs
   * end here, without a look at the texts.
   */
  private areFar(x: number, y: number): boolean {
    const { shapes } = this;
    if (shapes[x + SHAPE.special] !== 0 || shapes[y + SHAPE.special] !== 0) return false;
    if (shapes[x + SHAPE.start] === shapes[y + SHAPE.start]) return false;
    if (shapes[x + SHAPE.soundEnd] === shapes[y + SHAPE.soundEnd]) return false;
    if (shapes[x + SHAPE.nicknamed] !== 0 && shapes[y + SHAPE.nicknamed] !== 0) return false;
    const [lettersA, lettersB] = [shapes[x + SHAPE.letters]!, shapes[y + SHAPE.letters]!];
    const onlyA = bitCount(lettersA & ~lettersB);
    const onlyB = bitCount(lettersB & ~lettersA);
    if (onlyA <= 2 && onlyB <= 2) return false;
    // Jaro-Winkler with the bonus for one common letter at the beginning, as the first two are not the same.
    const [la, lb] = [shapes[x + SHAPE.length]!, shapes[y + SHAPE.length]!];
    const common = Math.min(la - onlyA, lb - onlyB);
    return common <= 0 || 0.1 + (0.9 * (common / la + common / lb + 1)) / 3 < 0.86;
  }

  private readonly compute = (a: number, b: number): number => {
    const relation = relate(
      this.texts[a]!,
      this.texts[b]!,
      this.shapes[NAME * a]!,
      this.shapes[NAME * b]!,
      () => this.sound(a) === this.sound(b),
    );
    // A slip of the pen seldom makes another everyday name: Marine and Martine are two names, not a typo.
    if (relation !== RELATION.close && relation < RELATION.fuzzy) return relation;
    if (this.common(a) && this.common(b))
      return Math.max(relation, relation === RELATION.close ? RELATION.fuzzy : RELATION.different);
    if (relation < RELATION.fuzzy || relation === RELATION.genderForm) return relation;
    return looksShortened(this.texts[a]!, this.texts[b]!, this.sound(a), this.sound(b))
      ? RELATION.nickname
      : relation;
  };

  private sound(id: number): string {
    this.sounds[id] ??= soundOfName(this.texts[id]!);
    return this.sounds[id]!;
  }
}

const soundOfName = (text: string): string =>
  words(text)
    .map((word) => soundOf(word).sound)
    .join('');

/** Numbers kept of each name, side by side, as they are read together. */
const NAME = 6;
const SHAPE = {
  letters: 0,
  length: 1,
  /** First two letters. */
  start: 2,
  /** Last letter of the sound: names of one sound, or of which one ends like the other, have it in common. */
  soundEnd: 3,
  /** 1: one of a group of pet forms. */
  nicknamed: 4,
  /** 1: several words, an initial or a doubled syllable, which are compared in other ways. */
  special: 5,
} as const;

function shapesOf(texts: readonly string[]): Int32Array {
  const shapes = new Int32Array(NAME * texts.length);
  texts.forEach((text, id) => {
    const isSpecial = text.length < 3 || text.includes(' ') || text.slice(0, 2) === text.slice(2);
    const sound = soundOfName(text);
    shapes.set(
      [
        letterMask(text),
        text.length,
        (text.charCodeAt(0) << 16) | text.charCodeAt(1),
        sound.charCodeAt(sound.length - 1) || -id,
        hasNicknames(text) ? 1 : 0,
        isSpecial ? 1 : 0,
      ],
      NAME * id,
    );
  });
  return shapes;
}

function relate(a: string, b: string, maskA: number, maskB: number, soundsSame: () => boolean): number {
  if (isInitial(a) || isInitial(b)) return initialsAgree(a, b) ? RELATION.initial : RELATION.different;
  if (areGenderForms(a, b)) return RELATION.genderForm;
  if (areNicknames(a, b)) return RELATION.nickname;
  const spaced = a.includes(' ') || b.includes(' ');
  if (spaced && a.replaceAll(' ', '') === b.replaceAll(' ', '')) return RELATION.close;
  const spelling = spelled(a, b, maskA, maskB);
  if (spelling === RELATION.close) return spelling;
  if (soundsSame()) return RELATION.sound;
  return spaced && isPartOf(a, b) ? RELATION.compound : spelling;
}

function spelled(a: string, b: string, maskA: number, maskB: number): number {
  const longest = Math.max(a.length, b.length);
  const limit = longest >= 7 ? 2 : 1;
  const edits = editsAtLeast(a, b, maskA, maskB) <= limit ? damerauLevenshtein(a, b, limit) : limit + 1;
  if (edits <= 1 && longest >= 4) return RELATION.close;
  const similarity = jaroWinklerAtMost(a, b, maskA, maskB) >= 0.86 ? jaroWinkler(a, b) : 0;
  if (similarity >= 0.935 && longest >= 5) return RELATION.close;
  if (similarity >= 0.86 || (edits <= 2 && longest >= 7)) return RELATION.fuzzy;
  return RELATION.different;
}

/** "J", "J P", "JP": one letter, or letters apart. */
function isInitial(text: string): boolean {
  return text.length === 1 || /^[A-Z](?: [A-Z])+$/.test(text);
}

function initialsAgree(a: string, b: string): boolean {
  const left = words(a);
  const right = words(b);
  const count = Math.min(left.length, right.length);
  for (let k = 0; k < count; k++) if (left[k]!.charAt(0) !== right[k]!.charAt(0)) return false;
  return true;
}

/** True when each word of the shorter name is in the longer: Jean in Jean-Pierre, Martin in Dupont-Martin. */
function isPartOf(a: string, b: string): boolean {
  const [few, many] = a.length < b.length ? [words(a), words(b)] : [words(b), words(a)];
  if (few.length >= many.length && few.length > 1 && many.length > 1) return isPermutation(few, many);
  if (!few.some((word) => word.length >= 3)) return false;
  return few.every((word) => many.some((other) => sameWord(word, other)));
}

function isPermutation(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word) => b.some((other) => sameWord(word, other)));
}

function sameWord(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 5 && damerauLevenshtein(a, b, 1) <= 1);
}

const relationsOf = new WeakMap<EncodedRecords, NameRelations>();

/** The relations of one set of records, shared by the comparisons of given and family names. */
export function nameRelations(records: EncodedRecords, column: Column): NameRelations {
  let relations = relationsOf.get(records);
  if (relations === undefined) {
    relations = new NameRelations(records, column.dictionary);
    relationsOf.set(records, relations);
  }
  return relations;
}
