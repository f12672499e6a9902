/** How a cell's number is shown, as far as it changes what the number means. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'duration' }
  /** `00000`: shown with at least so many digits (postcodes, registration numbers). */
  | { readonly kind: 'padded'; readonly digits: number };

const PLAIN: NumberFormat = { kind: 'plain' };

/** Built-in formats (ECMA-376 part 1, 18.8.30) that are dates or times. */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return { kind: 'date' };
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return { kind: 'time' };
  return id === 46 ? { kind: 'duration' } : PLAIN;
}

/** Reads a custom format code. */
export function customFormat(code: string): NumberFormat {
  const positive = (code.split(';', 1)[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(positive)) return { kind: 'duration' };
  const bare = positive.replace(/\[[^\]]*\]/g, '').toLowerCase();
  if (/general|standard/.test(bare)) return PLAIN;
  if (/[dyj]|(^|[^h:])mm?m/.test(bare) && /[dmyj]/.test(bare)) return { kind: 'date' };
  if (/[hs]/.test(bare)) return { kind: 'time' };
  const digits = /^0{2,}$/.exec(bare.trim())?.[0].length;
  return digits === undefined ? PLAIN : { kind: 'padded', digits };
}

/** The text of a number cell. `text` is the number as stored; `date1904`: the workbook counts days from 1904. */
export function numberText(text: string, format: NumberFormat, date1904: boolean): string {
  if (format.kind === 'plain') return plainNumber(text);
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  switch (format.kind) {
    case 'padded': {
      const plain = plainNumber(text);
      return /^\d+$/.test(plain) ? plain.padStart(format.digits, '0') : plain;
    }
    case 'duration':
      return value < 0 ? plainNumber(text) : clock(Math.round(value * 86_400));
    default:
      return dateText(value, format.kind, date1904) ?? plainNumber(text);
  }
}

const LAST_SERIAL = 2_958_466;

/** Serial day number → ISO 8601; undefined outside what a spreadsheet shows as a date. */
function dateText(serial: number, kind: 'date' | 'time', date1904: boolean): string | undefined {
  if (serial < 0 || serial >= LAST_SERIAL) return undefined;
  const whole = Math.floor(serial);
  const seconds = Math.round((serial - whole) * 86_400);
  if (kind === 'time' && whole === 0) return clock(seconds % 86_400);
  const carried = seconds === 86_400 ? whole + 1 : whole;
  const day = date1904 ? isoDay(carried + 1462) : isoDay(carried);
  return seconds % 86_400 === 0 ? day : `${day}T${clock(seconds % 86_400)}`;
}

/** The 1900 system believes in 29 February 1900 (serial 60), as Lotus 1-2-3 did. */
function isoDay(serial: number): string {
  if (serial === 60) return '1900-02-29';
  const days = serial < 60 ? serial - 25_568 : serial - 25_569;
  return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function clock(seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/**
 * A number as a spreadsheet shows it: 15 significant digits (0.1+0.2 is 0.3), never an exponent. Digits that are exact
 * as stored are kept.
 */
export function plainNumber(text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  const short = value.toPrecision(15);
  return withoutExponent(short.includes('.') && !short.includes('e') ? short.replace(/\.?0+$/, '') : short);
}

/** `1.2e+21` → `1200000000000000000000`. */
export function withoutExponent(text: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (Math.abs(point) > 400) return text;
  const plain =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : `${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point)}`;
  return sign + plain.replace(/\.?0*$/, (end) => (plain.includes('.') ? '' : end));
}
