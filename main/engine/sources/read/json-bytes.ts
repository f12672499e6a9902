const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Offset after the string that opens at `at`; -1 when it is cut by the end of the bytes. */
export function stringEnd(bytes: Buffer, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === BACKSLASH) i++;
    else if (byte === QUOTE) return i + 1;
  }
  return -1;
}

/**
 * Offset after the JSON value that starts at `at`, found by counting brackets outside strings, without recursion;
 * -1 when it is cut by the end of the bytes (`final`: a bare word ends there).
 */
export function valueEnd(bytes: Buffer, at: number, final: boolean): number {
  const first = bytes[at];
  if (first === QUOTE) return stringEnd(bytes, at);
  if (first !== 0x7b && first !== 0x5b) return wordEnd(bytes, at, final);
  let depth = 0;
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      const end = stringEnd(bytes, i);
      if (end < 0) return -1;
      i = end - 1;
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return i + 1;
  }
  return -1;
}

function wordEnd(bytes: Buffer, at: number, final: boolean): number {
  for (let i = at; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (isBlank(byte) || byte === 0x2c || byte === 0x5d || byte === 0x7d) return i > at ? i : i + 1;
  }
  return final ? bytes.length : -1;
}

/** First offset from `at` that is no blank. */
export function afterBlanks(bytes: Buffer, at: number): number {
  let i = at;
  while (i < bytes.length && isBlank(bytes[i] ?? 0)) i++;
  return i;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/**
 * Where reading can go on inside a value whose brackets never close: the next `{` that opens a line, or follows `},`.
 * -1 when there is none.
 */
export function resumeAt(bytes: Buffer, from: number): number {
  for (let i = bytes.indexOf(0x7b, from + 1); i >= 0; i = bytes.indexOf(0x7b, i + 1)) {
    let before = i - 1;
    let lineStart = false;
    for (; before > from && isBlank(bytes[before] ?? 0); before--) lineStart ||= bytes[before] === 0x0a;
    if (bytes[before] === 0x2c) {
      do before--;
      while (before > from && isBlank(bytes[before] ?? 0));
      if (bytes[before] === 0x7d || lineStart) return i;
    }
  }
  return -1;
}
