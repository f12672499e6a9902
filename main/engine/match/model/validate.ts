import type { EntityType } from '../../../../shared/model/canonical.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import type { BlockingRule, MatchModel } from '../../../../shared/model/match-model.ts';
import { TRANSFORM_NAMES } from '../blocking/keys.ts';
import { ADDRESS_TRANSFORMS, MOST_COMPARISONS, MOST_RULES, NEVER_COMPARED } from './catalogue.ts';
import {
  type Attributes,
  comparisonProblems,
  lookalikeProblems,
  type ModelProblem,
  type Path,
} from './comparison-problems.ts';

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
