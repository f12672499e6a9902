import { type Expression, parseCondition, partsOf } from '../../conditions/parse.ts';
import { Unreadable } from '../../conditions/tokens.ts';
import { columnLook, type Look, lookOf, nameOf, type View } from './looks.ts';

export type Metric = 'jaro_winkler' | 'jaro' | 'jaccard' | 'levenshtein' | 'damerau_levenshtein';

/** What a condition of a comparison level asks. */
export type Test =
  | { readonly type: 'else' }
  | { readonly type: 'null' }
  /** The same column, looked at alike, is the same. */
  | { readonly type: 'same'; readonly column: string; readonly view: View; readonly length: number }
  | {
      readonly type: 'metric';
      readonly column: string;
      readonly view: View;
      readonly metric: Metric;
      /** Least similarity, or most edits. */
      readonly limit: number;
    }
  /** One column of the one is another column of the other. */
  | { readonly type: 'crosswise'; readonly columns: readonly [string, string] }
  | { readonly type: 'days'; readonly column: string; readonly most: number }
  | { readonly type: 'gap'; readonly column: string; readonly most: number }
  | { readonly type: 'share'; readonly column: string; readonly most: number }
  /** Lists with so many values in common. */
  | { readonly type: 'overlap'; readonly column: string; readonly least: number }
  | { readonly type: 'all' | 'any'; readonly tests: readonly Test[] }
  | { readonly type: 'unknown'; readonly columns: readonly string[] }
  | { readonly type: 'unreadable' };

/** What the condition of a comparison level asks. Never throws. */
export function recognise(sql: string): Test {
  if (sql.trim().toUpperCase() === 'ELSE') return { type: 'else' };
  try {
    return testOf(parseCondition(sql));
  } catch (error) {
    if (error instanceof Unreadable) return { type: 'unreadable' };
    throw error;
  }
}

/** Columns a test looks at, each once. */
export function columnsOf(test: Test): string[] {
  switch (test.type) {
    case 'all':
    case 'any':
      return [...new Set(test.tests.flatMap(columnsOf))];
    case 'crosswise':
    case 'unknown':
      return [...new Set(test.columns)];
    case 'else':
    case 'null':
    case 'unreadable':
      return [];
    default:
      return [test.column];
  }
}

function testOf(expression: Expression): Test {
  if (isNull(expression)) return { type: 'null' };
  if (expression.type === 'operation') {
    const { sign, parts } = expression;
    if (sign === 'and' || sign === 'or') return joined(sign, chain(expression, sign));
    return comparisonOf(sign, parts[0], parts[1]) ?? unknown(expression);
  }
  if (expression.type === 'call' && OVERLAPS.has(expression.name))
    return overlap(expression.parts, 1) ?? unknown(expression);
  return unknown(expression);
}

/** a AND (b AND c) as a list. */
export function chain(expression: Expression, sign: string): Expression[] {
  if (expression.type !== 'operation' || expression.sign !== sign) return [expression];
  return expression.parts.flatMap((part) => chain(part, sign));
}

function joined(sign: 'and' | 'or', parts: readonly Expression[]): Test {
  // "is not null" beside what is compared says nothing more: a blank agrees with nothing.
  const tests = parts.filter((part) => !isNull(part) && !isNotNull(part)).map(testOf);
  if (tests.length === 1) return tests[0]!;
  const [a, b] = tests;
  if (sign === 'and' && tests.length === 2 && a?.type === 'crosswise' && b?.type === 'crosswise') {
    const same = [...a.columns].sort().join('\n') === [...b.columns].sort().join('\n');
    if (same) return a;
  }
  return { type: sign === 'and' ? 'all' : 'any', tests };
}

const unknown = (expression: Expression): Test => ({ type: 'unknown', columns: mentioned(expression) });

function mentioned(expression: Expression): string[] {
  const names = partsOf(expression).flatMap((part) => {
    const look = part.type === 'column' ? columnLook(part) : undefined;
    return look?.side ? [look.column] : [];
  });
  return [...new Set(names)];
}

