import { RE2JS } from 're2js';
import { UserError } from '../../../shared/model/errors.ts';
import type { Transform } from '../../../shared/model/mapping.ts';
import type { Step } from '../../../shared/model/values.ts';
import { memoise } from './memo.ts';

/** A chain of transforms. With `trace`, the steps that changed the text are added to it. */
export type TextFunction = (text: string, trace?: Step[]) => string;

interface Compiled {
  readonly op: Transform['op'];
  readonly apply: (text: string) => string;
}

/**
 * Compiles the transforms of a mapping rule, to be applied in order. Patterns are RE2 (linear time; no back-references).
 * `split` counts parts from 1, from the end when negative; `extract` takes the first group (or the whole match where
 * there is none) and gives a blank when nothing matches; `prefix`, `suffix` and `pad_start` leave blanks blank.
 * @throws UserError `mapping.pattern` (where.pattern, where.position), `mapping.transform`.
 */
export function compileTransforms(transforms: readonly Transform[]): TextFunction {
  const compiled = transforms.map((transform): Compiled => ({ op: transform.op, apply: compile(transform) }));
  return (text, trace) => {
    let current = text;
    for (const { op, apply } of compiled) {
      const next = apply(current);
      if (trace && next !== current) trace.push({ operation: op, input: current, output: next });
      current = next;
    }
    return current;
  };
}

const isBlank = (text: string): boolean => text.trim() === '';
const unlessBlank =
  (apply: (text: string) => string) =>
  (text: string): string =>
    isBlank(text) ? text : apply(text);

function compile(transform: Transform): (text: string) => string {
  switch (transform.op) {
    case 'trim':
      return (text) => text.trim();
    case 'upper':
      return (text) => text.toUpperCase();
    case 'lower':
      return (text) => text.toLowerCase();
    case 'capitalise':
      return capitalise;
    case 'collapse_spaces':
      return (text) => text.replace(/\s+/g, ' ').trim();
    case 'digits':
      return (text) => text.replace(/\D+/g, '');
    case 'replace':
      return replacer(transform.pattern, transform.with);
    case 'extract':
      return extractor(transform.pattern, transform.group);
    case 'split':
      return splitter(transform.separator, transform.part);
    case 'prefix':
      return unlessBlank((text) => transform.text + text);
    case 'suffix':
      return unlessBlank((text) => text + transform.text);
    case 'pad_start':
      return padder(transform.length, transform.with);
    case 'blank_if':
      return blanker(transform.values);
    case 'default':
      return (text) => (isBlank(text) ? transform.text : text);
  }
}

/** Every word begins with a capital, the rest is small: "jean-pierre DUPONT" → "Jean-Pierre Dupont". */
function capitalise(text: string): string {
  return text.toLowerCase().replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => {
    const first = String.fromCodePoint(word.codePointAt(0)!);
    return first.toUpperCase() + word.slice(first.length);
  });
}

function replacer(pattern: string, replacement: string): (text: string) => string {
  const compiled = compilePattern(pattern);
  return memoise((text) => compiled.matcher(text).replaceAll(replacement));
}

function extractor(pattern: string, group: number | undefined): (text: string) => string {
  const compiled = compilePattern(pattern);
  const wanted = group ?? Math.min(1, compiled.groupCount());
  if (wanted < 0 || wanted > compiled.groupCount()) {
    throw mistake(
      `The pattern “${pattern}” has no group ${wanted}.`,
      'Use a group that the pattern has, or 0 for all of it.',
    );
  }
  return memoise((text) => {
    const matcher = compiled.matcher(text);
    return matcher.find() ? (matcher.group(wanted) ?? '') : '';
  });
}

function splitter(separator: string, part: number): (text: string) => string {
  if (separator === '' || !Number.isInteger(part) || part === 0) {
    throw mistake(
      'A split needs a separator and a part counted from 1 (or from -1, the last).',
      'Correct the split.',
    );
  }
  return (text) =>
    text
      .split(separator)
      .at(part > 0 ? part - 1 : part)
      ?.trim() ?? '';
}

const MAX_PADDING = 1000;

function padder(length: number, filler: string): (text: string) => string {
  if (filler === '' || length > MAX_PADDING) {
    throw mistake(`Padding needs a filler and a length of ${MAX_PADDING} at most.`, 'Correct the padding.');
  }
  return unlessBlank((text) => text.padStart(length, filler));
}

function blanker(values: readonly string[]): (text: string) => string {
  const blanks = new Set(values.map((value) => value.trim().toLowerCase()));
  return (text) => (blanks.has(text.trim().toLowerCase()) ? '' : text);
}

function mistake(message: string, next: string): UserError {
  return new UserError({ operation: 'mapping.compile', code: 'mapping.transform', message, next });
}

/** @throws UserError `mapping.pattern` with the 1-based position of what RE2 refuses. */
function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const refused = 'input' in cause && typeof cause.input === 'string' ? cause.input : '';
    const position = Math.max(0, pattern.indexOf(refused)) + 1;
    const reason = 'error' in cause && typeof cause.error === 'string' ? cause.error : cause.message;
    throw new UserError({
      operation: 'mapping.compile',
      code: 'mapping.pattern',
      message: `The pattern “${pattern}” cannot be used: ${reason} at position ${position}.`,
      next: 'Correct the pattern. Patterns follow the RE2 syntax, which has no back-references and no look-around.',
      where: { pattern, position },
    });
  }
}
