import { type Expression, partsOf } from '../../conditions/parse.ts';

/** What a condition looks at of a column. */
export type View =
  | 'whole'
  /** First or last `length` characters. */
  | 'start'
  | 'end'
  | 'local_part'
  | 'domain'
  | 'sound'
  | 'year'
  | 'year_month'
  | 'month_day'
  | 'date'
  | 'first_word'
  | 'length'
  /** A pattern or a slice that has no name here. */
  | 'part';

/** A column of one of the two records, and what is looked at of it. */
export interface Look {
  readonly column: string;
  /** Left or right record; null where the name does not say. */
  readonly side: 'l' | 'r' | null;
  readonly view: View;
  readonly length: number;
  /** How the part is written, so that two sides can be held against each other. */
  readonly key: string;
}

/** Functions that change the spelling of the whole, no more. */
const CLEANING = new Set([
  'lower',
  'upper',
  'trim',
  'ltrim',
  'rtrim',
  'nullif',
  'coalesce',
  'ifnull',
  'strip_accents',
  'unaccent',
  'replace',
  'regexp_replace',
  'to_date',
  'date',
  'strptime',
  'try_strptime',
  'to_timestamp',
  'try_to_timestamp',
  'try_cast_timestamp',
  'try_cast_date',
  'try_parse_date',
  'array_sort',
  'list_sort',
  'list_distinct',
  'array_distinct',
]);
const SOUNDS = new Set(['soundex', 'metaphone', 'dmetaphone', 'double_metaphone', 'nysiis']);
const LOCAL_PATTERNS = ['^[^@]+', '^[^@]*', '(^[^@]+)', '^(.*)@', '^(.+)@', '.*@'];
const DOMAIN_PATTERNS = ['@([^@]+)$', '@(.+)$', '@(.*)$', '[^@]+$', '([^@]+)$'];

/** The column an expression looks at, and how; undefined where it is none, or several. */
export function lookOf(expression: Expression): Look | undefined {
  if (expression.type === 'column') return columnLook(expression);
  if (expression.type === 'cast') return lookOf(expression.parts[0]);
  if (expression.type === 'other')
    // A single element of a split: its list is looked at.
    return expression.name === 'element' ? elementLook(expression.parts) : undefined;
  if (expression.type !== 'call') return undefined;
  const { name, parts } = expression;
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  if (name === 'extract' || name === 'date_part' || name === 'datepart')
    return second && narrowed(lookOf(second), nameOf(first) === 'year' ? 'year' : 'part', 0, nameOf(first));
  const inner = lookOf(first);
  if (inner === undefined) return undefined;
  // coalesce(a, b) of two columns is neither of them.
  if (CLEANING.has(name)) return parts.slice(1).some(hasColumn) ? undefined : inner;
  if (SOUNDS.has(name)) return narrowed(inner, 'sound', 0, name);
  if (name === 'year') return narrowed(inner, 'year', 4, 'year');
  if (name === 'strftime' || name === 'date_format' || name === 'to_char')
    return narrowed(inner, FORMATS.get(textOf(second).toLowerCase()) ?? 'part', 0, textOf(second));
  if (name === 'left' || name === 'right')
    return narrowed(inner, name === 'left' ? 'start' : 'end', numberOf(second), `${name}${numberOf(second)}`);
  if (name === 'substr' || name === 'substring') return sliced(inner, second, third);
  if (name === 'split_part' || name === 'substring_index') return split(inner, second, third);
  if (name === 'regexp_extract' || name === 'regexp_substr') return byPattern(inner, textOf(second));
  if (name === 'length' || name === 'len') return narrowed(inner, 'length', 0, 'length');
  return undefined;
}

const FORMATS: ReadonlyMap<string, View> = new Map([
  ['%y', 'year'],
  ['yyyy', 'year'],
  ['%y-%m', 'year_month'],
  ['yyyy-mm', 'year_month'],
  ['yyyymm', 'year_month'],
]);

