/** Spaces that a French number has between its thousands and before a per cent sign. */
const SPACES = /[\s\u00a0\u202f]/g;

/**
 * A number as people write it, with a comma or a point, a power of ten, or a per cent sign.
 * @returns undefined for what is none, or not a whole one where `isWhole`.
 */
export function readNumber(text: string, isWhole = false): number | undefined {
  const plain = text.replace(SPACES, '').replace('−', '-').replace(',', '.');
  const isPercent = plain.endsWith('%');
  const digits = isPercent ? plain.slice(0, -1) : plain;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return undefined;
  const value = isPercent ? Number(digits) / 100 : Number(digits);
  if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) return undefined;
  return value;
}

const DIGITS = 4;

/** A number for a field: four significant digits, small ones as a power of ten, the decimal sign of the language. */
export function writtenNumber(value: number, language: string): string {
  const isSmall = value !== 0 && Math.abs(value) < 1e-4;
  const text = isSmall
    ? value.toExponential(DIGITS - 1).replace(/\.?0+e/, 'e')
    : String(Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)));
  const signed = text.replace(/^-/, '−');
  return language.startsWith('fr') ? signed.replace('.', ',') : signed;
}

/** log2(m / u): what a level says for a match, in bits. Infinite where one of them is nought, nothing where both are. */
export function bitsOf({ m, u }: { readonly m: number; readonly u: number }): number {
  return m === 0 && u === 0 ? 0 : Math.log2(m / u);
}
