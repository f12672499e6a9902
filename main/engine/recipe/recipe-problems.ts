import type { z } from 'zod';

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

/** One thing wrong with a recipe. `path` leads to the value, or to the key when `isKey`. */
export interface RecipeProblem {
  readonly path: Path;
  readonly isKey?: boolean;
  readonly message: string;
}

/** Zod's issues with unions resolved to the alternative that was meant, in the steward's words. */
export function problemsOf(
  issues: readonly Issue[],
  known: (path: Path) => readonly string[],
): RecipeProblem[] {
  return issues.flatMap((issue) => flatten(issue, [])).flatMap((issue) => toProblems(issue, known));
}

/** Paths where a text is expected and something else stands: YAML read `01000` as a number or `true` as a boolean. */
export function textExpectedAt(issues: readonly Issue[]): Path[] {
  return issues
    .flatMap((issue) => everyIssue(issue, []))
    .filter((issue) => issue.code === 'invalid_type' && issue.expected === 'string')
    .map((issue) => issue.path);
}

function everyIssue(issue: Issue, prefix: Path): Issue[] {
  const own = { ...issue, path: [...prefix, ...issue.path] } as Issue;
  if (issue.code !== 'invalid_union') return [own];
  return [own, ...issue.errors.flat().flatMap((inner) => everyIssue(inner, own.path))];
}

function flatten(issue: Issue, prefix: Path): Issue[] {
  const own = { ...issue, path: [...prefix, ...issue.path] } as Issue;
  if (issue.code !== 'invalid_union') return [own];
  const meant = issue.errors.filter((branch) => !branch.some(isWrongShape));
  const branch = meant.length === 1 ? meant[0] : undefined;
  return branch ? branch.flatMap((inner) => flatten(inner, own.path)) : [describeUnion(own, issue.errors)];
}

/** The value is not at all what this alternative takes (a list where a text stands). */
function isWrongShape(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function describeUnion(own: Issue, branches: readonly (readonly Issue[])[]): Issue {
  const options = branches.flat().flatMap((issue) => (issue.path.length === 0 ? [expectation(issue)] : []));
  const message = options.length > 0 ? `expected ${[...new Set(options)].join(', or ')}` : own.message;
  return { ...own, message } as Issue;
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return TYPE_WORDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' | ');
  return issue.message;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a block of keys',
  record: 'a block of keys',
  null: 'null',
};

function toProblems(issue: Issue, known: (path: Path) => readonly string[]): RecipeProblem[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        isKey: true,
        message: `unknown key "${key}"${didYouMean(key, known(path))}`,
      }));
    case 'invalid_type': {
      const expected = TYPE_WORDS[issue.expected] ?? issue.expected;
      if (issue.input === undefined && /received undefined/.test(issue.message)) {
        return [{ path, message: `${lastOf(path)} is missing (expected ${expected})` }];
      }
      return [{ path, message: `${lastOf(path)}: expected ${expected}` }];
    }
    case 'invalid_value':
      return [{ path, message: `${lastOf(path)}: expected ${issue.values.map(String).join(' | ')}` }];
    default:
      return [{ path, message: `${lastOf(path)}: ${lowerFirst(issue.message)}` }];
  }
}

function lastOf(path: Path): string {
  const key = path.findLast((part) => typeof part === 'string');
  return key === undefined ? 'the recipe' : `"${String(key)}"`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** ` – did you mean "mapping"?` for the closest candidate, or nothing when none is close. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(simplify(word), simplify(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? '' : ` – did you mean "${best}"?`;
}

function simplify(word: string): string {
  return word.toLowerCase().replace(/[-\s]/g, '_').slice(0, 100);
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length]!;
}