function isNull(expression: Expression): boolean {
  if (expression.type === 'is_null') return !expression.negated;
  return (
    expression.type === 'operation' &&
    (expression.sign === 'or' || expression.sign === 'and') &&
    expression.parts.every(isNull)
  );
}

const isNotNull = (expression: Expression): boolean => expression.type === 'is_null' && expression.negated;

const MIRRORED: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['<=', '>='],
  ['>', '<'],
  ['>=', '<='],
]);

function comparisonOf(sign: string, left: Expression, right: Expression): Test | undefined {
  if (sign === '=') {
    const of = sameness(left, right);
    if (of !== undefined) return of;
  }
  if (left.type === 'number' && right.type !== 'number')
    return comparisonOf(MIRRORED.get(sign) ?? sign, right, left);
  if (right.type !== 'number') return undefined;
  const { value } = right;
  if (sign === '>=' || sign === '>' || (sign === '=' && value === 1)) return atLeast(left, value, sign);
  if (sign === '<=' || sign === '<') return atMost(left, value, sign === '<');
  return sign === '=' && value === 0 ? atMost(left, value, false) : undefined;
}

function sameness(left: Expression, right: Expression): Test | undefined {
  const a = lookOf(left);
  const b = lookOf(right);
  if (a === undefined || b === undefined || a.side === b.side || a.key !== b.key) return undefined;
  const { column, view, length } = a;
  if (column === b.column) return { type: 'same', column, view, length };
  return view === 'whole' ? { type: 'crosswise', columns: [column, b.column] } : undefined;
}

function atLeast(of: Expression, value: number, sign: string): Test | undefined {
  const metric = metricOf(of);
  if (metric !== undefined && !isDistance(metric.metric)) return { ...metric, limit: value };
  if (of.type === 'call' && COUNTS.has(of.name) && of.parts[0]?.type === 'call') {
    const inside = of.parts[0];
    if (INTERSECTIONS.has(inside.name)) return overlap(inside.parts, sign === '>' ? value + 1 : value);
  }
  return undefined;
}

const isDistance = (metric: Metric): boolean => metric === 'levenshtein' || metric === 'damerau_levenshtein';

const METRIC_NAMES: ReadonlyMap<string, Metric> = new Map([
  ['jaro_winkler_similarity', 'jaro_winkler'],
  ['jaro_winkler', 'jaro_winkler'],
  ['jaro_winkler_sim', 'jaro_winkler'],
  ['jarowinkler', 'jaro_winkler'],
  ['jaro_similarity', 'jaro'],
  ['jaro_sim', 'jaro'],
  ['jaro', 'jaro'],
  ['jaccard', 'jaccard'],
  ['jaccard_sim', 'jaccard'],
  ['levenshtein', 'levenshtein'],
  ['levenshtein_distance', 'levenshtein'],
  ['editdist3', 'levenshtein'],
  ['edit_distance', 'levenshtein'],
  ['damerau_levenshtein', 'damerau_levenshtein'],
  ['damerau_levenshtein_distance', 'damerau_levenshtein'],
  ['dam_lev_dist', 'damerau_levenshtein'],
]);
const COUNTS = new Set(['array_length', 'list_length', 'len', 'length', 'size', 'cardinality', 'array_size']);
const INTERSECTIONS = new Set(['list_intersect', 'array_intersect', 'list_has_all', 'array_intersection']);
const OVERLAPS = new Set(['list_has_any', 'array_has_any', 'arrays_overlap']);
const EXTREMES = new Set(['list_max', 'array_max', 'list_min', 'array_min']);

/** A string metric of both sides of a column, or the best over two lists of values (Splink's pairwise levels). */
function metricOf(of: Expression): Omit<Extract<Test, { type: 'metric' }>, 'limit'> | undefined {
  if (of.type !== 'call') return undefined;
  const metric = METRIC_NAMES.get(of.name);
  if (metric !== undefined) {
    const [a, b] = of.parts.map(lookOf);
    if (a === undefined || b === undefined || a.column !== b.column) return undefined;
    if (a.side === b.side || a.key !== b.key) return undefined;
    return { type: 'metric', column: a.column, view: a.view, metric };
  }
  if (!EXTREMES.has(of.name)) return undefined;
  const columns = mentioned(of);
  const metrics = new Set(
    partsOf(of).flatMap((part) => (part.type === 'call' ? (METRIC_NAMES.get(part.name) ?? []) : [])),
  );
  const [column] = columns;
  const [inside] = metrics;
  if (columns.length !== 1 || metrics.size !== 1 || column === undefined || inside === undefined)
    return undefined;
  return { type: 'metric', column, view: 'whole', metric: inside };
}

