import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';

/** An encoding as the readers use it. `unit`: bytes of one code unit, for finding line ends in raw bytes. */
export interface TextEncoding {
  /** Lower-case WHATWG or iconv name. */
  readonly name: string;
  readonly unit: 1 | 2 | 4;
  /** Undecodable bytes become U+FFFD (or a lone surrogate in UTF-16): see {@link Decoded.lossy}. */
  decode(bytes: Buffer): Decoded;
}

export interface Decoded {
  readonly text: string;
  /** Some bytes could not be decoded faithfully. */
  readonly lossy: boolean;
}

/** What a file's head says about its encoding. `bom` is the length of the byte-order mark to skip. */
export interface EncodingGuess {
  readonly encoding: string;
  readonly bom: number;
  readonly confidence: number;
  readonly remarks: readonly string[];
}

const BOMS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Length of the byte-order mark of `encoding` at the start of `head`, else 0. */
export function bomLength(head: Buffer, encoding: string): number {
  const bom = BOMS.find(([name]) => name === encoding)?.[1];
  return bom?.every((byte, i) => head[i] === byte) ? bom.length : 0;
}

/**
 * Guesses the encoding of a text from its first bytes, and (for a plain ASCII head) from windows read further on.
 * Order: byte-order mark, UTF-16/32 by where the zero bytes stand, strict UTF-8, multibyte encodings of East Asia
 * (chardet), then the single-byte ones, where Windows-1252 is preferred: most French files are in it.
 */
export function guessEncoding(head: Buffer, further: Buffer = Buffer.alloc(0)): EncodingGuess {
  for (const [encoding, bom] of BOMS) {
    if (bom.every((byte, i) => head[i] === byte))
      return { encoding, bom: bom.length, confidence: 1, remarks: [] };
  }
  const wide = wideEncoding(head);
  if (wide)
    return { encoding: wide, bom: 0, confidence: 0.9, remarks: [`No byte-order mark; reads as ${wide}.`] };
  const bytes = isAscii(head) ? further : head;
  if (isAscii(bytes)) return { encoding: 'utf-8', bom: 0, confidence: 1, remarks: [] };
  return { bom: 0, ...eightBitEncoding(bytes) };
}

/** UTF-16/32 without mark: text in Latin letters has its zero bytes at fixed places. */
function wideEncoding(head: Buffer): string | undefined {
  const sample = head.subarray(0, Math.min(head.length, 65_536) & ~3);
  const zeros = [0, 0, 0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 3] = (zeros[i & 3] ?? 0) + 1;
  const quarter = sample.length / 4;
  if (quarter < 1) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = zeros.map((count) => count / quarter);
  if (b > 0.9 && c > 0.9 && d > 0.9 && a < 0.3) return 'utf-32le';
  if (a > 0.9 && b > 0.9 && c > 0.9 && d < 0.3) return 'utf-32be';
  if (b > 0.4 && d > 0.4 && a + c < 0.2 * (b + d)) return 'utf-16le';
  if (a > 0.4 && c > 0.4 && b + d < 0.2 * (a + c)) return 'utf-16be';
  return undefined;
}

function eightBitEncoding(bytes: Buffer): Omit<EncodingGuess, 'bom'> {
  const { sequences, strays } = utf8Evidence(bytes);
  if (strays === 0 && sequences > 0) return { encoding: 'utf-8', confidence: 1, remarks: [] };
  if (sequences >= strays && sequences > 0) {
    const remark = `UTF-8 with ${strays} place(s) that are not: rows that hold them are set aside.`;
    return { encoding: 'utf-8', confidence: 0.6, remarks: [remark] };
  }
  const guesses = chardet.analyse(bytes.subarray(0, 262_144));
  const first = guesses[0];
  if (first && first.confidence >= 60 && MULTIBYTE.has(first.name.toLowerCase())) {
    return { encoding: first.name.toLowerCase(), confidence: first.confidence / 100, remarks: [] };
  }
  const asian = holdsUnassigned(bytes) ? guesses.find(({ name }) => decodesCleanly(bytes, name)) : undefined;
  if (asian) return { encoding: asian.name.toLowerCase(), confidence: 0.6, remarks: [] };
  const western = latin9(bytes) ? 'iso-8859-15' : 'windows-1252';
  if (first && first.confidence >= 50 && OTHER_SCRIPT.has(first.name.toLowerCase()) && !looksWestern(bytes)) {
    return { encoding: first.name.toLowerCase(), confidence: first.confidence / 100, remarks: [] };
  }
  return { encoding: western, confidence: 0.8, remarks: [`Not UTF-8; reads as ${western}.`] };
}

