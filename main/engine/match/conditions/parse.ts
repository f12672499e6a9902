import { type Token, tokenise, Unreadable } from './tokens.ts';

/** An SQL expression, as far as conditions of Splink go. Names of functions are in lower case. */
export type Expression =
  | { readonly type: 'column'; readonly name: string; readonly table: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'call'; readonly name: string; readonly parts: readonly Expression[] }
  | { readonly type: 'operation'; readonly sign: string; readonly parts: readonly [Expression, Expression] }
  | { readonly type: 'not'; readonly parts: readonly [Expression] }
  | { readonly type: 'is_null'; readonly negated: boolean; readonly parts: readonly [Expression] }
  /** CAST: the type does not matter here. */
  | { readonly type: 'cast'; readonly parts: readonly [Expression] }
  /** CASE, lists, lambdas, BETWEEN …: its parts are known, its sense is not. */
  | { readonly type: 'other'; readonly name: string; readonly parts: readonly Expression[] };

/** Nesting of Splink's own conditions stays below 20. */
const DEEPEST = 60;
/** Binding of the infix operators, weakest first. */
const BINDING: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ...['=', '==', '<=>', '<>', '!=', '<', '<=', '>', '>=', 'like', 'ilike'].map((sign): [string, number] => [
    sign,
    4,
  ]),
  ['||', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);
const SAME_SIGN: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['<=>', '='],
  ['!=', '<>'],
]);
const NOT_BINDING = 3;

/**
 * Reads an SQL condition (DuckDB, Spark, SQLite, PostgreSQL, Athena as Splink writes them) without ever running it. Time
 * is linear in its length, its depth is bounded.
 * @throws Unreadable
 */
export function parseCondition(sql: string): Expression {
  const parser = new Parser(tokenise(sql));
  const expression = parser.expression(0);
  parser.end();
  return expression;
}

/** Every part of an expression, itself first. */
export function partsOf(expression: Expression): Expression[] {
  const all: Expression[] = [expression];
  for (let at = 0; at < all.length; at++) {
    const one = all[at]!;
    if ('parts' in one) all.push(...one.parts);
  }
  return all;
}