function overlap(parts: readonly Expression[], least: number): Test | undefined {
  const [a, b] = parts.map(lookOf);
  if (a === undefined || b === undefined || a.column !== b.column || a.side === b.side) return undefined;
  return { type: 'overlap', column: a.column, least };
}

function atMost(of: Expression, value: number, strictly: boolean): Test | undefined {
  const metric = metricOf(of);
  if (metric !== undefined && isDistance(metric.metric))
    return { ...metric, limit: strictly ? Math.ceil(value) - 1 : Math.floor(value) };
  if (of.type === 'operation' && of.sign === '/') return shareOf(of.parts[0], of.parts[1], value);
  const difference = of.type === 'call' && of.name === 'abs' ? of.parts[0] : of;
  return difference === undefined ? undefined : differenceOf(difference, value);
}

function shareOf(above: Expression, below: Expression, most: number): Test | undefined {
  const gap = above.type === 'call' && above.name === 'abs' ? above.parts[0] : undefined;
  const test = gap === undefined ? undefined : differenceOf(gap, most);
  if (test?.type !== 'gap') return undefined;
  const columns = mentioned(below);
  return columns.length === 1 && columns[0] === test.column
    ? { type: 'share', column: test.column, most }
    : undefined;
}

const SECONDS = new Set(['epoch', 'unix_timestamp', 'to_unixtime', 'to_unix_timestamp']);
const DAYS = new Set(['julianday', 'julian', 'to_days']);
const DATE_DIFFERENCES = new Set(['datediff', 'date_diff', 'datesub', 'date_sub']);
const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['second', 1 / 86_400],
  ['day', 1],
  ['week', 7],
  ['month', 30.4375],
  ['year', 365.25],
]);

/** a − b, or a function of both that counts days between them. */
function differenceOf(of: Expression, most: number): Test | undefined {
  if (of.type === 'call' && DATE_DIFFERENCES.has(of.name)) return daysBetween(of.parts, most);
  if (of.type !== 'operation' || of.sign !== '-') return undefined;
  const [a, b] = of.parts.map(momentOf);
  if (a === undefined || b === undefined || a.look.column !== b.look.column || a.look.side === b.look.side)
    return undefined;
  const { column, view } = a.look;
  if (view === 'year') return { type: 'days', column, most: most * 365.25 };
  return a.unit === undefined ? { type: 'gap', column, most } : { type: 'days', column, most: most * a.unit };
}

function momentOf(of: Expression): { look: Look; unit: number | undefined } | undefined {
  const call = of.type === 'call' ? of : undefined;
  const isExtract = call?.name === 'extract' || call?.name === 'date_part' || call?.name === 'datepart';
  if (isExtract && call !== undefined && nameOf(call.parts[0]) === 'epoch') {
    const look = call.parts[1] && lookOf(call.parts[1]);
    return look && { look, unit: 1 / 86_400 };
  }
  const unit = call && (SECONDS.has(call.name) ? 1 / 86_400 : DAYS.has(call.name) ? 1 : undefined);
  const look = lookOf(unit === undefined ? of : call!.parts[0]!);
  return look && { look, unit };
}

function daysBetween(parts: readonly Expression[], most: number): Test | undefined {
  const unit = UNIT_DAYS.get(nameOf(parts[0])) ?? UNIT_DAYS.get(nameOf(parts[2])) ?? 1;
  const [a, b] = parts.flatMap((part) => lookOf(part) ?? []).filter(({ side }) => side !== null);
  if (a === undefined || b === undefined || a.column !== b.column || a.side === b.side) return undefined;
  return { type: 'days', column: a.column, most: most * unit };
}