const MULTIBYTE = new Set([
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'big5',
  'gb18030',
  'iso-2022-jp',
  'iso-2022-kr',
  'iso-2022-cn',
]);
/** Bytes that no character of Windows-1252 uses. */
function holdsUnassigned(bytes: Buffer): boolean {
  return [0x81, 0x8d, 0x8f, 0x90, 0x9d].some((byte) => bytes.includes(byte));
}

/** Whether the bytes are whole text of an East Asian encoding (a character cut by the end of the head put aside). */
function decodesCleanly(bytes: Buffer, name: string): boolean {
  if (!MULTIBYTE.has(name.toLowerCase())) return false;
  return !iconv.decode(bytes.subarray(0, 262_144), name).slice(0, -2).includes('\uFFFD');
}

const OTHER_SCRIPT = new Set([
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-9',
  'koi8-r',
]);

/** Counts well-formed multibyte UTF-8 sequences and bytes that belong to none. */
function utf8Evidence(bytes: Buffer): { sequences: number; strays: number } {
  let sequences = 0;
  let strays = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    // A sequence cut by the end of the head is no evidence either way.
    if (i + length > bytes.length) break;
    if (lead >= 0xc2 && isUtf8(bytes.subarray(i, i + length))) {
      sequences++;
      i += length;
    } else {
      strays++;
      i++;
    }
  }
  return { sequences, strays };
}

/** High bytes that are mostly letters of Western Europe in Windows-1252, set among ASCII letters. */
function looksWestern(bytes: Buffer): boolean {
  let high = 0;
  let french = 0;
  for (const byte of bytes.subarray(0, 262_144)) {
    if (byte < 0x80) continue;
    high++;
    if (FRENCH_BYTES.has(byte)) french++;
  }
  return french >= 0.8 * high && high < 0.2 * bytes.length;
}

const FRENCH_BYTES = new Set(
  iconv.encode('àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆáíóúñßåø€°«»’“”…–—´', 'windows-1252'),
);

/** ISO-8859-15 differs from 8859-1 in eight places; œ inside a word and € after an amount give it away. */
function latin9(bytes: Buffer): boolean {
  let evidence = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0x80 && byte <= 0x9f) return false;
    if (byte === 0xbd && isLetter(bytes[i - 1]) && isLetter(bytes[i + 1])) evidence++;
    if ((byte === 0xbc || byte === 0xbd) && (bytes[i + 1] === 0x75 || bytes[i + 1] === 0x55)) evidence++;
    if (byte === 0xa4 && afterAmount(bytes, i)) evidence++;
  }
  return evidence > 0;
}

function isLetter(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte >= 0xc0;
}

function afterAmount(bytes: Buffer, at: number): boolean {
  const before = bytes[at - 1] === 0x20 || bytes[at - 1] === 0xa0 ? bytes[at - 2] : bytes[at - 1];
  return before !== undefined && before >= 0x30 && before <= 0x39;
}