class Parser {
  private readonly tokens: readonly Token[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  /** At the token that comes next, or the one just taken. */
  private problem(what: string): Unreadable {
    return new Unreadable(what, (this.tokens[this.at] ?? this.tokens.at(-1))?.at);
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.problem('more than one condition');
  }

  expression(least: number): Expression {
    if (++this.depth > DEEPEST) throw this.problem('too deep');
    let left = this.prefix();
    // A long chain a AND b AND c … leans to the left: it is as deep as it is long, and gone through recursively.
    for (let links = 0; ; links++) {
      if (links > DEEPEST) throw this.problem('too long a chain');
      const next = this.infix(left, least);
      if (next === undefined) break;
      left = next;
    }
    this.depth--;
    return left;
  }

  private infix(left: Expression, least: number): Expression | undefined {
    const operator = this.operator();
    if (operator === 'is' && least <= 4) return this.is(left);
    if (operator === 'between' && least <= 4) return this.between(left);
    if ((operator === 'in' || operator === 'not') && least <= 4) return this.in(left);
    const binding = operator === undefined ? undefined : BINDING.get(operator);
    if (operator === undefined || binding === undefined || binding < least) return undefined;
    this.at++;
    const right = this.expression(binding + 1);
    if (operator === 'like' || operator === 'ilike')
      return { type: 'other', name: operator, parts: [left, right] };
    return { type: 'operation', sign: SAME_SIGN.get(operator) ?? operator, parts: [left, right] };
  }

  /** The operator that comes next, in lower case; a quoted word is none. */
  private operator(): string | undefined {
    const token = this.tokens[this.at];
    if (token?.type === 'sign') return token.text;
    return token?.type === 'word' && !token.quoted ? token.text.toLowerCase() : undefined;
  }

  private is(left: Expression): Expression {
    this.at++;
    const negated = this.takeWord('not');
    if (this.takeWord('null')) return { type: 'is_null', negated, parts: [left] };
    if (this.takeWord('distinct')) {
      this.needWord('from');
      const right = this.expression(5);
      return { type: 'operation', sign: negated ? '=' : '<>', parts: [left, right] };
    }
    const right = this.expression(5);
    return { type: 'other', name: 'is', parts: [left, right] };
  }

  private between(left: Expression): Expression {
    this.at++;
    const low = this.expression(5);
    this.needWord('and');
    const high = this.expression(5);
    return { type: 'other', name: 'between', parts: [left, low, high] };
  }

  private in(left: Expression): Expression {
    const negated = this.takeWord('not');
    if (this.takeWord('like') || this.takeWord('ilike'))
      return { type: 'other', name: 'not like', parts: [left, this.expression(5)] };
    this.needWord('in');
    this.need('(');
    return { type: 'other', name: negated ? 'not in' : 'in', parts: [left, ...this.list(')')] };
  }

  private prefix(): Expression {
    const token = this.tokens[this.at++];
    if (token === undefined) throw this.problem('ends too early');
    let expression: Expression;
    if (token.type === 'text') expression = { type: 'text', text: token.text };
    else if (token.type === 'number') expression = { type: 'number', value: token.value };
    else if (token.type === 'sign') expression = this.bySign(token.text);
    else expression = this.byWord(token.text, token.quoted);
    return this.suffix(expression);
  }

  private bySign(text: string): Expression {
    if (text === '(') {
      const inside = this.expression(0);
      this.need(')');
      return inside;
    }
    if (text === '[') return { type: 'other', name: 'list', parts: this.list(']') };
    if (text === '-' || text === '+') {
      const of = this.expression(8);
      if (of.type === 'number') return { type: 'number', value: text === '-' ? -of.value : of.value };
      return { type: 'other', name: 'minus', parts: [of] };
    }
    throw this.problem(`unexpected ${text}`);
  }

  private byWord(text: string, isQuoted: boolean): Expression {
    const word = text.toLowerCase();
    if (!isQuoted) {
      if (word === 'not') return { type: 'not', parts: [this.expression(NOT_BINDING)] };
      if (word === 'case') return this.case();
      if (word === 'null') return { type: 'other', name: 'null', parts: [] };
      if ((word === 'cast' || word === 'try_cast') && this.take('(')) return this.cast();
      if (word === 'lambda') {
        this.at++;
        this.need(':');
        return { type: 'other', name: 'lambda', parts: [this.expression(0)] };
      }
      if (this.take('->')) return { type: 'other', name: 'lambda', parts: [this.expression(0)] };
      if (this.take('(')) return { type: 'call', name: word, parts: this.list(')') };
    }
    if (this.take('.')) {
      const next = this.tokens[this.at++];
      if (next?.type !== 'word') throw this.problem('name expected');
      return { type: 'column', name: next.text, table: word };
    }
    return { type: 'column', name: text, table: '' };
  }

  /** Expressions between commas; FROM and FOR stand for commas in SUBSTRING(a FROM 1 FOR 3), EXTRACT(EPOCH FROM a). */
  private list(closing: string): Expression[] {
    const parts: Expression[] = [];
    if (this.take(closing)) return parts;
    this.takeWord('distinct');
    for (;;) {
      parts.push(this.expression(0));
      if (this.take(closing)) return parts;
      if (!this.takeWord('from') && !this.takeWord('for')) this.need(',');
    }
  }

  private cast(): Expression {
    const of = this.expression(0);
    this.needWord('as');
    for (let open = 1; open > 0; ) {
      const token = this.tokens[this.at++];
      if (token === undefined) throw this.problem('cast not closed');
      if (token.type === 'sign' && token.text === '(') open++;
      if (token.type === 'sign' && token.text === ')') open--;
    }
    return { type: 'cast', parts: [of] };
  }

  /** `case`: WHEN, THEN and so on in turn, then ELSE where there is one; `case of`: of a value, which comes first. */
  private case(): Expression {
    const parts: Expression[] = [];
    let name = 'case';
    while (!this.takeWord('end')) {
      if (!['when', 'then', 'else'].some((word) => this.takeWord(word))) {
        if (parts.length > 0) throw this.problem('case');
        name = 'case of';
      }
      parts.push(this.expression(0));
    }
    return { type: 'other', name, parts };
  }

  private suffix(of: Expression): Expression {
    let expression = of;
    for (let links = 0; links <= DEEPEST; links++) {
      if (this.take('::')) {
        if (this.tokens[this.at++]?.type !== 'word') throw this.problem('type expected');
        expression = { type: 'cast', parts: [expression] };
      } else if (this.take('[')) {
        expression = { type: 'other', name: 'element', parts: [expression, ...this.list(']')] };
      } else return expression;
    }
    throw this.problem('too deep');
  }

  private take(text: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== 'sign' || token.text !== text) return false;
    this.at++;
    return true;
  }

  private need(text: string): void {
    if (!this.take(text)) throw this.problem(`${text} expected`);
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== 'word' || token.quoted || token.text.toLowerCase() !== word) return false;
    this.at++;
    return true;
  }

  private needWord(word: string): void {
    if (!this.takeWord(word)) throw this.problem(`${word} expected`);
  }
}
