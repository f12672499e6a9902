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
        next: 'Take its condition out, or end with a level that has none.',
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

function unusable(
  { reason, what: name, at }: ConditionError,
  where: { readonly comparison: string; readonly level: string },
  path: Path,
): ModelProblem {
  const problem = (code: string, words: string): ModelProblem => ({
    path,
    code,
    message: `The condition of “${where.level}” in the comparison “${where.comparison}” ${words}, at character ${at + 1}.`,
    next: 'Correct the condition there.',
    where: { ...where, name, character: at + 1 },
  });
  switch (reason) {
    case 'unreadable':
      return problem('match.condition_unreadable', `cannot be read (${name})`);
    case 'column':
      return problem(
        'match.condition_column',
        `names “${name}”, which is no attribute of the comparison with _l or _r`,
      );
    case 'function':
      return problem('match.condition_function', `calls “${name}”, which does not exist`);
    case 'arguments':
      return problem('match.condition_arguments', `calls “${name}” with too few or too many values`);
    case 'construct':
      return problem('match.condition_construct', `uses “${name}”, which conditions cannot`);
    case 'too_long':
      return problem('match.condition_too_long', `has more than ${name} parts`);
  }
}
