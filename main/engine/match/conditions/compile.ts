import { FUNCTIONS, numberOf, textOf, type Value } from './functions.ts';
import { type Expression, parseCondition, partsOf } from './parse.ts';
import { Unreadable } from './tokens.ts';

/** The values of two records, by number of the column; '' is blank. */
export interface PairOfValues {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** A condition ready to be asked of pairs; null where a blank leaves it open. */
export type Condition = (pair: PairOfValues) => Value;

/** A name a condition uses: the column (its number) of one of the two records. */
export interface ConditionColumn {
  readonly side: 'left' | 'right';
  readonly column: number;
}

/** Why a condition cannot be asked. `what` is not known; `at` counts characters from 0. */
export class ConditionError extends Error {
  readonly reason: 'unreadable' | 'column' | 'function' | 'arguments' | 'construct' | 'too_long';
  readonly what: string;
  readonly at: number;

  constructor(reason: ConditionError['reason'], what: string, at: number) {
    super(`${reason}: ${what}`);
    this.reason = reason;
    this.what = what;
    this.at = at;
  }
}

/** Parts of one condition: Splink's own stay below 100. It bounds what one pair can cost. */
const MOST_PARTS = 400;

/**
 * A condition in the SQL of Splink's comparison levels, made into a function once and never run as code: only the
 * operators here and the functions of functions.ts exist. Three-valued as SQL is. Texts are compared whatever their case.
 * @param columnOf the column a name stands for (`email_l`, `l.email`), undefined where it is none.
 * @throws ConditionError with the place.
 */
export function compileCondition(
  text: string,
  columnOf: (name: string, table: string) => ConditionColumn | undefined,
): Condition {
  const expression = parsed(text);
  if (partsOf(expression).length > MOST_PARTS) throw new ConditionError('too_long', String(MOST_PARTS), 0);
  const place = (name: string): number => Math.max(0, text.toLowerCase().indexOf(name.toLowerCase()));
  const compile = (of: Expression): Condition => {
    switch (of.type) {
      case 'column': {
        const column = columnOf(of.name, of.table);
        if (column === undefined) throw new ConditionError('column', of.name, place(of.name));
        return reader(column);
      }
      case 'text': {
        const literal = plain(of.text);
        return () => literal;
      }
      case 'number':
        return () => of.value;
      case 'cast':
        return compile(of.parts[0]);
      case 'not':
        return negated(compile(of.parts[0]));
      case 'is_null': {
        const inner = compile(of.parts[0]);
        return (pair) => (inner(pair) === null) !== of.negated;
      }
      case 'operation':
        return operation(of.sign, compile(of.parts[0]), compile(of.parts[1]));
      case 'call': {
        const known = FUNCTIONS.get(of.name);
        if (known === undefined) throw new ConditionError('function', of.name, place(of.name));
        if (of.parts.length < known.least || of.parts.length > known.most)
          throw new ConditionError('arguments', of.name, place(of.name));
        const parts = of.parts.map(compile);
        return (pair) => known.call(parts.map((part) => part(pair)));
      }
      case 'other': {
        const make = CONSTRUCTS.get(of.name);
        if (make === undefined) throw new ConditionError('construct', of.name, place(of.name));
        return make(of.parts.map(compile));
      }
    }
  };
  return compile(expression);
}

function parsed(text: string): Expression {
  try {
    return parseCondition(text);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new ConditionError('unreadable', error.message, error.at ?? text.length);
  }
}

/** Values are compared without accents: so are the texts of a condition. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

function reader({ side, column }: ConditionColumn): Condition {
  return (pair) => pair[side][column] || null;
}

function negated(of: Condition): Condition {
  return (pair) => {
    const value = truth(of(pair));
    return value === null ? null : !value;
  };
}

const truth = (value: Value): boolean | null =>
  value === null || typeof value === 'boolean' ? value : value !== 0 && value !== '';

function operation(sign: string, a: Condition, b: Condition): Condition {
  if (sign === 'and' || sign === 'or') return joined(sign === 'or', a, b);
  if (sign === '||') return (pair) => FUNCTIONS.get('concat')!.call([a(pair), b(pair)]);
  const compute = ARITHMETIC.get(sign);
  if (compute !== undefined)
    return (pair) => {
      const [x, y] = [numberOf(a(pair)), numberOf(b(pair))];
      return x === null || y === null ? null : numberOf(compute(x, y));
    };
  const holds = ORDER.get(sign)!;
  return (pair) => {
    const order = compared(a(pair), b(pair));
    return order === null ? null : holds(order);
  };
}

/** True decides OR, false decides AND, whatever is unknown beside it. */
function joined(decides: boolean, a: Condition, b: Condition): Condition {
  return (pair) => {
    const left = truth(a(pair));
    if (left === decides) return decides;
    const right = truth(b(pair));
    if (right === decides) return decides;
    return left === null || right === null ? null : !decides;
  };
}

const ARITHMETIC: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['+', (a: number, b: number) => a + b],
  ['-', (a: number, b: number) => a - b],
  ['*', (a: number, b: number) => a * b],
  ['/', (a: number, b: number) => (b === 0 ? Number.NaN : a / b)],
  ['%', (a: number, b: number) => a % b],
]);

