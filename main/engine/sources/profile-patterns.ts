import type { ColumnProfile } from '../../../shared/model/source.ts';

type TypeGuess = ColumnProfile['typeGuess'];

const MAX_LENGTH = 60;

/**
 * Character-class pattern of a value: upper-case letters A, other letters a, digits 9, blanks one space, runs folded,
 * anything else as it is. `DUPONT Jean` → `A Aa`; `06 12 34` → `9 9 9`.
 */
export function patternOf(value: string): string {
  let pattern = '';
  let last = '';
  const length = Math.min(value.length, MAX_LENGTH);
  for (let i = 0; i < length; i++) {
    const mark = classOf(value.charCodeAt(i), value, i);
    if (mark !== last) pattern += mark;
    last = mark === 'A' || mark === 'a' || mark === '9' || mark === ' ' ? mark : '';
  }
  return value.length > MAX_LENGTH ? `${pattern}…` : pattern;
}

function classOf(code: number, value: string, at: number): string {
  if (code >= 0x30 && code <= 0x39) return '9';
  if (code >= 0x41 && code <= 0x5a) return 'A';
  if (code >= 0x61 && code <= 0x7a) return 'a';
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return ' ';
  if (code < 0x80) return value.charAt(at);
  if (code === 0xa0 || code === 0x202f) return ' ';
  const char = value.charAt(at);
  const lower = char.toLowerCase();
  if (lower !== char.toUpperCase()) return lower === char ? 'a' : 'A';
  return /\p{L}/u.test(char) ? 'a' : char;
}

const BOOLEANS = new Set(['true', 'false', 'vrai', 'faux', 'oui', 'non', 'yes', 'no', 'o', 'n', 'y']);

/** What one non-blank value looks like. */
export function typeOf(value: string): TypeGuess {
  const text = value.trim();
  if (text.length > 100) return 'text';
  const first = text.charCodeAt(0);
  const numeric = (first >= 0x28 && first <= 0x39) || first === 0x20;
  if (!numeric) {
    if (BOOLEANS.has(text.toLowerCase())) return 'boolean';
    return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) ? 'email' : 'text';
  }
  if (/^(0[1-9]([ .-]?\d\d){4}|(\+|00)\d{1,3}[ .-]?\(?\d(?:[ ().-]*\d){6,12})$/.test(text)) return 'phone';
  if (/^[+-]?\d+$/.test(text)) return 'integer';
  if (/^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))$/.test(text)) return 'date';
  if (/^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})[T ]\d{1,2}:\d{2}/.test(text))
    return 'datetime';
  if (/^[+-]?\d{1,3}([ \u00A0\u202F.,']?\d{3})*([.,]\d+)?([eE][+-]?\d+)?$/.test(text)) return 'decimal';
  if (/^[+-]?\d*[.,]?\d+([eE][+-]?\d+)?$/.test(text)) return 'decimal';
  return text.includes('@') && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text) ? 'email' : 'text';
}

/** The type of nearly all values looked at; integers among decimals, dates among date-times count with them. */
export function guessType(counts: ReadonlyMap<TypeGuess, number>): TypeGuess {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'empty';
  const of = (type: TypeGuess): number => counts.get(type) ?? 0;
  const enough = total * 0.9;
  for (const type of ['integer', 'date', 'boolean', 'email', 'phone'] as const)
    if (of(type) >= enough) return type;
  if (of('integer') + of('decimal') >= enough) return 'decimal';
  if (of('date') + of('datetime') >= enough) return 'datetime';
  if (of('phone') + of('integer') >= enough && of('phone') > of('integer')) return 'phone';
  return 'text';
}
