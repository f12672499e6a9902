const CODES: ReadonlyMap<string, string> = new Map(
  ['BFPV', 'CGJKQSXZ', 'DT', 'L', 'MN', 'R'].flatMap((letters, k) =>
    [...letters].map((letter): [string, string] => [letter, String(k + 1)]),
  ),
);

/**
 * American Soundex (Russell 1918, in the form of the US National Archives; Knuth, TAOCP 3, 6): a letter and three digits. ''
 * for a text without letters. For conditions that ask for it; comparisons use the codes of sound.ts, which know French.
 */
export function soundex(text: string): string {
  const letters = text
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '');
  if (letters === '') return '';
  let code = letters.charAt(0);
  let last = CODES.get(code) ?? '';
  for (let k = 1; k < letters.length && code.length < 4; k++) {
    const letter = letters.charAt(k);
    const digit = CODES.get(letter) ?? '';
    if (digit !== '' && digit !== last) code += digit;
    // H and W do not part two letters of one code; vowels do.
    if (letter !== 'H' && letter !== 'W') last = digit;
  }
  return code.padEnd(4, '0');
}
