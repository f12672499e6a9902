export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** Longer texts are compared as wholes: marks would not help there, and the table grows with the square. */
const LONGEST = 400;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const characters = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Share of characters that two spellings of one thing have in common, at the least; unrelated words share half. */
export const ALIKE = 0.65;

/**
 * Which characters of `text` are not in `other`, by their longest common subsequence; an emoji or a letter with its
 * accents is one character. Texts that share too little are not two spellings of one thing: `text` is then one changed
 * piece, since marks on the letters that happen to recur would say nothing.
 * @param alike least share in common, 0 to 1.
 */
export function differences(text: string, other: string, alike = ALIKE): Piece[] {
  if (text === other) return [{ text, changed: false }];
  const left = characters(text);
  const right = characters(other);
  if (left.length > LONGEST || right.length > LONGEST) return [{ text, changed: true }];
  const common = kept(left, right);
  const shared = common.filter(Boolean).length;
  if ((2 * shared) / (left.length + right.length) < alike) return [{ text, changed: true }];
  return join(left, common);
}

/** Whether each of `left` belongs to the longest common subsequence. */
function kept(left: readonly string[], right: readonly string[]): boolean[] {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        left[i] === right[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const common = left.map(() => false);
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) {
      common[i] = true;
      i++;
      j++;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return common;
}

function join(letters: readonly string[], common: readonly boolean[]): Piece[] {
  const pieces: { text: string; changed: boolean }[] = [];
  letters.forEach((letter, index) => {
    const changed = !common[index];
    const last = pieces.at(-1);
    if (last?.changed === changed) last.text += letter;
    else pieces.push({ text: letter, changed });
  });
  return pieces;
}
