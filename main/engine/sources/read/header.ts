/** What a cell looks like, for telling a header from data. */
type CellType = 'blank' | 'number' | 'date' | 'contact' | 'long' | 'text';

/**
 * 1-based index of the header among the first records of a text table; 0 when the first full row is data.
 * Preamble lines (few cells filled, before a fuller row) are skipped. A header has distinct names that are not numbers,
 * dates or addresses where its columns hold such.
 */
export function detectHeader(records: readonly (readonly string[])[]): number {
  const width = usualFilled(records);
  const first = records.findIndex(
    (cells) => filled(cells) >= Math.max(1, Math.ceil(width * 0.6)) && !isBlankRow(cells),
  );
  if (first < 0) return 0;
  const header = records[first] ?? [];
  const below = records.slice(first + 1).filter((cells) => !isBlankRow(cells));
  return looksLikeHeader(header, below) ? first + 1 : 0;
}

function looksLikeHeader(header: readonly string[], below: readonly (readonly string[])[]): boolean {
  const types = header.map(cellType);
  const named = types.filter((type) => type !== 'blank').length;
  if (named === 0 || types.includes('contact') || types.includes('date')) return false;
  const numbers = types.filter((type, i) => type === 'number' && !isYear(header[i] ?? '')).length;
  if (numbers > 0 && numbers * 3 >= named) return false;
  if (types.includes('long')) return false;
  return !repeatsBelow(header, below);
}

/** Most cells of the row come again further down in their column: the row is data. */
function repeatsBelow(header: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (below.length < 3) return false;
  const named = header.filter((cell) => cell.trim() !== '').length;
  const repeated = header.filter(
    (cell, i) => cell.trim() !== '' && below.some((row) => row[i] === cell),
  ).length;
  return repeated * 2 > named;
}

function usualFilled(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const cells of records) {
    const count = filled(cells);
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

function filled(cells: readonly string[]): number {
  return cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0);
}

function isBlankRow(cells: readonly string[]): boolean {
  return filled(cells) === 0;
}

function cellType(cell: string): CellType {
  const text = cell.trim();
  if (text === '') return 'blank';
  if (text.length > 120) return 'long';
  if (/^[+-]?[\d\s.,'\u00A0\u202F]*\d[\d\s.,'\u00A0\u202F]*\s?[%€$£]?$/.test(text)) {
    return /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text) ? 'date' : 'number';
  }
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$/.test(text)) return 'date';
  if (/^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text) || /^\+?\d[\d .()-]{7,}$/.test(text)) return 'contact';
  return 'text';
}

function isYear(text: string): boolean {
  return /^(19|20)\d\d$/.test(text.trim());
}
