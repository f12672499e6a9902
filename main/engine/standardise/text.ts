import { decodeEntities } from './text-entities.ts';
import { repairMojibake } from './text-mojibake.ts';
import { type Finding, info, NO_FINDINGS, warning } from './types.ts';

export { isPlaceholderText } from './placeholders.ts';
export { foldKey } from './text-fold.ts';

export interface CleanText {
  readonly value: string;
  readonly findings: readonly Finding[];
}

/** Printable ASCII words with single spaces and no entity: nothing to clean (most cells). */
const PLAIN = /^[!-%'-~]+(?: [!-%'-~]+)*$/;
/** The same with Latin letters (already composed) and no mojibake lead (Â Ã Ä Å â). */
const PLAIN_LATIN = /^[!-%'-~À-ÁÆ-áã-ÿŒœ]+(?: [!-%'-~À-ÁÆ-áã-ÿŒœ]+)*$/;
const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+/g;
/** Zero-width, soft hyphen, direction marks, variation selectors, byte order mark, tags. */
const INVISIBLE =
  /(?:\u034f|\u17b4|\u17b5|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u00ad\u061c\u115f\u1160\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\uffa0])+/g;
/** Half a character outside the basic plane, as a cut in the middle of one leaves it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACES = /[\s\u0085\u2800\u3164]+/g;

/**
 * The text as the person who typed it meant it: HTML entities decoded, UTF-8 read as Windows-1252 repaired,
 * composed (Unicode NFC), without control and invisible characters, white space collapsed to single spaces.
 * Linear in the length of the text; idempotent.
 */
export function cleanText(raw: string): CleanText {
  if (raw === '' || PLAIN.test(raw) || PLAIN_LATIN.test(raw)) return { value: raw, findings: NO_FINDINGS };
  const findings: Finding[] = [];
  let value = raw.replace(LONE_SURROGATE, '\ufffd');
  value = applied(value, decodeEntities(value), findings, info('text.html_entities'));
  value = applied(value, repairMojibake(value), findings, warning('text.mojibake'));
  value = value.normalize('NFC');
  value = applied(value, value.replace(CONTROL, ''), findings, info('text.control_characters'));
  value = applied(value, value.replace(INVISIBLE, ''), findings, info('text.invisible_characters'));
  value = value.normalize('NFC').replace(SPACES, ' ').trim();
  if (value.includes('\ufffd')) findings.push(warning('text.lost_characters'));
  return { value, findings: findings.length === 0 ? NO_FINDINGS : findings };
}

function applied(before: string, after: string, findings: Finding[], finding: Finding): string {
  if (after !== before) findings.push(finding);
  return after;
}
