import type { Column } from '../encode.ts';
import { PairCache } from '../values/pair-cache.ts';
import {
  BLANK,
  type Comparator,
  type ComparatorContext,
  type ComparatorFamily,
  columnOf,
  relativeFrequencies,
  textsOf,
} from './comparator.ts';
import { type NameRelations, nameRelations, RELATION } from './name-relations.ts';

/** Share of everyday given and family names among people, until the records are many enough to tell. */
const USUAL = 0.002;

/** Names of two records the right way round or crosswise (given name entered as family name and vice versa). */
interface NameColumns {
  readonly given: Column | undefined;
  readonly family: Column | undefined;
  readonly birth: Column | undefined;
  readonly relations: NameRelations;
  readonly crosswise: Crosswise;
  /** Share of people with a given or family name, by value number. */
  readonly givenShare: (id: number) => number;
  readonly familyShare: (id: number) => number;
}

function at(column: Column | undefined, i: number): number {
  return column === undefined ? 0 : column.ids[i]!;
}

/** Whether the names of two records agree crosswise; the answers for the last pairs are kept, as two comparisons ask for them. */
class Crosswise {
  private readonly given: Column | undefined;
  private readonly family: Column | undefined;
  private readonly relations: NameRelations;
  /** By pair of records: room for a batch several times over. */
  private readonly last = new PairCache(12);

  constructor(given: Column | undefined, family: Column | undefined, relations: NameRelations) {
    this.given = given;
    this.family = family;
    this.relations = relations;
  }

  /**
   * True when the names agree crosswise and not as they stand. A record with one of the two names only is taken
   * crosswise only if that name is the other's other name exactly.
   */
  has(i: number, j: number): boolean {
    return this.last.get(i, j, this.compute) === 1;
  }

  private readonly compute = (i: number, j: number): number => (this.agree(i, j) ? 1 : 0);

  private agree(i: number, j: number): boolean {
    const { relations } = this;
    const gi = at(this.given, i);
    const gj = at(this.given, j);
    const fi = at(this.family, i);
    const fj = at(this.family, j);
    if (gi !== 0 && gj !== 0 && relations.relation(gi, gj) < RELATION.fuzzy) return false;
    if (fi !== 0 && fj !== 0 && relations.relation(fi, fj) < RELATION.fuzzy) return false;
    const one = gi !== 0 && fj !== 0 ? relations.relation(gi, fj) : BLANK;
    const other = gj !== 0 && fi !== 0 ? relations.relation(gj, fi) : BLANK;
    if (one !== BLANK && other !== BLANK) {
      return one <= RELATION.fuzzy && other <= RELATION.fuzzy && Math.min(one, other) <= RELATION.close;
    }
    return one === RELATION.exact || other === RELATION.exact;
  }
}

/** By given and family name column. */
const crosswiseOf = new WeakMap<NameRelations, Map<string, Crosswise>>();

function crosswise(
  relations: NameRelations,
  given: Column | undefined,
  family: Column | undefined,
): Crosswise {
  const known = crosswiseOf.get(relations) ?? new Map<string, Crosswise>();
  crosswiseOf.set(relations, known);
  const name = JSON.stringify([given?.attribute, family?.attribute]);
  const result = known.get(name) ?? new Crosswise(given, family, relations);
  known.set(name, result);
  return result;
}

function nameColumns(context: ComparatorContext, given: number, family: number, birth: number): NameColumns {
  const columns = [columnOf(context, given), columnOf(context, family), columnOf(context, birth)];
  const any = columns.find((column) => column !== undefined)!;
  const [g, f, b] = columns;
  const relations = nameRelations(context.records, any);
  return {
    given: g,
    family: f,
    birth: b,
    relations,
    crosswise: crosswise(relations, g, f),
    givenShare: relativeFrequencies(context, g ?? any, USUAL),
    familyShare: relativeFrequencies(context, f ?? any, USUAL),
  };
}

/** Share of records with given and family name exchanged. */
const SWAP_RATE = 0.02;

/**
 * P(two people have these names crosswise), over what the family names already account for: one of them was entered
 * the wrong way round, or both are given and family names alike (Simon Gérard, Gérard Simon).
 */
function swapChance(names: NameColumns, i: number, j: number): number {
  const given = (record: number, of: number): number =>
    names.givenShare(at(of === 0 ? names.given : names.family, record));
  const family = (record: number, of: number): number =>
    names.familyShare(at(of === 0 ? names.given : names.family, record));
  const asWritten = given(i, 0) * family(i, 1);
  const crosswise = given(i, 1) * family(i, 0);
  const both = (asWritten + SWAP_RATE * crosswise) * (crosswise + SWAP_RATE * asWritten);
  return (2 * both) / (asWritten + crosswise) / Math.max(frequencyOf(names, i), frequencyOf(names, j), 1e-6);
}

const GIVEN_LEVELS = [
  'exact',
  'close',
  'sound',
  'nickname',
  'compound',
  'swapped',
  'initial',
  'fuzzy',
  'gender_form',
  'different',
];
/** Relation → level of the given name. */
const GIVEN_LEVEL = [0, 1, 2, 3, 4, 6, 7, 8, 9];

/**
 * Given names. Attributes: given name, family name (to recognise names entered the wrong way round).
 * `gender_form` is the masculine and feminine of one name (Michel, Michèle): spelled alike, often a couple.
 */
