const FIRM = /[;|,&]|\s(?:ou|et|or|and|oder|und|puis)\s/i;
const SOFT = [/\//, /\s-\s/, /\s+(?=\+|00|0)/, /\s+/];
const MIN_DIGITS = 8;
const MAX_DIGITS = 15;
const DIGIT = /\d/g;

const countDigits = (text: string): number => text.match(DIGIT)?.length ?? 0;

/**
 * The numbers of a cell such as `06 12 34 56 78 / 01 45 …`. A slash, a dash or a space parts numbers only when what
 * stands on each side is long enough to be one; in doubt the cell is one number.
 */
export function splitPhones(text: string): string[] {
  const firm = text.split(FIRM).filter((part) => countDigits(part) > 0);
  if (firm.length > 1 && firm.every((part) => countDigits(part) >= MIN_DIGITS))
    return firm.flatMap(splitSoftly);
  return splitSoftly(text);
}

function splitSoftly(text: string): string[] {
  const digits = countDigits(text);
  if (digits < 2 * MIN_DIGITS) return [text];
  for (const separator of SOFT) {
    const parts = text.split(separator).filter((part) => countDigits(part) > 0);
    if (parts.length > 1 && parts.every((part) => isOneNumber(part))) return parts;
  }
  return splitFrenchPairs(text, digits);
}

function isOneNumber(part: string): boolean {
  const digits = countDigits(part);
  return digits >= MIN_DIGITS && digits <= MAX_DIGITS;
}

/** `06 12 34 56 78 01 23 45 67 89`: twenty digits, two French numbers. */
function splitFrenchPairs(text: string, digits: number): string[] {
  const plain = text.replace(/\D/g, '');
  const two = digits === 20 && /^0[1-9]\d{8}0[1-9]\d{8}$/.test(plain);
  return two ? [plain.slice(0, 10), plain.slice(10)] : [text];
}
