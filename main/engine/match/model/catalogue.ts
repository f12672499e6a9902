import { KINDS, type Kind } from '../../../../shared/kinds/kinds.ts';
import { TRANSFORM_NAMES } from '../blocking/keys.ts';
import { COMPARATORS } from '../comparators/index.ts';

/** What a comparator asks of the attributes of its comparison. */
interface Wants {
  /** Kinds the first attribute may be; absent: any that is compared at all. */
  readonly kinds?: readonly Kind[];
  /** A list of values in one record is not compared. */
  readonly single?: boolean;
  /** Attributes it can make use of. */
  readonly most: number;
}

/** Kinds that do not help to tell records apart and are not kept for matching: see encode.ts. */
export const NEVER_COMPARED: ReadonlySet<Kind> = new Set<Kind>([
  'datetime',
  'language',
  'boolean',
  'country',
  'title',
]);

const NAMES: readonly Kind[] = ['given_name', 'middle_name', 'family_name', 'birth_name'];
const NUMBERS: readonly Kind[] = ['amount', 'integer', 'code', 'identifier', 'text'];
const ONE: Wants = { most: 1 };
const WANTS: ReadonlyMap<string, Wants> = new Map<string, Wants>([
  ['given_name', { kinds: NAMES, single: true, most: 3 }],
  ['family_name', { kinds: NAMES, single: true, most: 4 }],
  ['address', { kinds: ['address'], most: 1 }],
  ...[
    'date',
    'email',
    'phone',
    'identifier',
    'category',
    'overlap',
    'soft_tfidf',
    'bigrams',
    'jaro_winkler',
    'edit_distance',
    'phonetic',
  ].map((name): [string, Wants] => [name, ONE]),
  // A number in a text or an identifier is one too.
  ['number', { kinds: NUMBERS, most: 1 }],
  ['number_gap', { kinds: NUMBERS, most: 1 }],
  ['geographic_distance', { kinds: ['amount', 'integer', 'text'], most: 2 }],
  ['custom', { kinds: KINDS.filter((kind) => !NEVER_COMPARED.has(kind)), most: 20 }],
]);
const SEVERAL: Wants = { most: 20 };

/** What a comparator asks of its attributes; several of any kind where nothing is said of it. */
export const wantsOf = (comparator: string): Wants => WANTS.get(comparator) ?? SEVERAL;

/** Transforms that read a part of a postal address, and make no key of anything else. */
export const ADDRESS_TRANSFORMS: ReadonlySet<string> = new Set([
  'postcode',
  'city',
  'number',
  'street',
  'street_name',
]);

/** Most that can be told apart: numbers of blocking rules are kept in a byte, of which one value means "equal records". */
export const MOST_RULES = 250;
export const MOST_COMPARISONS = 100;

export interface MatchCatalogue {
  readonly comparators: readonly {
    readonly name: string;
    /** Best first, with the values a comparison starts from. */
    readonly levels: readonly { readonly name: string; readonly m: number; readonly u: number }[];
    /** Kinds of the first attribute it compares. */
    readonly kinds: readonly Kind[];
    readonly mostAttributes: number;
  }[];
  /** `words`: key of the one-line description, in the words of the page "match". */
  readonly transforms: readonly {
    readonly name: string;
    readonly kinds: readonly Kind[];
    readonly words: string;
  }[];
  readonly mostRules: number;
  readonly mostComparisons: number;
}

/** Everything a model can be made of: comparator families with their levels, transforms of blocking keys. */
export function matchCatalogue(): MatchCatalogue {
  const compared = KINDS.filter((kind) => !NEVER_COMPARED.has(kind));
  const plain = compared.filter((kind) => kind !== 'address');
  return {
    comparators: [...COMPARATORS.values()].map(({ name, levels }) => ({
      name,
      levels: levels.map(({ name: level, m, u }) => ({ name: level, m, u })),
      kinds: wantsOf(name).kinds ?? plain,
      mostAttributes: wantsOf(name).most,
    })),
    transforms: TRANSFORM_NAMES.map((name) => ({
      name,
      kinds: ADDRESS_TRANSFORMS.has(name) ? (['address'] as const) : name === 'exact' ? compared : plain,
      words: `transform.${name}`,
    })),
    mostRules: MOST_RULES,
    mostComparisons: MOST_COMPARISONS,
  };
}
