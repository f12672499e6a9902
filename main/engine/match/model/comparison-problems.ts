import type { Attribute } from '../../../../shared/model/canonical.ts';
import type { UserErrorData } from '../../../../shared/model/errors.ts';
import type {
  Comparison,
  ComparisonLevel,
  Lookalike,
  MatchModel,
} from '../../../../shared/model/match-model.ts';
import { CUSTOM, levelNames } from '../comparators/custom.ts';
import { COMPARATORS } from '../comparators/index.ts';
import { MOST_LEVELS } from '../score.ts';
import { NEVER_COMPARED, wantsOf } from './catalogue.ts';
import { conditionProblems } from './condition-problems.ts';

/** One thing wrong with a model. `path` leads to it in the model: `['comparisons', 0, 'levels', 2, 'm']`. */
export interface ModelProblem extends Omit<UserErrorData, 'operation'> {
  readonly path: readonly (string | number)[];
  /** A name nothing defines, and those that are. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] };
}

export type Path = readonly (string | number)[];
export type Attributes = ReadonlyMap<string, Attribute>;

/** By how much the probabilities of a comparison may miss 1: a person rounds them. */
const SUM_TOLERANCE = 0.01;
/** What is wrong with one comparison of a model. */
export function comparisonProblems(
  comparison: Comparison,
  path: Path,
  attributes: Attributes,
): ModelProblem[] {
  const where = { comparison: comparison.name };
  const unknown = comparison.attributes.flatMap((attribute, a): ModelProblem[] => {
    if (attributes.has(attribute)) return [];
    return [
      {
        path: [...path, 'attributes', a],
        code: 'match.unknown_attribute',
        message: `The comparison “${comparison.name}” uses the attribute “${attribute}”, which does not exist.`,
        next: 'Correct the match model, or delete the comparison.',
        where: { ...where, attribute },
        unknown: { name: attribute, known: [...attributes.keys()] },
      },
    ];
  });
  const family = COMPARATORS.get(comparison.comparator);
  if (family === undefined) {
    return [
      ...unknown,
      {
        path: [...path, 'comparator'],
        code: 'match.unknown_comparator',
        message: `The comparison “${comparison.name}” uses the comparator “${comparison.comparator}”, which does not exist.`,
        next: 'Correct the match model, or delete the comparison.',
        where: { ...where, comparator: comparison.comparator },
        unknown: { name: comparison.comparator, known: [...COMPARATORS.keys()] },
      },
    ];
  }
  return [
    ...unknown,
    ...kindProblems(comparison, path, attributes),
    ...manyValueProblems(comparison, path, attributes),
    ...(comparison.comparator === CUSTOM
      ? conditionProblems(comparison, path, attributes)
      : levelProblems(comparison, path, levelNames(family, comparison))),
    ...(comparison.levels.length > MOST_LEVELS ? [tooManyLevels(comparison, path)] : []),
    ...probabilityProblems(comparison, path, 'm'),
    ...probabilityProblems(comparison, path, 'u'),
  ];
}

function kindProblems(
  { name, attributes: used, comparator }: Comparison,
  path: Path,
  attributes: Attributes,
): ModelProblem[] {
  const wants = wantsOf(comparator);
  const fits = (attribute: Attribute): boolean =>
    !NEVER_COMPARED.has(attribute.kind) &&
    (wants.kinds?.includes(attribute.kind) ?? attribute.kind !== 'address') &&
    !(wants.single === true && attribute.cardinality === 'many');
  const first = used[0] === undefined ? undefined : attributes.get(used[0]);
  if (used.length > 0 && (first === undefined || fits(first))) return [];
  return [
    {
      path: [...path, 'attributes', 0],
      code: 'match.attribute_kind',
      message:
        first === undefined
          ? `The comparison “${name}” names no attribute.`
          : `The comparison “${name}” cannot compare “${first.name}” by “${comparator}”: its kind is ${first.kind}${first.cardinality === 'many' ? ', several values in a record' : ''}.`,
      next: 'Choose another attribute or comparator, or delete the comparison.',
      where: { comparison: name, ...(first !== undefined && { attribute: first.name }) },
    },
  ];
}

/** Comparisons of several attributes together see one value of each. */
const TOGETHER = new Set([CUSTOM, 'geographic_distance']);

function manyValueProblems(
  { name, attributes: used, comparator }: Comparison,
  path: Path,
  attributes: Attributes,
): ModelProblem[] {
  const problem = (a: number, code: string, message: string, next: string): ModelProblem => ({
    path: [...path, 'attributes', a],
    code,
    message,
    next,
    where: { comparison: name, attribute: used[a]! },
  });
  if (!TOGETHER.has(comparator)) return [];
  const kinds = used.map((attribute) => attributes.get(attribute)?.kind);
  const isText = kinds[0] === 'text';
  if (comparator === 'geographic_distance' && (isText ? used.length !== 1 : !areNumbers(kinds)))
    return [
      problem(
        0,
        'match.not_a_place',
        `The comparison “${name}” needs a latitude and a longitude.`,
        'Name two attributes that hold numbers, latitude first, or one text with both.',
      ),
    ];
  const many = used.findIndex((attribute) => attributes.get(attribute)?.cardinality === 'many');
  if (used.length < 2 || many < 0) return [];
  return [
    problem(
      many,
      'match.several_values',
      `The comparison “${name}” looks at several attributes at once; “${used[many]}” may have several values in a record.`,
      'Compare that attribute by itself.',
    ),
  ];
}

const areNumbers = (kinds: readonly (string | undefined)[]): boolean =>
  kinds.length === 2 && kinds.every((kind) => kind === 'amount' || kind === 'integer');

const tooManyLevels = ({ name, levels }: Comparison, path: Path): ModelProblem => ({
  path: [...path, 'levels'],
  code: 'match.too_many_levels',
  message: `The comparison “${name}” has ${levels.length} levels; ${MOST_LEVELS} can be had.`,
  next: 'Take out those that add least.',
  where: { comparison: name, levels: levels.length },
});

function levelProblems(comparison: Comparison, path: Path, known: readonly string[]): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const where = { comparison: comparison.name };
  let last = -1;
  comparison.levels.forEach(({ name }, l) => {
    const at = known.indexOf(name);
    if (at < 0)
      problems.push({
        path: [...path, 'levels', l, 'name'],
        code: 'match.unknown_level',
        message: `The comparison “${comparison.name}” uses the level “${name}”, which “${comparison.comparator}” does not have.`,
        next: `Choose among: ${known.join(', ')}.`,
        where: { ...where, level: name },
        unknown: { name, known },
      });
    else if (at <= last)
      problems.push({
        path: [...path, 'levels', l, 'name'],
        code: 'match.level_order',
        message: `The level “${name}” of the comparison “${comparison.name}” stands in the wrong place: the best comes first, each once.`,
        next: `Put them in this order: ${known.join(', ')}.`,
        where: { ...where, level: name },
      });
    last = Math.max(last, at);
  });
  const rest = [known.at(-1), 'different'];
  if (!comparison.levels.some(({ name }) => rest.includes(name)))
    problems.push({
      path: [...path, 'levels'],
      code: 'match.no_else_level',
      message: `The comparison “${comparison.name}” has no level for values that do not agree.`,
      next: `Add the level “${known.includes('different') ? 'different' : known.at(-1)}” at the end.`,
      where,
    });
  return problems;
}

