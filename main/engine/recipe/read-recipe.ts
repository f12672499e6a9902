import type { Document, Node } from 'yaml';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { UserErrorData } from '../../../shared/model/errors.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { Recipe } from '../../../shared/model/recipe.ts';
import { recipeSchema } from '../../../shared/model/recipe.ts';
import { checkReferences, type MatchModelCheck } from './check-references.ts';
import type { RecipeProblem } from './recipe-problems.ts';
import { problemsOf, textExpectedAt } from './recipe-problems.ts';

type Path = readonly PropertyKey[];

/** Far above any recipe (3,000 columns mapped is about 200 KB), far below what would hurt to parse. */
const MAX_CHARACTERS = 20_000_000;
const MAX_ALIASES = 200;
/** Problems listed in one message; the rest are counted. */
const MAX_LISTED = 20;

interface LocatedProblem {
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

/**
 * Reads the YAML (or JSON) text of a recipe. `file` is named in errors only.
 * `matchProblems` judges the match models in it. Throws one UserError `recipe.invalid` that lists every problem with its line and path.
 */
export function readRecipe(text: string, file: string, matchProblems: MatchModelCheck = () => []): Recipe {
  if (text.length > MAX_CHARACTERS)
    fail(file, [{ line: 1, path: '', message: 'the file is too large for a recipe' }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    fail(
      file,
      document.errors.map((error) => ({
        line: lines.linePos(error.pos[0]).line,
        path: '',
        message: `not valid YAML: ${error.message}`,
      })),
    );
  }
  const locate = (problem: RecipeProblem): LocatedProblem => ({
    line: lineOf(document, lines, problem),
    path: pathText(problem.path),
    message: problem.message,
  });
  const recipe = validate(document, (problems) => fail(file, problems.map(locate)));
  const broken = checkReferences(recipe, matchProblems);
  if (broken.length > 0) fail(file, broken.map(locate));
  return recipe;
}

function validate(document: Document, reject: (problems: readonly RecipeProblem[]) => never): Recipe {
  keepKeysAsWritten(document);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return reject([{ path: [], message: `too many aliases: ${(error as Error).message}` }]);
  }
  if (data === null || data === undefined) return reject([{ path: [], message: 'the recipe is empty' }]);
  let result = recipeSchema.safeParse(data);
  // Where a text is expected, what was written counts: 01000, no, 1.10 are texts there. Each turn can only uncover
  // deeper alternatives of a union, so a few are enough.
  for (let turn = 0; turn < 3 && !result.success; turn++) {
    if (!restoreTexts(document, data, textExpectedAt(result.error.issues))) break;
    result = recipeSchema.safeParse(data);
  }
  return result.success ? result.data : reject(problemsOf(result.error.issues, knownKeys));
}

/** Keys such as 01000 or 1.0 (values seen in a code list) stay what was written. */
function keepKeysAsWritten(document: Document): void {
  visit(document, {
    Pair(_, pair) {
      const { key } = pair;
      if (isScalar(key) && typeof key.value !== 'string' && key.source !== undefined) key.value = key.source;
    },
  });
}

function restoreTexts(document: Document, data: unknown, paths: readonly Path[]): boolean {
  let restored = false;
  for (const path of paths) {
    const node = document.getIn(path, true);
    if (!isScalar(node) || typeof node.value === 'string' || node.value === null || node.source === undefined)
      continue;
    if (!setIn(data, path, node.source)) continue;
    restored = true;
  }
  return restored;
}

function setIn(data: unknown, path: Path, value: string): boolean {
  let target: unknown = data;
  for (const part of path.slice(0, -1)) {
    if (target === null || typeof target !== 'object') return false;
    target = (target as Record<PropertyKey, unknown>)[part];
  }
  const last = path.at(-1);
  if (last === undefined || target === null || typeof target !== 'object') return false;
  if (typeof (target as Record<PropertyKey, unknown>)[last] === 'string') return false;
  (target as Record<PropertyKey, unknown>)[last] = value;
  return true;
}

// ---------------------------------------------------------------------------------------------- the error

function fail(file: string, problems: readonly LocatedProblem[]): never {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  const listed = sorted.slice(0, MAX_LISTED).map(problemLine);
  if (sorted.length > MAX_LISTED) listed.push(`… and ${sorted.length - MAX_LISTED} more`);
  const first = sorted[0]!;
  const data: UserErrorData = {
    operation: 'recipe.read',
    code: 'recipe.invalid',
    message:
      sorted.length === 1
        ? `${file}, ${listed[0]}`
        : `${file} has ${sorted.length} problems:\n${listed.map((line) => `  ${line}`).join('\n')}`,
    next: 'Correct the lines named and run again; `orfevre recipe --schema` prints every key a recipe may have.',
    where: { file, line: first.line, ...(first.path && { path: first.path }) },
  };
  throw new UserError(data);
}

function problemLine({ line, path, message }: LocatedProblem): string {
  return path ? `line ${line} (${path}): ${message}` : `line ${line}: ${message}`;
}

/** `sources[0].mapping.rules[2].to` */
function pathText(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** Line of the value (or key) at the path; of its nearest ancestor where it is missing. 1-based. */
function lineOf(document: Document, lines: LineCounter, problem: RecipeProblem): number {
  const { path } = problem;
  for (let length = path.length; length >= 0; length--) {
    const node =
      length === 0 ? document.contents : keyOrValue(document, path.slice(0, length), length, problem);
    const start = node?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}

function keyOrValue(
  document: Document,
  path: Path,
  length: number,
  problem: RecipeProblem,
): Node | undefined {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const wantsKey = problem.isKey ? length === problem.path.length : typeof last === 'string';
  if (wantsKey && isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
    return pair && isNode(pair.key) ? pair.key : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

// ------------------------------------------------------------------------------------- keys that are known

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly additionalProperties?: SchemaNode | boolean;
}

let schemaRoot: SchemaNode | undefined;

/** Keys the schema allows in the object at the path. */
function knownKeys(path: Path): readonly string[] {
  schemaRoot ??= z.toJSONSchema(recipeSchema, { io: 'input' }) as SchemaNode;
  let nodes: SchemaNode[] = alternatives(schemaRoot);
  for (const part of path) nodes = nodes.flatMap((node) => alternatives(step(node, part)));
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function step(node: SchemaNode, part: PropertyKey): SchemaNode | undefined {
  if (typeof part === 'number') return node.items;
  const named = Object.entries(node.properties ?? {}).find(([key]) => key === part)?.[1];
  if (named) return named;
  return typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
}

function alternatives(node: SchemaNode | undefined): SchemaNode[] {
  if (!node) return [];
  return [node, ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap(alternatives)];
}
