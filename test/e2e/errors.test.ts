import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { catalogues, flat } from './words.ts';

// Every error that the engine tells a person: what the window says of it. English is the engine's own, where it is thrown.

const ROOT = join(import.meta.dirname, '../..');
const ENGINE = join(ROOT, 'main/engine');
const ENGLISH = join(ROOT, 'renderer/app/i18n/engine-errors-en.json');
const FRENCH = join(ROOT, 'renderer/app/i18n/engine-errors-fr.json');

const files = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const path = join(ENGINE, name);
    return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  });

function* nodes(root: ts.Node): Generator<ts.Node> {
  yield root;
  for (const child of root.getChildren()) yield* nodes(child);
}
const all = files.flatMap((file) => [...nodes(file)]);

const placeOf = (node: ts.Node): string => {
  const file = node.getSourceFile();
  return `${relative(ROOT, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

type Parts = ReadonlyMap<string, ts.Expression>;

/** The properties of an object that is written out. */
function partsOf(node: ts.ObjectLiteralExpression): Parts {
  return new Map(
    node.properties.flatMap((property): [string, ts.Expression][] => {
      if (ts.isPropertyAssignment(property)) return [[property.name.getText(), property.initializer]];
      return ts.isShorthandPropertyAssignment(property) ? [[property.name.text, property.name]] : [];
    }),
  );
}

/** The data of an error: an operation or a code in it, what happened and what to do. */
const errors = all.filter(ts.isObjectLiteralExpression).flatMap((node) => {
  const parts = partsOf(node);
  return parts.has('code') && parts.has('message') && parts.has('next') ? [{ node, parts }] : [];
});

/** The texts an expression may be; a parameter is what the calls of its function give for it. */
function textsOf(node: ts.Expression, depth = 0): readonly string[] {
  if (depth > 4) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].flatMap((one) => textsOf(one, depth));
  if (ts.isBinaryExpression(node)) return [node.left, node.right].flatMap((one) => textsOf(one, depth));
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (before, { expression, literal }) =>
        textsOf(expression, depth).flatMap((text) => before.map((one) => one + text + literal.text)),
      [node.head.text],
    );
  }
  return ts.isIdentifier(node) ? givenFor(node, depth) : [];
}

function givenFor(name: ts.Identifier, depth: number): readonly string[] {
  for (let one: ts.Node | undefined = name.parent; one; one = one.parent) {
    if (!ts.isFunctionLike(one)) continue;
    const at = one.parameters.findIndex((parameter) => parameter.name.getText() === name.text);
    const called = nameOf(one);
    if (at < 0 || called === undefined) continue;
    return callsOf(one, called).flatMap(({ arguments: given }) =>
      given[at] ? textsOf(given[at], depth + 1) : [],
    );
  }
  return [];
}

const calls = all.filter(ts.isCallExpression);

/** In its own file, and where it is exported in those that import its file. */
function callsOf(node: ts.SignatureDeclaration, name: string): readonly ts.CallExpression[] {
  const file = node.getSourceFile();
  const imported = `/${basename(file.fileName)}'`;
  return calls.filter(
    (call) =>
      call.expression.getText().replace(/^.*[.?]#?/, '') === name &&
      (call.getSourceFile() === file || call.getSourceFile().text.includes(imported)),
  );
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  const { parent } = node;
  const name = node.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  return name?.getText().replace(/^#/, '');
}

/** The names of what is shown as “where”; `[what]` is whatever the calls say. */
const placesIn = (where: ts.ObjectLiteralExpression): readonly string[] =>
  where.properties.flatMap(({ name }) => {
    if (!name) return [];
    return ts.isComputedPropertyName(name) ? textsOf(name.expression) : [name.getText()];
  });

const french = flat(JSON.parse(readFileSync(FRENCH, 'utf8')) as Parameters<typeof flat>[0]);

describe('what the window says of an error of the engine', () => {
  const found = errors.map(({ node, parts }) => ({ at: placeOf(node), codes: textsOf(parts.get('code')!) }));
  const codes = new Set(found.flatMap((one) => one.codes));

  it('knows the code of every error that is thrown', () => {
    // Found by reading the sources: told where that does not succeed.
    const unknown = errors
      .filter(({ parts }) => textsOf(parts.get('code')!).length === 0)
      .map(({ node, parts }) => `${placeOf(node)} ${parts.get('code')!.getText()}`);
    expect(unknown).toEqual([]);
    expect(codes.size).toBeGreaterThan(90);
  });

  it('has what happened and what to do in French for each', () => {
    const missing = [...codes].filter(
      (code) => !french.get(`${code}.message`) || !french.get(`${code}.next`),
    );
    expect(missing.sort()).toEqual([]);
  });

  it('has what happened and what to do in English for each', () => {
    const empty = errors.flatMap(({ node, parts }) =>
      ['message', 'next']
        .filter((part) => textsOf(parts.get(part)!).includes(''))
        .map((part) => `${placeOf(node)} ${part}`),
    );
    expect(empty).toEqual([]);
  });

  it('does not send whoever works in the window to the command line', () => {
    const english = flat(JSON.parse(readFileSync(ENGLISH, 'utf8')) as Parameters<typeof flat>[0]);
    const sent = errors
      .filter(({ parts }) => textsOf(parts.get('next')!).some((text) => text.includes('`orfevre')))
      .flatMap(({ parts }) => textsOf(parts.get('code')!));
    expect(sent.filter((code) => !english.get(`${code}.next`))).toEqual([]);
    expect([...english.values(), ...french.values()].filter((text) => text.includes('`orfevre'))).toEqual([]);
  });

  it('has no French for a code that nothing throws', () => {
    const known = new Set([...french.keys()].map((key) => key.replace(/\.(message|next)$/, '')));
    const others = ['serve.token_missing', 'serve.token_wrong'];
    expect([...known].filter((code) => !codes.has(code) && !others.includes(code)).sort()).toEqual([]);
  });

  it('names in both languages where it happened', () => {
    const places = new Set(
      errors.flatMap(({ parts }) => {
        const where = parts.get('where');
        return where && ts.isObjectLiteralExpression(where) ? placesIn(where) : [];
      }),
    );
    for (const language of ['fr', 'en'] as const) {
      const words = flat(catalogues(language).ui as Parameters<typeof flat>[0]);
      expect([...places].filter((place) => !words.has(`where.${place}`))).toEqual([]);
    }
  });
});
