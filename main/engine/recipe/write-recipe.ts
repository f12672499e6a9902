import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import { Document, isMap, isScalar, isSeq } from 'yaml';
import type { Recipe } from '../../../shared/model/recipe.ts';
import { recipeToYaml } from './recipe-to-yaml.ts';

/** Remarks written into the YAML, so that the person who reads it sees why. One entry is one line. */
export interface RecipeComments {
  /** On top of the file. */
  readonly head?: readonly string[];
  /** By source name. */
  readonly sources?: Readonly<Record<string, SourceComments>>;
}

export interface SourceComments {
  /** Above the source: what it was taken for, columns that are not mapped … */
  readonly before?: readonly string[];
  /** At the end of the line of each mapping rule, in the order of the rules. */
  readonly rules?: readonly (string | undefined)[];
}

/**
 * The recipe as YAML: defaults left out, mapping rules and other small objects on one line each.
 * `readRecipe(writeRecipe(recipe))` gives the same recipe.
 */
export function writeRecipe(recipe: Recipe, comments: RecipeComments = {}): string {
  // compat: texts that YAML 1.1 readers take for something else (no, 012, 1:30) are quoted.
  const document = new Document(recipeToYaml(recipe), { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  if (isMap(document.contents)) layOut(document.contents);
  addComments(document, comments);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, singleQuote: true });
}

const ONE_LINE_LISTS = new Set(['rules', 'keys', 'levels', 'attributes', 'columns', 'codes', 'from', 'key']);

/** Puts the small objects of long lists on one line each, and blank lines between the sections. */
function layOut(root: YAMLMap): void {
  for (const pair of root.items.slice(1)) if (isScalar(pair.key)) pair.key.spaceBefore = true;
  for (const section of root.items) foldSmall(section.value as Node, String(section.key));
  const sources = root.get('sources', true);
  if (isSeq(sources)) for (const item of sources.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
}

function foldSmall(node: Node | null, key: string): void {
  if (isSeq(node)) {
    for (const item of node.items) {
      if (isMap(item) && ONE_LINE_LISTS.has(key)) item.flow = true;
      else foldSmall(item as Node, '');
    }
    if (node.items.length > 0 && node.items.every((item) => isScalar(item))) node.flow = true;
  } else if (isMap(node)) {
    for (const pair of node.items)
      foldSmall(pair.value as Node, isScalar(pair.key) ? String(pair.key.value) : '');
  }
}

function addComments(document: Document, comments: RecipeComments): void {
  if (comments.head?.length) document.commentBefore = commentText(comments.head);
  const sources = document.get('sources', true);
  if (!isSeq(sources)) return;
  for (const item of sources.items) {
    if (!isMap(item)) continue;
    const own = comments.sources?.[String(item.get('name'))];
    if (own?.before?.length) item.commentBefore = commentText(own.before);
    const rules = item.getIn(['mapping', 'rules'], true);
    if (own?.rules && isSeq(rules)) commentRules(rules, own.rules);
  }
}

function commentRules(rules: YAMLSeq, comments: readonly (string | undefined)[]): void {
  rules.items.forEach((rule, i) => {
    const text = comments[i];
    if (text && isMap(rule)) rule.comment = commentText([text]);
  });
}

/** One comment line per entry, whatever control characters a file's values brought along. */
function commentText(lines: readonly string[]): string {
  return lines
    .map((line) => ` ${line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')}`)
    .join('\n');
}
