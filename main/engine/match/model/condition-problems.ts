import type { Comparison } from '../../../../shared/model/match-model.ts';
import { conditionError } from '../comparators/custom.ts';
import type { ConditionError } from '../conditions/compile.ts';
import type { Attributes, ModelProblem, Path } from './comparison-problems.ts';

/** What is wrong with the levels of a comparison by conditions: every level but the last has one that can be asked. */
export function conditionProblems(
  { name: comparison, attributes: used, levels }: Comparison,
  path: Path,
  attributes: Attributes,
): ModelProblem[] {
  const problems: ModelProblem[] = [];
  const entity = { attributes: [...attributes.values()] };
  levels.forEach(({ name, condition }, l) => {
    const where = { comparison, level: name };
    const at = [...path, 'levels', l];
    const isLast = l === levels.length - 1;
    if (levels.findIndex((level) => level.name === name) < l)
      problems.push({
        path: [...at, 'name'],
        code: 'match.level_twice',
        message: `The comparison “${comparison}” has the level “${name}” twice.`,
        next: 'Give each level a name of its own.',
        where,
      });
    if (isLast && condition !== undefined)
      problems.push({
        path: [...at, 'condition'],
        code: 'match.condition_last',
        message: `The last level of the comparison “${comparison}” is for what no condition holds of; “${name}” has a condition.`,
        next: 'Add a level without a condition at the end.',
        where,
      });
    if (isLast) return;
    if (condition === undefined)
      problems.push({
        path: at,
        code: 'match.condition_missing',
        message: `The level “${name}” of the comparison “${comparison}” has no condition.`,
        next: 'Say what must hold of two records, as in email_l = email_r, or take the level out.',
        where,
      });
    else {
      const error = conditionError(condition, used, entity);
      if (error !== undefined) problems.push(unusable(error, where, [...at, 'condition']));
    }
  });
  if (levels.length < 2)
    problems.push({
      path: [...path, 'levels'],
      code: 'match.no_else_level',
      message: `The comparison “${comparison}” has no level for values that do not agree.`,
      next: 'Add a level without a condition at the end.',
      where: { comparison },
    });
  return problems;
}

const REASONS: Readonly<Record<ConditionError['reason'], (name: string) => string>> = {
  unreadable: (name) => `cannot be read (${name})`,
  column: (name) => `names “${name}”, which is no attribute of the comparison with _l or _r`,
  function: (name) => `calls “${name}”, which does not exist`,
  arguments: (name) => `calls “${name}” with too few or too many values`,
  construct: (name) => `uses “${name}”, which conditions cannot`,
  too_long: (name) => `has more than ${name} parts`,
};

const unusable = (
  { reason, what, at }: ConditionError,
  where: { readonly comparison: string; readonly level: string },
  path: Path,
): ModelProblem => ({
  path,
  code: `match.condition_${reason}`,
  message: `The condition of “${where.level}” in the comparison “${where.comparison}” ${REASONS[reason](what)}, at character ${at + 1}.`,
  next: 'Correct the condition there.',
  where: { ...where, name: what, character: at + 1 },
});
