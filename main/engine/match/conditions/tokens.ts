/** A piece of an SQL condition; `at`: where it begins, in characters from 0. */
export type Token = { readonly at: number } & (
  | { readonly type: 'word'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'sign'; readonly text: string }
);

/** Thrown for what cannot be read; the reason is for whoever develops, the condition itself is shown. */
export class Unreadable extends Error {
  /** Place in the condition, in characters from 0; its end where nothing more is known. */
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.at = at;
  }
}

/** Conditions of Splink's libraries stay below 2,000 characters. */
const MOST_CHARACTERS = 20_000;
const SIGNS = ['<=>', '->', '<=', '>=', '<>', '!=', '==', '||', '::'];
const SINGLE = '=<>+-*/%(),.[]:{}';
const CLOSING: Readonly<Record<string, string>> = { '"': '"', '`': '`', "'": "'" };

/**
 * Cuts an SQL condition into tokens, in one pass without backtracking. Words keep their case; quoted ones (`"a b"`,
 * `` `a` ``) are marked.
 * @throws Unreadable
 */
export function tokenise(sql: string): Token[] {
  if (sql.length > MOST_CHARACTERS) throw new Unreadable('too long');
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const char = sql.charAt(at);
    const code = sql.charCodeAt(at);
    if (code <= 32 || code === 0xa0) at++;
    else if (Object.hasOwn(CLOSING, char)) at = quoted(sql, at, tokens);
    else if (isDigit(code)) at = number(sql, at, tokens);
    else if (isWordStart(code)) at = word(sql, at, tokens);
    else at = sign(sql, at, tokens);
  }
  return tokens;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordStart = (code: number): boolean =>
  (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127;

function quoted(sql: string, from: number, tokens: Token[]): number {
  const mark = sql.charAt(from);
  let text = '';
  let start = from + 1;
  for (;;) {
    const end = sql.indexOf(mark, start);
    if (end < 0) throw new Unreadable('quote not closed', from);
    text += sql.slice(start, end);
    // A backslash before the mark, as Spark has it in a text.
    const escaped = mark === "'" && text.endsWith('\\');
    if (!escaped && sql.charAt(end + 1) !== mark) {
      tokens.push(
        mark === "'" ? { type: 'text', text, at: from } : { type: 'word', text, quoted: true, at: from },
      );
      return end + 1;
    }
    text = (escaped ? text.slice(0, -1) : text) + mark;
    start = escaped ? end + 1 : end + 2;
  }
}

function number(sql: string, from: number, tokens: Token[]): number {
  let at = from;
  const digits = (): void => {
    while (isDigit(sql.charCodeAt(at))) at++;
  };
  digits();
  if (sql.charAt(at) === '.' && isDigit(sql.charCodeAt(at + 1))) {
    at++;
    digits();
  }
  const exponent = sql.charAt(at).toLowerCase() === 'e';
  const signed = exponent && (sql.charAt(at + 1) === '-' || sql.charAt(at + 1) === '+');
  if (exponent && isDigit(sql.charCodeAt(at + (signed ? 2 : 1)))) {
    at += signed ? 2 : 1;
    digits();
  }
  tokens.push({ type: 'number', value: Number(sql.slice(from, at)), at: from });
  return at;
}

function word(sql: string, from: number, tokens: Token[]): number {
  let at = from + 1;
  while (at < sql.length) {
    const code = sql.charCodeAt(at);
    if (!isWordStart(code) && !isDigit(code) && code !== 36) break;
    at++;
  }
  tokens.push({ type: 'word', text: sql.slice(from, at), quoted: false, at: from });
  return at;
}

function sign(sql: string, at: number, tokens: Token[]): number {
  const long = SIGNS.find((text) => sql.startsWith(text, at));
  const text = long ?? sql.charAt(at);
  if (long === undefined && !SINGLE.includes(text)) throw new Unreadable(`character ${text}`, at);
  tokens.push({ type: 'sign', text, at });
  return at + text.length;
}
