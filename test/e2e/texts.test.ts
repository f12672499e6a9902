import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { catalogues, flat } from './words.ts';

const ROOT = join(import.meta.dirname, '../..');
const RENDERER = join(ROOT, 'renderer');

/** The plural forms a language asks for; the last one is the general form. */
const FORMS = /_(zero|one|two|few|many|other)$/;

const keysOf = (language: 'fr' | 'en'): Set<string> =>
  new Set(
    Object.entries(catalogues(language)).flatMap(([namespace, texts]) =>
      [...flat(texts).keys()].map((key) => `${namespace}:${key}`),
    ),
  );
const general = (keys: ReadonlySet<string>): Set<string> =>
  new Set([...keys].map((key) => key.replace(FORMS, '')));
const missing = (from: ReadonlySet<string>, inside: ReadonlySet<string>): string[] =>
  [...from].filter((key) => !inside.has(key)).sort();

function parsed(extensions: readonly string[]): ts.SourceFile[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((name) => extensions.some((end) => name.endsWith(end)) && !name.includes('node_modules'))
    .map((name) => {
      const path = join(RENDERER, name);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    });
}

const placeOf = (node: ts.Node): string => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(ROOT, file.fileName)}:${line + 1}`;
};

function* nodes(root: ts.Node): Generator<ts.Node> {
  yield root;
  for (const child of root.getChildren()) yield* nodes(child);
}

describe('texts of the window', () => {
  const french = keysOf('fr');
  const english = keysOf('en');

  it('says in each language what it says in the other', () => {
    const french_ = general(french);
    const english_ = general(english);
    expect({
      onlyFrench: missing(french_, english_),
      onlyEnglish: missing(english_, french_),
    }).toEqual({ onlyFrench: [], onlyEnglish: [] });
  });

  it('has every plural form the language asks for', () => {
    const lacking = (['fr', 'en'] as const).flatMap((language) => {
      const keys = language === 'fr' ? french : english;
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plurals = new Set(
        [...keys].filter((key) => /_(one|many|other)$/.test(key)).map((key) => key.replace(FORMS, '')),
      );
      return [...plurals].flatMap((key) =>
        forms.filter((form) => !keys.has(`${key}_${form}`)).map((form) => `${language} ${key}_${form}`),
      );
    });
    expect(lacking).toEqual([]);
  });

  it('fills the same places in both languages', () => {
    const places = (language: 'fr' | 'en') =>
      new Map(
        Object.entries(catalogues(language)).flatMap(([namespace, texts]) =>
          [...flat(texts)].map(([key, text]) => [`${namespace}:${key}`, placesOf(text)] as const),
        ),
      );
    const inEnglish = places('en');
    const different = [...places('fr')].filter(
      ([key, found]) => !FORMS.test(key) && inEnglish.has(key) && inEnglish.get(key) !== found,
    );
    expect(different).toEqual([]);
  });

  it('has a text for every key a component asks for', () => {
    const known = general(french);
    const whole = new Set([...known].map((key) => key.slice(key.indexOf(':') + 1)));
    const unknown = parsed(['.ts', '.tsx']).flatMap((file) => unknownKeys(file, known, whole));
    expect(unknown).toEqual([]);
  });

  it('has no words in a component: they are in the catalogues', () => {
    expect(parsed(['.tsx']).flatMap(literalWords)).toEqual([]);
  });
});

const placesOf = (text: string): string =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map(([, name]) => name)
    .sort()
    .join(' ');

/** Calls `t('…')`, looked up in the namespaces that the file names; keys put together at run time are not known here. */
function unknownKeys(file: ts.SourceFile, known: ReadonlySet<string>, whole: ReadonlySet<string>): string[] {
  return [...nodes(file)].flatMap((node) => {
    if (!ts.isCallExpression(node) || !/(^|\.)t$/.test(node.expression.getText())) return [];
    const [first] = node.arguments;
    return keysIn(first)
      .filter((key) => (key.includes(':') ? !known.has(key) : !whole.has(key) && !hasForm(whole, key)))
      .map((key) => `${placeOf(node)} ${key}`);
  });
}

const hasForm = (keys: ReadonlySet<string>, key: string): boolean => keys.has(key.replace(FORMS, ''));

/** The texts an expression may be, as far as they stand in it. */
function keysIn(node: ts.Node | undefined): string[] {
  if (!node) return [];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isConditionalExpression(node)) return [...keysIn(node.whenTrue), ...keysIn(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return keysIn(node.expression);
  return [];
}

const SPOKEN = ['label', 'title', 'placeholder', 'aria-label', 'alt', 'description', 'error', 'subtitle'];
const isWords = (text: string): boolean => /\p{L}{2,}/u.test(text);

function literalWords(file: ts.SourceFile): string[] {
  return [...nodes(file)].flatMap((node) => {
    if (ts.isJsxText(node) && isWords(node.text)) return [`${placeOf(node)} ${node.text.trim()}`];
    if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent))
      return keysIn(node.expression)
        .filter(isWords)
        .map((text) => `${placeOf(node)} ${text}`);
    if (!ts.isJsxAttribute(node) || !SPOKEN.includes(node.name.getText()) || !node.initializer) return [];
    const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
    return keysIn(value)
      .filter(isWords)
      .map((text) => `${placeOf(node)} ${node.name.getText()}="${text}"`);
  });
}