/** The decoder for a WHATWG or iconv name; undefined when there is none of that name. */
export function textEncoding(name: string): TextEncoding | undefined {
  const wanted = ALIASES.get(name.toLowerCase()) ?? name.toLowerCase();
  switch (wanted) {
    case 'utf-8':
      return { name: wanted, unit: 1, decode: decodeUtf8 };
    case 'utf-16le':
      return { name: wanted, unit: 2, decode: (bytes) => utf16(bytes) };
    case 'utf-16be':
      return { name: wanted, unit: 2, decode: (bytes) => utf16(swapped(bytes)) };
    case 'utf-32le':
    case 'utf-32be':
      return { name: wanted, unit: 4, decode: (bytes) => utf32(bytes, wanted === 'utf-32le') };
    case 'windows-1252':
      return { name: wanted, unit: 1, decode: (bytes) => latin1With(bytes, /[\x80-\x9F]/g, WINDOWS_1252) };
    case 'iso-8859-1':
      return { name: wanted, unit: 1, decode: (bytes) => ({ text: bytes.toString('latin1'), lossy: false }) };
    case 'iso-8859-15':
      return {
        name: wanted,
        unit: 1,
        decode: (bytes) => latin1With(bytes, /[\xA4\xA6\xA8\xB4\xB8\xBC-\xBE]/g, LATIN_9),
      };
  }
  if (!iconv.encodingExists(wanted)) return undefined;
  return { name: wanted, unit: 1, decode: (bytes) => withIconv(bytes, wanted) };
}

const ALIASES = new Map([
  ['utf8', 'utf-8'],
  ['ascii', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['ucs-2', 'utf-16le'],
  ['utf-32', 'utf-32le'],
  ['latin1', 'iso-8859-1'],
  ['latin-1', 'iso-8859-1'],
  ['iso8859-1', 'iso-8859-1'],
  ['latin9', 'iso-8859-15'],
  ['latin-9', 'iso-8859-15'],
  ['iso8859-15', 'iso-8859-15'],
  ['cp1252', 'windows-1252'],
  ['windows1252', 'windows-1252'],
  ['win-1252', 'windows-1252'],
]);

function decodeUtf8(bytes: Buffer): Decoded {
  // One-byte strings halve the memory and are quicker to cut.
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), lossy: false };
  return { text: bytes.toString('utf8'), lossy: !isUtf8(bytes) };
}

function utf16(bytes: Buffer): Decoded {
  const text = bytes.toString('utf16le');
  return { text, lossy: bytes.length % 2 !== 0 || hasLoneSurrogate(text) };
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16();
}

function utf32(bytes: Buffer, littleEndian: boolean): Decoded {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: string[] = [];
  let lossy = bytes.length % 4 !== 0;
  for (let i = 0; i + 4 <= bytes.length; i += 4) {
    const code = view.getUint32(i, littleEndian);
    const valid = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    parts.push(valid ? String.fromCodePoint(code) : '\uFFFD');
    lossy ||= !valid;
  }
  return { text: parts.join(''), lossy };
}

function latin1With(bytes: Buffer, differing: RegExp, table: ReadonlyMap<string, string>): Decoded {
  const text = bytes.toString('latin1');
  if (isAscii(bytes)) return { text, lossy: false };
  return { text: text.replace(differing, (char) => table.get(char) ?? char), lossy: false };
}

const WINDOWS_1252 = differences('windows-1252', 0x80, 0x9f);
const LATIN_9 = differences('iso-8859-15', 0xa0, 0xbf);

function differences(encoding: string, from: number, to: number): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (let byte = from; byte <= to; byte++) {
    const char = iconv.decode(Buffer.from([byte]), encoding);
    // The five bytes Windows-1252 leaves open stay the control characters they are.
    if (char !== '\uFFFD') table.set(String.fromCharCode(byte), char);
  }
  return table;
}

function withIconv(bytes: Buffer, encoding: string): Decoded {
  const text = iconv.decode(bytes, encoding, { stripBOM: false });
  return { text, lossy: text.includes('\uFFFD') };
}

/** Half of a surrogate pair: UTF-16 that is no text. With the flag u, pairs are taken as the characters they are. */
export function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}
