import type { Attribute, EntityType } from '../../../../shared/model/canonical.ts';
import { UserError, type UserErrorData } from '../../../../shared/model/errors.ts';
import type {
  BlockingRule,
  Comparison,
  ComparisonLevel,
  Lookalike,
  MatchModel,
} from '../../../../shared/model/match-model.ts';
import { TRANSFORM_NAMES } from '../blocking/keys.ts';
import { COMPARATORS } from '../comparators/index.ts';
import { ADDRESS_TRANSFORMS, MOST_COMPARISONS, MOST_RULES, NEVER_COMPARED, wantsOf } from './catalogue.ts';

/** One thing wrong with a model. `path` leads to it in the model: `['comparisons', 0, 'levels', 2, 'm']`. */
export interface ModelProblem extends Omit<UserErrorData, 'operation'> {
  readonly path: readonly (string | number)[];
  /** A name nothing defines, and those that are. */
  readonly unknown?: { readonly name: string; readonly known: readonly string[] };
}

/** By how much the probabilities of a comparison may miss 1: a person rounds them. */
const SUM_TOLERANCE = 0.01;
/** Beyond these weights nothing is doubtful. In bits. */
const WEIGHT_LIMIT = 200;
const TRANSFORMS: ReadonlySet<string> = new Set(TRANSFORM_NAMES);

/**
 * Everything wrong with a match model, for the entity as it is now: the one place where a model is judged, whether it
 * was edited, restored, imported or written in a recipe. Empty: the model can be run.
 */
export function modelProblems(model: MatchModel, entity: EntityType): ModelProblem[] {
  const attributes = new Map(entity.attributes.map((attribute) => [attribute.name, attribute]));
  return [
    ...wholeProblems(model, entity),
    ...repeated(model.blockingRules, 'blockingRules'),
    ...model.blockingRules.flatMap((rule, r) => ruleProblems(rule, ['blockingRules', r], attributes)),
    ...repeated(model.comparisons, 'comparisons'),
    ...model.comparisons.flatMap((one, c) => comparisonProblems(one, ['comparisons', c], attributes)),
    ...model.lookalikes.flatMap((one, l) => lookalikeProblems(one, ['lookalikes', l], model)),
    ...guardProblems(model, attributes),
  ];
}

/** @throws UserError with the first thing wrong with a model; it says how many there are. */
export function requireSound(model: MatchModel, entity: EntityType, operation: string): void {
  const [first, ...others] = modelProblems(model, entity);
  if (first === undefined) return;
  const { path: _, unknown: __, ...data } = first;
  const more =
    others.length === 0
      ? ''
      : ` ${others.length} more ${others.length === 1 ? 'problem was' : 'problems were'} found.`;
  throw new UserError({ ...data, operation, message: `${data.message}${more} Nothing was changed.` });
}

function wholeProblems(model: MatchModel, entity: EntityType): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const { autoMerge, review } = model.thresholds;
  if (model.entity !== entity.name)
    problems.push({
      path: ['entity'],
      code: 'match.other_entity',
      message: `The model is one of “${model.entity}”, not of “${entity.name}”.`,
      next: 'Choose the model of this entity, or change the entity it names.',
      where: { entity: model.entity },
    });
  if (model.comparisons.length === 0)
    problems.push({
      path: ['comparisons'],
      code: 'match.no_comparison',
      message: 'The model compares nothing.',
      next: 'Add at least one comparison, or go back to the template.',
      where: { entity: entity.name },
    });
  if (model.blockingRules.length === 0)
    problems.push({
      path: ['blockingRules'],
      code: 'match.no_blocking_rule',
      message: 'The model has no blocking rule: no pair would be compared.',
      next: 'Add at least one blocking rule, or go back to the template.',
      where: { entity: entity.name },
    });
  for (const [key, most] of [
    ['comparisons', MOST_COMPARISONS],
    ['blockingRules', MOST_RULES],
  ] as const) {
    if (model[key].length > most)
      problems.push({
        path: [key],
        code: 'match.too_many',
        message: `The model has ${model[key].length} ${key === 'comparisons' ? 'comparisons' : 'blocking rules'}; ${most} can be had.`,
        next: 'Take out those that add least.',
        where: { entity: entity.name },
      });
  }
  if (model.prior !== undefined && !(model.prior > 0 && model.prior < 1))
    problems.push({
      path: ['prior'],
      code: 'match.prior',
      message: `The probability that two random records match is ${model.prior}; it must be above 0 and below 1.`,
      next: 'Leave it out to have it estimated from the data.',
      where: { entity: entity.name },
    });
  const inRange = [autoMerge, review].every(
    (bits) => Number.isFinite(bits) && Math.abs(bits) <= WEIGHT_LIMIT,
  );
  if (!inRange || review > autoMerge)
    problems.push({
      path: ['thresholds', 'review'],
      code: 'match.thresholds',
      message: `Pairs cannot be merged from ${autoMerge} bits and reviewed from ${review} bits on.`,
      next: 'Choose a review threshold that is not above the merge threshold.',
      where: { autoMerge, review },
    });
  return problems;
}