const isProbability = (p: number): boolean => p >= 0 && p <= 1;

function probabilityProblems(
  { name, levels }: Comparison,
  path: Path,
  which: keyof Pick<ComparisonLevel, 'm' | 'u'>,
): ModelProblem[] {
  const wrong = levels.flatMap((level, l) =>
    isProbability(level[which])
      ? []
      : [notAProbability(`${which} of “${level.name}”`, level[which], name, [...path, 'levels', l, which])],
  );
  if (wrong.length > 0 || levels.length === 0) return wrong;
  const sum = levels.reduce((total, level) => total + level[which], 0);
  if (Math.abs(sum - 1) <= SUM_TOLERANCE) return [];
  return [
    {
      path: [...path, 'levels'],
      code: 'match.probability_sum',
      message: `The ${which} probabilities of the comparison “${name}” add up to ${Number(sum.toFixed(4))}, not to 1.`,
      next: 'Every pair is on exactly one level: raise or lower the others by as much.',
      where: { comparison: name },
    },
  ];
}

const notAProbability = (what: string, value: number, comparison: string, path: Path): ModelProblem => ({
  path,
  code: 'match.probability',
  message: `In the comparison “${comparison}”, ${what} is ${value}; a probability lies between 0 and 1.`,
  next: 'Correct the value.',
  where: { comparison },
});

/** What is wrong with one class of lookalikes of a model. */
export function lookalikeProblems(lookalike: Lookalike, path: Path, model: MatchModel): ModelProblem[] {
  const where = { lookalike: lookalike.name };
  const problems: ModelProblem[] = [];
  if (!(lookalike.ratio >= 0 && Number.isFinite(lookalike.ratio)))
    problems.push({
      path: [...path, 'ratio'],
      code: 'match.lookalike_ratio',
      message: `There cannot be ${lookalike.ratio} pairs of “${lookalike.name}” for each matching pair.`,
      next: 'Give a number that is not negative.',
      where,
    });
  lookalike.comparisons.forEach((one, c) => {
    const at = [...path, 'comparisons', c];
    const of = model.comparisons.find(({ name }) => name === one.comparison);
    if (of === undefined)
      problems.push({
        path: [...at, 'comparison'],
        code: 'match.unknown_comparison',
        message: `The lookalike “${lookalike.name}” names the comparison “${one.comparison}”, which the model does not have.`,
        next: 'Take it out of the lookalike, or add the comparison.',
        where: { ...where, comparison: one.comparison },
        unknown: { name: one.comparison, known: model.comparisons.map(({ name }) => name) },
      });
    else if (of.levels.length !== one.levels.length)
      problems.push({
        path: [...at, 'levels'],
        code: 'match.lookalike_levels',
        message: `${of.name} has ${of.levels.length} levels, the lookalike “${lookalike.name}” gives ${one.levels.length} probabilities for it.`,
        next: 'Give one probability for each level of the comparison.',
        where: { ...where, comparison: of.name },
      });
    if (![one.share, ...one.levels].every(isProbability))
      problems.push({
        path: [...at, 'levels'],
        code: 'match.lookalike_probability',
        message: `The lookalike “${lookalike.name}” has a probability outside 0 to 1 for “${one.comparison}”.`,
        next: 'Correct the value.',
        where: { ...where, comparison: one.comparison },
      });
  });
  return problems;
}
