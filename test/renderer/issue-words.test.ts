import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { catalogues, flat } from '../e2e/words.ts';

const FOLDER = join(import.meta.dirname, '../../main/engine/standardise');
const CODE = /^(\$\{kind\}|[a-z_]+)\.[a-z_0-9]+$/;
/** Functions that make an issue of a code. */
const MAKERS = new Set(['info', 'warning', 'error', 'note', 'blank']);
/** Kinds that share the reader of compact identifiers, whose codes are put together. */
const COMPACT = ['siren', 'siret', 'vat', 'ean', 'identifier'];

/** Every code of an issue that stands in the sources of the standardisers. */
function codesInTheEngine(): Set<string> {
  const codes = new Set<string>();
  for (const file of readdirSync(FOLDER)) {
    const source = readFileSync(join(FOLDER, file), 'utf8');
    const visit = (node: ts.Node): void => {
      const text = codeOf(node);
      if (text !== undefined && makesAnIssue(node))
        for (const kind of COMPACT) codes.add(text.replace(/^\$\{kind\}/, kind));
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  }
  return codes;
}

function codeOf(node: ts.Node): string | undefined {
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? node.getText().slice(1, -1)
      : '';
  return CODE.test(text) && !text.endsWith('.com') ? text : undefined;
}

function makesAnIssue(node: ts.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    if (ts.isPropertyAssignment(at))
      return at.name.getText() === 'code' && /severity/.test(at.parent.getText());
    if (ts.isCallExpression(at)) return MAKERS.has(at.expression.getText());
    // The reason that a check gives back, for its caller to report.
    if (ts.isReturnStatement(at)) return true;
    if (ts.isVariableDeclaration(at) || ts.isSourceFile(at)) return false;
  }
  return false;
}

describe('the issues of values', () => {
  const codes = [...codesInTheEngine()].sort();

  it('are found where the engine makes them', () => {
    expect(codes.length).toBeGreaterThan(100);
    for (const code of ['phone.invalid_length', 'siret.check_digit', 'vat.invalid_length', 'required.blank'])
      expect(codes).toContain(code);
  });

  it.each(['fr', 'en'] as const)('have words in %s, each of them', (language) => {
    const texts = flat(catalogues(language).issues!);
    const wordless = codes.filter((code) => {
      const [kind, problem] = code.split('.');
      const said = texts.has(`problem.${kind}_${problem}`) || texts.has(`any.${problem}`);
      return !said || !texts.has(`kind.${kind}`);
    });
    expect(wordless).toEqual([]);
  });
});