export const givenName: ComparatorFamily = {
  name: 'given_name',
  levels: [
    { name: GIVEN_LEVELS[0]!, m: 0.776, u: 0.01 },
    { name: GIVEN_LEVELS[1]!, m: 0.07, u: 0.002 },
    { name: GIVEN_LEVELS[2]!, m: 0.02, u: 0.001 },
    { name: GIVEN_LEVELS[3]!, m: 0.03, u: 0.002 },
    { name: GIVEN_LEVELS[4]!, m: 0.025, u: 0.003 },
    { name: GIVEN_LEVELS[5]!, m: 0.02, u: 0.00005 },
    { name: GIVEN_LEVELS[6]!, m: 0.03, u: 0.003 },
    { name: GIVEN_LEVELS[7]!, m: 0.02, u: 0.01 },
    { name: GIVEN_LEVELS[8]!, m: 0.002, u: 0.002 },
    { name: GIVEN_LEVELS[9]!, m: 0.007, u: 0.969 },
  ],
  valued: [0, 1, 2, 3, 4, 5],
  create(context): Comparator {
    const names = nameColumns(context, 0, 1, 2);
    const given = names.given!;
    const compare = (i: number, j: number): number => {
      const a = given.ids[i]!;
      const b = given.ids[j]!;
      if (a !== 0 && a === b) return 0;
      if (names.family !== undefined && names.crosswise.has(i, j)) return 5;
      if (a === 0 || b === 0) return BLANK;
      return GIVEN_LEVEL[names.relations.relation(a, b)]!;
    };
    return {
      compare,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compare(left[k]!, right[k]!);
      },
      frequency: (i, j, level) => {
        if (level === 5) return Math.max(swapChance(names, i, j), swapChance(names, j, i));
        if (level > 4) return 0;
        const a = names.givenShare(given.ids[i]!);
        return level === 0 ? a : Math.max(a, names.givenShare(given.ids[j]!));
      },
      values: (i) => textsOf([given], i),
    };
  },
};

const FAMILY_LEVEL = [0, 1, 2, 6, 3, 6, 5, 1, 6];

/**
 * Family names. Attributes: family name, birth name, given name (to recognise names entered the wrong way round),
 * sex. `married`: the family name of one is the birth name of the other. `different_women`: different names of two
 * records that both say female, who may have changed it on marriage.
 */
export const familyName: ComparatorFamily = {
  name: 'family_name',
  levels: [
    { name: 'exact', m: 0.8, u: 0.002 },
    { name: 'close', m: 0.07, u: 0.0005 },
    { name: 'sound', m: 0.03, u: 0.0005 },
    { name: 'compound', m: 0.02, u: 0.0005 },
    { name: 'married', m: 0.02, u: 0.001 },
    { name: 'fuzzy', m: 0.015, u: 0.005 },
    { name: 'different', m: 0.015, u: 0.78 },
    { name: 'different_women', m: 0.03, u: 0.21 },
  ],
  valued: [0, 1, 2, 3, 4],
  create(context): Comparator {
    const names = nameColumns(context, 2, 0, 1);
    const family = names.family!;
    const sex = columnOf(context, 3);
    const female = sex?.dictionary.map((value) => value).indexOf('F') ?? -1;
    const { relations } = names;
    const straight = (i: number, j: number): number => {
      const fi = at(family, i);
      const fj = at(family, j);
      const level = fi !== 0 && fj !== 0 ? FAMILY_LEVEL[relations.relation(fi, fj)]! : BLANK;
      if (level < 4) return level;
      const married = marriedLevel(names, i, j);
      return Math.min(level, married);
    };
    const compare = (i: number, j: number): number => {
      const level = straight(i, j);
      if (level < 5) return level;
      if (names.given !== undefined && names.crosswise.has(i, j)) {
        const one =
          at(family, i) !== 0 && at(names.given, j) !== 0
            ? relations.relation(at(family, i), at(names.given, j))
            : BLANK;
        const other =
          at(family, j) !== 0 && at(names.given, i) !== 0
            ? relations.relation(at(family, j), at(names.given, i))
            : BLANK;
        const worst = one === BLANK ? other : other === BLANK ? one : Math.max(one, other);
        return Math.min(5, FAMILY_LEVEL[worst]!);
      }
      const women = female > 0 && sex !== undefined && sex.ids[i] === female && sex.ids[j] === female;
      return level === 6 && women ? 7 : level;
    };
    return {
      compare,
      compareAll: ({ left, right, size }, levels) => {
        for (let k = 0; k < size; k++) levels[k] = compare(left[k]!, right[k]!);
      },
      frequency: (i, j, level) => {
        if (level > 4) return 0;
        return Math.max(frequencyOf(names, i), frequencyOf(names, j));
      },
      values: (i) => textsOf([family, names.birth], i),
    };
  },
};

function frequencyOf(names: NameColumns, i: number): number {
  const id = at(names.family, i);
  return id === 0 ? 0 : names.familyShare(id);
}

function marriedLevel(names: NameColumns, i: number, j: number): number {
  const bi = at(names.birth, i);
  const bj = at(names.birth, j);
  if (bi === 0 && bj === 0) return BLANK;
  const { relations } = names;
  const fi = at(names.family, i);
  const fj = at(names.family, j);
  let best = BLANK;
  if (bi !== 0 && fj !== 0) best = Math.min(best, relations.relation(bi, fj));
  if (bj !== 0 && fi !== 0) best = Math.min(best, relations.relation(bj, fi));
  if (bi !== 0 && bj !== 0) best = Math.min(best, relations.relation(bi, bj));
  return best <= RELATION.compound && best !== RELATION.nickname ? 4 : BLANK;
}
