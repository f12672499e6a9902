import { givenNameStrength } from './names-given.ts';
import { joinWords, type NameWord, startsWithParticle, toUnits } from './names-words.ts';
import type { NameOrder } from './types.ts';

export interface SplitName {
  readonly given: readonly NameWord[];
  readonly family: readonly NameWord[];
  /** False when nothing in the text told the order. */
  readonly sure: boolean;
}

const HAS_LOWER = /\p{Ll}/u;
const HAS_UPPER = /\p{Lu}/u;
const INITIAL = /^\p{L}\.?(?:[- ]?\p{L}\.?)?$/u;

/**
 * Tells given from family name in a name on one line. In this order: what is in capitals among mixed case
 * (`DUPONT Jean`), particles, initials, known given names, and at last the usual order of the column.
 */
export function splitFullName(words: readonly NameWord[], order?: NameOrder): SplitName {
  const units = toUnits(words);
  if (units.length === 0) return { given: [], family: [], sure: true };
  if (units.length === 1) return oneUnit(units[0]!);
  return byCapitals(units) ?? byEvidence(units, order);
}

function oneUnit(unit: NameWord): SplitName {
  const given = givenNameStrength(unit.key) > 1;
  return given ? { given: [unit], family: [], sure: true } : { given: [], family: [unit], sure: true };
}

/** A word of at least two letters, all capitals. */
const isCapitals = (unit: NameWord): boolean =>
  !HAS_LOWER.test(unit.text) && unit.text.replace(/\P{L}/gu, '').length > 1;
const isInitial = (unit: NameWord): boolean =>
  INITIAL.test(unit.text) &&
  unit.key.replaceAll(' ', '').length <= 2 &&
  (unit.text.includes('.') || unit.key.length === 1 || unit.text.includes('-'));

function byCapitals(units: readonly NameWord[]): SplitName | undefined {
  const capitals = units.filter((unit) => isCapitals(unit) && !isInitial(unit));
  const others = units.filter((unit) => !capitals.includes(unit));
  const mixed = others.some(
    (unit) => HAS_LOWER.test(unit.text) && HAS_UPPER.test(unit.text) && unit.key.length > 1,
  );
  if (capitals.length === 0 || !mixed) return undefined;
  const loose = others.filter((unit) => startsWithParticle(unit.key) || !HAS_UPPER.test(unit.text));
  const given = others.filter((unit) => !loose.includes(unit));
  if (given.length === 0) return undefined;
  if (isReversed(capitals, given))
    return { given: capitals, family: units.filter((unit) => !capitals.includes(unit)), sure: true };
  return { given, family: units.filter((unit) => !given.includes(unit)), sure: true };
}

/** `JULIE Doraudin`: capitals notwithstanding, only one of the two is a given name. */
function isReversed(capitals: readonly NameWord[], others: readonly NameWord[]): boolean {
  return (
    capitals.every((unit) => givenNameStrength(unit.key) === 2) &&
    others.every((unit) => givenNameStrength(unit.key) === 0 && unit.key.length > 2)
  );
}

/** Points for "this unit is a given name": particles speak against it. */
function strength(unit: NameWord): number {
  if (startsWithParticle(unit.key)) return -1;
  if (isInitial(unit)) return 1.5;
  return givenNameStrength(unit.key);
}

/** Less than this between the two ends and the usual order of the column, where known, decides. */
const CLEAR = 0.9;
/** With no order known, a family name in front must be this much likelier. */
const SLIGHT = 0.3;

function byEvidence(units: readonly NameWord[], order: NameOrder | undefined): SplitName {
  const first = strength(units[0]!);
  const last = strength(units.at(-1)!);
  const sure = Math.abs(first - last) >= CLEAR;
  const givenFirst = sure
    ? first > last
    : order === undefined
      ? last - first < SLIGHT
      : order === 'given_first';
  return givenFirst ? { ...fromTheLeft(units), sure } : { ...fromTheRight(units), sure };
}

const isGivenUnit = (unit: NameWord): boolean => strength(unit) >= 1 && strength(unit) !== 1.2;

/** The first unit and the certain given names and initials behind it; at least one unit is left for the family name. */
function fromTheLeft(units: readonly NameWord[]): Pick<SplitName, 'given' | 'family'> {
  let end = 1;
  while (end < units.length - 1 && isGivenUnit(units[end]!)) end++;
  return { given: units.slice(0, end), family: units.slice(end) };
}

/** The family name is the first unit and those behind it until a known given name; at least the last is given. */
function fromTheRight(units: readonly NameWord[]): Pick<SplitName, 'given' | 'family'> {
  let start = units.length - 1;
  while (start > 1 && isGivenUnit(units[start - 1]!)) start--;
  return { given: units.slice(start), family: units.slice(0, start) };
}

/** Which order the undecided names of a column most likely have: that of the decided ones. */
export function voteNameOrder(names: readonly (readonly NameWord[])[]): {
  readonly givenFirst: number;
  readonly familyFirst: number;
} {
  let givenFirst = 0;
  let familyFirst = 0;
  for (const words of names) {
    const split = splitFullName(words);
    if (!split.sure || split.given.length === 0 || split.family.length === 0) continue;
    if (words[0] !== undefined && joinWords(split.given).key.startsWith(words[0].key)) givenFirst++;
    else familyFirst++;
  }
  return { givenFirst, familyFirst };
}
