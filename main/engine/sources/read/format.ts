import type { FileFormat } from '../../../../shared/model/source.ts';

/** What a file turns out to be by its first bytes, before any text is looked at. */
export type Container = FileFormat | 'text' | 'zip' | 'gzip' | 'ole' | 'unsupported';

const MAGICS: readonly (readonly [Container, readonly number[], string])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04], 'ZIP'],
  ['zip', [0x50, 0x4b, 0x05, 0x06], 'ZIP'],
  ['gzip', [0x1f, 0x8b], 'gzip'],
  ['parquet', [0x50, 0x41, 0x52, 0x31], 'Parquet'],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], 'OLE'],
  ['unsupported', [0x42, 0x5a, 0x68], 'bzip2'],
  ['unsupported', [0xfd, 0x37, 0x7a, 0x58, 0x5a], 'xz'],
  ['unsupported', [0x37, 0x7a, 0xbc, 0xaf], '7-Zip'],
  ['unsupported', [0x52, 0x61, 0x72, 0x21], 'RAR'],
  ['unsupported', [0x28, 0xb5, 0x2f, 0xfd], 'Zstandard'],
  ['unsupported', [0x25, 0x50, 0x44, 0x46], 'PDF'],
  ['unsupported', [0x89, 0x50, 0x4e, 0x47], 'PNG'],
  ['unsupported', [0xff, 0xd8, 0xff], 'JPEG'],
  ['unsupported', [0x7f, 0x45, 0x4c, 0x46], 'program'],
];
const SQLITE = 'SQLite format 3\0';

/** The container of a file by its magic bytes; 'text' when none fits. */
export function containerOf(head: Buffer): { container: Container; kind: string } {
  if (head.subarray(0, SQLITE.length).toString('latin1') === SQLITE)
    return { container: 'sqlite', kind: 'SQLite' };
  for (const [container, magic, kind] of MAGICS) {
    if (magic.every((byte, i) => head[i] === byte)) return { container, kind };
  }
  return { container: 'text', kind: 'text' };
}

/**
 * Whether a decoded head is JSON, JSON Lines or delimited text. JSON Lines: the first line is a whole value by itself
 * and another follows (or the extension says so).
 */
export function textFormat(text: string, file: string): 'csv' | 'json' | 'jsonl' {
  const extension = /\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  const named = EXTENSIONS.get(extension);
  const start = text.trimStart();
  if (!/^[{[]/.test(start)) return named === undefined ? 'csv' : named;
  const [first = '', second] = start.split('\n', 2);
  const wholeLine = isJson(first) && (start.length > first.length || text.length < 1000);
  if (named === 'jsonl')
    return wholeLine || !looksLikeJson(start) || second === undefined
      ? 'jsonl'
      : bracketed(first)
        ? 'json'
        : 'jsonl';
  if (wholeLine && second !== undefined && /^\s*[{[]/.test(second)) return 'jsonl';
  return named === 'json' || looksLikeJson(start) ? 'json' : 'csv';
}

const EXTENSIONS = new Map<string, 'json' | 'jsonl'>([
  ['json', 'json'],
  ['geojson', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
]);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function looksLikeJson(start: string): boolean {
  return /^(\{\s*("|\})|\[\s*([{["\]\d-]|true|false|null))/.test(start);
}

/** A line that opens a pretty-printed value rather than being one. */
function bracketed(line: string): boolean {
  return /^\s*[{[]\s*$/.test(line);
}

/**
 * Whether bytes that are taken for text are none: mostly control characters, or bytes of every kind outside UTF-8 as in
 * compressed and compiled files. `utf8`: they are (nearly) UTF-8.
 */
export function looksBinary(head: Buffer, utf8: boolean): boolean {
  const sample = head.subarray(0, 65_536);
  let controls = 0;
  let high = 0;
  for (const byte of sample) {
    if (byte >= 0x80) high++;
    else if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) controls++;
  }
  if (sample.length < 512) return false;
  return (
    controls > 0.3 * sample.length ||
    (!utf8 && controls > 0.02 * sample.length && high > 0.25 * sample.length)
  );
}