const ORDER: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['=', (order: number) => order === 0],
  ['<>', (order: number) => order !== 0],
  ['<', (order: number) => order < 0],
  ['<=', (order: number) => order <= 0],
  ['>', (order: number) => order > 0],
  ['>=', (order: number) => order >= 0],
]);

/** Below 0, 0 or above 0; as numbers where one of the two is one. */
function compared(a: Value, b: Value): number | null {
  if (a === null || b === null) return null;
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, y] = [numberOf(a), numberOf(b)];
    return x === null || y === null ? null : x - y;
  }
  const [left, right] = [textOf(a)!.toUpperCase(), textOf(b)!.toUpperCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

const among = (parts: readonly Condition[]): Condition => {
  const [of, ...list] = parts;
  return (pair) => {
    const value = of!(pair);
    if (value === null) return null;
    const found = list.map((one) => compared(value, one(pair)));
    return found.includes(0) ? true : found.includes(null) ? null : false;
  };
};

/** `%` any text, `_` one character; in time proportional to both lengths. */
function isLike(text: string, pattern: string): boolean {
  let [t, p, star, mark] = [0, 0, -1, 0];
  while (t < text.length) {
    if (p < pattern.length && pattern.charAt(p) === '%') {
      star = p++;
      mark = t;
    } else if (p < pattern.length && (pattern.charAt(p) === '_' || pattern.charAt(p) === text.charAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++mark;
    } else return false;
  }
  while (p < pattern.length && pattern.charAt(p) === '%') p++;
  return p === pattern.length;
}

const like = ([of, pattern]: readonly Condition[]): Condition => {
  return (pair) => {
    const [text, by] = [textOf(of!(pair)), textOf(pattern!(pair))];
    return text === null || by === null ? null : isLike(text.toUpperCase(), by.toUpperCase());
  };
};

const between = ([of, low, high]: readonly Condition[]): Condition =>
  joined(false, operation('>=', of!, low!), operation('<=', of!, high!));

/** WHEN and THEN in turn, then ELSE. */
const choice = (parts: readonly Condition[]): Condition => {
  return (pair) => {
    for (let k = 0; k + 1 < parts.length; k += 2)
      if (truth(parts[k]!(pair)) === true) return parts[k + 1]!(pair);
    return parts.length % 2 === 1 ? parts.at(-1)!(pair) : null;
  };
};

const CONSTRUCTS: ReadonlyMap<string, (parts: readonly Condition[]) => Condition> = new Map([
  ['null', () => () => null],
  ['minus', ([of]: readonly Condition[]) => operation('-', () => 0, of!)],
  ['in', among],
  ['not in', (parts: readonly Condition[]) => negated(among(parts))],
  ['like', like],
  ['ilike', like],
  ['not like', (parts: readonly Condition[]) => negated(like(parts))],
  ['between', between],
  ['case', choice],
]);
