import { UserError } from '../../../../shared/model/errors.ts';
import type { Comparison, MatchModel } from '../../../../shared/model/match-model.ts';
import type { EncodedRecords } from '../encode.ts';
import { address } from './address.ts';
import type { Comparator, ComparatorFamily } from './comparator.ts';
import { category, email, identifier, numeric, phone } from './contact.ts';
import { custom, levelNames } from './custom.ts';
import { date } from './date.ts';
import { geographicDistance, numberGap } from './distance.ts';
import { overlap } from './overlap.ts';
import { familyName, givenName } from './person-name.ts';
import { bigramLevels, editDistanceLevels, jaroWinklerLevels, phonetic, softTfidf } from './similarity.ts';
import { text } from './text.ts';

/** All comparator families by the name a {@link Comparison} gives them. */
export const COMPARATORS: ReadonlyMap<string, ComparatorFamily> = new Map(
  [
    givenName,
    familyName,
    date,
    email,
    phone,
    address,
    identifier,
    category,
    numeric,
    numberGap,
    geographicDistance,
    overlap,
    text,
    softTfidf,
    bigramLevels,
    jaroWinklerLevels,
    editDistanceLevels,
    phonetic,
    custom,
  ].map((f) => [f.name, f]),
);

/** The comparator of a comparison, with the level of the model that each level of the family falls into. */
export interface PreparedComparison {
  readonly comparison: Comparison;
  readonly comparator: Comparator;
  /** Family level → model level. A level the model leaves out falls into the next one it has. */
  readonly levelOf: Uint8Array;
  /** 1 for the model levels at which it matters how common the value is. */
  readonly adjusted: Uint8Array;
}

/**
 * Comparators of a model over some records.
 * @throws UserError `match.unknown_attribute`, `match.unknown_comparator`, `match.unknown_level`.
 */
export function prepareComparisons(records: EncodedRecords, model: MatchModel): PreparedComparison[] {
  const duplicates = model.prior === undefined ? 0.5 : model.prior * (records.distinct - 1);
  return model.comparisons.map((comparison) => {
    const family = COMPARATORS.get(comparison.comparator);
    if (family === undefined)
      throw problem('unknown_comparator', comparison, `comparator “${comparison.comparator}”`);
    const known = new Set(records.entity.attributes.map((a) => a.name));
    const missing = comparison.attributes.find((attribute) => !known.has(attribute));
    if (missing !== undefined) throw problem('unknown_attribute', comparison, `attribute “${missing}”`);
    const levelOf = levelMap(family, comparison);
    return {
      comparison,
      comparator: family.create({ records, comparison, guards: model.guards, duplicates }),
      levelOf,
      adjusted: Uint8Array.from(comparison.levels, (_, level) =>
        family.valued.some((own) => levelOf[own] === level) ? 1 : 0,
      ),
    };
  });
}

function levelMap(family: ComparatorFamily, comparison: Comparison): Uint8Array {
  const names = comparison.levels.map((level) => level.name);
  const known = levelNames(family, comparison);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw problem('unknown_level', comparison, `level “${unknown ?? ''}”`);
  }
  const map = new Uint8Array(known.length);
  let next = names.length - 1;
  for (let k = known.length - 1; k >= 0; k--) {
    const own = names.indexOf(known[k]!);
    if (own >= 0) next = own;
    map[k] = next;
  }
  return map;
}

function problem(code: string, comparison: Comparison, what: string): UserError {
  return new UserError({
    operation: 'match',
    code: `match.${code}`,
    message: `The comparison “${comparison.name}” uses the ${what}, which does not exist.`,
    next: 'Correct the match model, or delete the comparison.',
    where: { comparison: comparison.name },
  });
}
