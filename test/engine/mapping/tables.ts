import type { SourceSuggestion, SuggestInput } from '../../../main/engine/mapping/suggest.ts';
import type { ColumnProfile, RawCell } from '../../../shared/model/source.ts';

/** A small table written with `|` between the cells; the profile is what a real one would be. */
export function table(name: string, text: string): SuggestInput {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [columns = [], ...rows] = lines;
  return tableOf(name, columns, rows);
}

export function tableOf(
  name: string,
  columns: readonly string[],
  sample: readonly (readonly RawCell[])[],
): SuggestInput {
  return {
    name,
    columns,
    sample,
    profiles: columns.map((column, i) =>
      profile(
        column,
        sample.map((row) => row[i] ?? null),
      ),
    ),
  };
}

export function profile(column: string, cells: readonly RawCell[]): ColumnProfile {
  const filled = cells.filter((cell): cell is string => cell !== null && cell !== '');
  const counts = new Map<string, number>();
  for (const value of filled) counts.set(value, (counts.get(value) ?? 0) + 1);
  const lengths = filled.map((value) => value.length);
  const sorted = [...counts.keys()].sort();
  return {
    column,
    rows: cells.length,
    filled: filled.length,
    distinct: counts.size,
    distinctIsExact: true,
    top: [...counts].map(([value, count]) => ({ value, count })),
    patterns: [...new Set(filled.map((value) => value.replace(/\d+/g, '9').replace(/\p{L}+/gu, 'a')))].map(
      (pattern) => ({ pattern, count: 1 }),
    ),
    minLength: lengths.length === 0 ? 0 : Math.min(...lengths),
    maxLength: lengths.length === 0 ? 0 : Math.max(...lengths),
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    typeGuess: guess(filled),
    samples: [...counts.keys()].slice(0, 20),
    sampled: false,
  };
}

function guess(values: readonly string[]): ColumnProfile['typeGuess'] {
  if (values.length === 0) return 'empty';
  if (values.every((value) => /^\d+$/.test(value))) return 'integer';
  if (values.every((value) => /^\d+[.,]\d+$/.test(value))) return 'decimal';
  if (values.every((value) => value.includes('@'))) return 'email';
  return 'text';
}

/** The mapping as lines such as `phone<mobile> <- TEL_MOBILE` or `address.city#2 <- shipping_city`. */
export function rulesAsText(suggestion: SourceSuggestion): string[] {
  return suggestion.mapping.rules.map(
    ({ to, type, group, from, dateOrder }) =>
      `${to}${type ? `<${type}>` : ''}${group ? `#${group}` : ''} <- ${from.join(' + ')}${dateOrder ? ` (${dateOrder})` : ''}`,
  );
}