function repeated(items: readonly { readonly name: string }[], key: string): ModelProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ name }, index) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      {
        path: [key, index, 'name'],
        code: 'match.name_twice',
        message: `The name “${name}” is given twice.`,
        next: 'Give each comparison and each blocking rule a name of its own.',
        where: { name },
      },
    ];
  });
}

type Path = readonly (string | number)[];
type Attributes = ReadonlyMap<string, Attribute>;

function ruleProblems(rule: BlockingRule, path: Path, attributes: Attributes): ModelProblem[] {
  const where = { rule: rule.name };
  const problems: ModelProblem[] = [];
  if (rule.keys.length === 0)
    problems.push({
      path: [...path, 'keys'],
      code: 'match.rule_empty',
      message: `The blocking rule “${rule.name}” has no key: it would compare every pair.`,
      next: 'Give it at least one key, or delete the rule.',
      where,
    });
  if (rule.maxBlockSize !== undefined && rule.maxBlockSize < 2)
    problems.push({
      path: [...path, 'maxBlockSize'],
      code: 'match.block_size',
      message: `Blocks of ${rule.maxBlockSize} records, as the rule “${rule.name}” has them, hold no pair.`,
      next: 'Allow at least 2 records, or leave the limit out.',
      where,
    });
  rule.keys.forEach(({ attribute, transform }, k) => {
    if (!TRANSFORMS.has(transform))
      problems.push({
        path: [...path, 'keys', k, 'transform'],
        code: 'match.unknown_transform',
        message: `The blocking rule “${rule.name}” uses the transform “${transform}”, which does not exist.`,
        next: 'Choose another transform, or delete the rule.',
        where: { ...where, transform },
        unknown: { name: transform, known: TRANSFORM_NAMES },
      });
    for (const one of attribute.split('|')) {
      const known = attributes.get(one);
      const at = [...path, 'keys', k, 'attribute'];
      if (known === undefined) problems.push(unknownInRule(rule, one, at, attributes));
      else if (
        NEVER_COMPARED.has(known.kind) ||
        (ADDRESS_TRANSFORMS.has(transform) && known.kind !== 'address')
      )
        problems.push({
          path: at,
          code: 'match.rule_kind',
          message: `The blocking rule “${rule.name}” makes no key of “${one}” by “${transform}”: its kind is ${known.kind}.`,
          next: 'Choose another attribute or transform, or delete the rule.',
          where: { ...where, attribute: one },
        });
    }
  });
  return problems;
}

const unknownInRule = (
  rule: BlockingRule,
  attribute: string,
  path: Path,
  attributes: Attributes,
): ModelProblem => ({
  path,
  code: 'match.unknown_blocking_key',
  message: `The blocking rule “${rule.name}” uses the attribute “${attribute}”, which does not exist.`,
  next: 'Correct the match model, or delete the rule.',
  where: { rule: rule.name, attribute },
  unknown: { name: attribute, known: [...attributes.keys()] },
});

function comparisonProblems(comparison: Comparison, path: Path, attributes: Attributes): ModelProblem[] {
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
    ...levelProblems(
      comparison,
      path,
      family.levels.map(({ name }) => name),
    ),
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

function lookalikeProblems(lookalike: Lookalike, path: Path, model: MatchModel): ModelProblem[] {
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

function guardProblems({ guards }: MatchModel, attributes: Attributes): ModelProblem[] {
  const problems = guards.identifiers.flatMap((attribute, i): ModelProblem[] =>
    attributes.has(attribute)
      ? []
      : [
          {
            path: ['guards', 'identifiers', i],
            code: 'match.guard_attribute',
            message: `The attribute “${attribute}”, of which different values keep records apart, does not exist.`,
            next: 'Take it out of the guards.',
            where: { attribute },
            unknown: { name: attribute, known: [...attributes.keys()] },
          },
        ],
  );
  const limits = [
    ['sharedContactLimit', guards.sharedContactLimit, 1],
    ['maxClusterSize', guards.maxClusterSize, 2],
  ] as const;
  for (const [key, value, least] of limits) {
    if (value >= least) continue;
    problems.push({
      path: ['guards', key],
      code: 'match.guard_limit',
      message: `A limit of ${value} ${key === 'maxClusterSize' ? 'records in a cluster' : 'holders of a contact point'} is too low.`,
      next: `Choose at least ${least}.`,
      where: { limit: value },
    });
  }
  return problems;
}
