/** What is known of a cell of a {@link CellBlock}; 0: printable ASCII that JSON writes as it is. */
export const CELL = {
  /** Holds characters beyond ASCII. */
  wide: 1,
  /** Holds a quote, a backslash or a control character, which JSON escapes. */
  escaped: 2,
  /** Holds quotes that the file doubles. */
  doubled: 4,
} as const;

/** Rows of a table as places in UTF-8 text, so that no string is made for a cell nobody asks for. */
export interface CellBlock {
  readonly text: Buffer;
  readonly rows: number;
  readonly width: number;
  /** Start and end of each cell in `text`, row by row: cell i stands from places[2i] to places[2i + 1]. */
  readonly places: Int32Array;
  /** {@link CELL} of each cell. */
  readonly kinds: Uint8Array;
  /** The quote that is doubled in cells of the kind `doubled`. */
  readonly quote: string;
}

/** The text of cell `at`. */
export function cellText({ text, places, kinds, quote }: CellBlock, at: number): string {
  const start = places[at * 2]!;
  const end = places[at * 2 + 1]!;
  const kind = kinds[at]!;
  if ((kind & (CELL.wide | CELL.doubled)) === 0) return text.toString('latin1', start, end);
  const raw = text.toString('utf8', start, end);
  return kind & CELL.doubled ? raw.replaceAll(quote + quote, quote) : raw;
}
