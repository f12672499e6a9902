import { UserError } from '../../../shared/model/errors.ts';
import type { MappingRule } from '../../../shared/model/mapping.ts';
import type { RawCell } from '../../../shared/model/source.ts';
import type { Step } from '../../../shared/model/values.ts';
import type { SourceCell } from './row-types.ts';
import { foldKey } from './text.ts';
import { compileTransforms } from './transforms.ts';

/** A mapping rule bound to the columns of a source. */
export interface BoundRule {
  readonly rule: MappingRule;
  /** Name of the attribute, and the part of it for a composite: `address.city` → address, city. */
  readonly attribute: string;
  readonly part?: string;
  /** The text that the rule gives for a record, after join, transforms and codes; '' when blank. */
  read(cells: readonly RawCell[], trace?: Step[]): string;
  /** The cells the rule reads, for lineage. */
  cells(cells: readonly RawCell[]): readonly SourceCell[];
}

/** @throws UserError `mapping.column_missing`, `mapping.pattern`, `mapping.transform`. */
export function bindRule(rule: MappingRule, columns: readonly string[]): BoundRule {
  const indexes = rule.from.map((column) => indexOf(column, columns));
  const dot = rule.to.indexOf('.');
  const joined = joiner(indexes, rule.join ?? ' ');
  const transforms = rule.transforms ?? [];
  const transform = transforms.length > 0 ? compileTransforms(transforms) : undefined;
  const fillsBlanks = transforms.some(({ op }) => op === 'default');
  const align = rule.codes ? codeAligner(rule.codes) : undefined;
  return {
    rule,
    attribute: dot < 0 ? rule.to : rule.to.slice(0, dot),
    ...(dot < 0 ? {} : { part: rule.to.slice(dot + 1) }),
    read(cells, trace) {
      let text = joined(cells, trace);
      if (transform && (fillsBlanks || text.trim() !== '')) text = transform(text, trace);
      return align && text !== '' ? align(text, trace) : text;
    },
    cells: (cells) => indexes.map((index) => ({ column: columns[index]!, raw: cells[index] ?? null })),
  };
}

function joiner(
  indexes: readonly number[],
  separator: string,
): (cells: readonly RawCell[], trace?: Step[]) => string {
  const only = indexes.length === 1 ? indexes[0]! : -1;
  if (only >= 0) return (cells) => cells[only] ?? '';
  return (cells, trace) => {
    const texts: string[] = [];
    for (const index of indexes) {
      const text = cells[index];
      if (text && text.trim() !== '') texts.push(text);
    }
    const text = texts.join(separator);
    if (trace && texts.length > 1) trace.push({ operation: 'join', input: texts.join(' | '), output: text });
    return text;
  };
}

/** The rule's own nomenclature: exact spelling first, then without regard to case, accents and punctuation. */
function codeAligner(codes: Readonly<Record<string, string>>): (text: string, trace?: Step[]) => string {
  const exact = new Map(Object.entries(codes));
  const folded = new Map<string, string>();
  for (const [seen, value] of exact) {
    const key = foldKey(seen);
    if (key !== '' && !folded.has(key)) folded.set(key, value);
  }
  return (text, trace) => {
    const value = exact.get(text) ?? exact.get(text.trim()) ?? folded.get(foldKey(text));
    if (value === undefined) return text;
    if (trace && value !== text) trace.push({ operation: 'codes', input: text, output: value });
    return value;
  };
}

function indexOf(column: string, columns: readonly string[]): number {
  const index = columns.indexOf(column);
  if (index >= 0) return index;
  const close = closeColumns(column, columns);
  throw new UserError({
    operation: 'mapping.compile',
    code: 'mapping.column_missing',
    message: `The mapping uses the column “${column}”, which the file does not have.`,
    next:
      close.length > 0
        ? `Did the column become ${close.map((name) => `“${name}”`).join(' or ')}? Correct the mapping or the file.`
        : `Correct the mapping or the file. The file has: ${columns.slice(0, 20).join(', ')}.`,
    where: { column },
  });
}

/** The columns whose names are most alike (Dice coefficient of letter pairs of at least 0.4), at most three. */
export function closeColumns(column: string, columns: readonly string[]): readonly string[] {
  const wanted = pairs(column);
  return columns
    .map((name) => ({ name, likeness: dice(wanted, pairs(name)) }))
    .filter(({ likeness }) => likeness >= 0.4)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 3)
    .map(({ name }) => name);
}

function pairs(text: string): ReadonlySet<string> {
  const key = ` ${foldKey(text).replaceAll(' ', '')} `;
  const found = new Set<string>();
  for (let at = 0; at + 1 < key.length; at++) found.add(key.slice(at, at + 2));
  return found;
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared++;
  return (2 * shared) / (one.size + other.size);
}