export function columnLook({ name, table }: Extract<Expression, { type: 'column' }>): Look {
  const whole = { view: 'whole', length: 0, key: 'whole' } as const;
  if (table === 'l' || table === 'r') return { column: name, side: table, ...whole };
  const ending = name.slice(-2).toLowerCase();
  if (name.length > 2 && (ending === '_l' || ending === '_r'))
    return { column: name.slice(0, -2), side: ending === '_l' ? 'l' : 'r', ...whole };
  return { column: name, side: null, ...whole };
}

function narrowed(of: Look | undefined, view: View, length: number, key: string): Look | undefined {
  if (of === undefined) return undefined;
  const here = of.view === 'whole' ? view : 'part';
  return { ...of, view: here, length, key: `${of.key} ${view} ${key}` };
}

function sliced(of: Look, from: Expression | undefined, length: Expression | undefined): Look | undefined {
  if (from?.type === 'text') return byPattern(of, from.text);
  const cut = searched(length, '-');
  if (cut !== undefined && numberOf(from) === 1)
    return narrowed(of, cut === '@' ? 'local_part' : cut === ' ' ? 'first_word' : 'part', 0, cut);
  const after = searched(from, '+');
  if (after !== undefined) return narrowed(of, after === '@' ? 'domain' : 'part', 0, after);
  const start = numberOf(from);
  const count = length === undefined ? Number.POSITIVE_INFINITY : numberOf(length);
  const key = `${start},${count}`;
  if ((start === 1 || start === 0) && Number.isFinite(count)) return narrowed(of, 'start', count, `${count}`);
  if (start < 0 && (count === Number.POSITIVE_INFINITY || count >= -start))
    return narrowed(of, 'end', -start, `${start}`);
  return narrowed(of, start === 6 && count === 5 ? 'month_day' : 'part', 0, key);
}

/** What `instr(a, '@') - 1` looks for: SQLite has no other way to cut a text. */
function searched(of: Expression | undefined, sign: '-' | '+'): string | undefined {
  if (of?.type !== 'operation' || of.sign !== sign || numberOf(of.parts[1]) !== 1) return undefined;
  const [call] = of.parts;
  return call.type === 'call' && SEARCHES.has(call.name) ? textOf(call.parts[1]) : undefined;
}
const SEARCHES = new Set(['instr', 'strpos', 'charindex', 'position', 'locate']);

function split(of: Look, separator: Expression | undefined, part: Expression | undefined): Look | undefined {
  const by = textOf(separator);
  const at = numberOf(part);
  if (by === '@') return narrowed(of, at === 1 ? 'local_part' : 'domain', 0, `${at}`);
  return narrowed(of, by === ' ' && at === 1 ? 'first_word' : 'part', 0, `${by} ${at}`);
}

function elementLook(parts: readonly Expression[]): Look | undefined {
  const [list, index] = parts;
  if (list?.type !== 'call' || list.parts[0] === undefined) return undefined;
  if (!['split', 'string_split', 'str_split', 'string_to_array'].includes(list.name)) return undefined;
  const inner = lookOf(list.parts[0]);
  return inner && split(inner, list.parts[1], index);
}

function byPattern(of: Look, pattern: string): Look | undefined {
  if (LOCAL_PATTERNS.includes(pattern)) return narrowed(of, 'local_part', 0, pattern);
  return narrowed(of, DOMAIN_PATTERNS.includes(pattern) ? 'domain' : 'part', 0, pattern);
}

const hasColumn = (of: Expression): boolean => partsOf(of).some(({ type }) => type === 'column');
const textOf = (of: Expression | undefined): string => (of?.type === 'text' ? of.text : '');
const numberOf = (of: Expression | undefined): number => (of?.type === 'number' ? of.value : Number.NaN);

/** `'day'`, `day`: the name of a unit, however it is written. */
export function nameOf(of: Expression | undefined): string {
  if (of?.type === 'text') return of.text.toLowerCase();
  return of?.type === 'column' && of.table === '' ? of.name.toLowerCase() : '';
}
