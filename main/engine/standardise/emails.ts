import { parse } from 'tldts';
import { isCommonDomain, suggestDomain } from './emails-domains.ts';
import { isPlaceholderEmail, isRoleLocal } from './emails-placeholder.ts';
import { memoise } from './memo.ts';
import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { error, type Finding, info, NO_FINDINGS, type Standardised, warning } from './types.ts';

export interface StandardisedEmail extends Standardised {
  readonly more?: readonly string[];
}

/** RFC 5321: 64 octets before the @, 254 in all. */
const MAX_LOCAL = 64;
const MAX_TOTAL = 254;
const MAX_CELL = 2_000;
const WRITTEN_AT = /\s*(?:\(at\)|\[at\]|\{at\}|\(a\)|\[a\]|\(arobase\)|\[arobase\]|\s+arobase\s+|＠)\s*/gi;
const WRITTEN_DOT = /\s*(?:\(dot\)|\[dot\]|\(point\)|\[point\])\s*/gi;
const SEPARATOR = /[;|\s/,<>]+/;
const WRAPPING = /^[<>"'«“”‘’([{\s:;,]+|[<>"'»“”‘’)\]}\s;:,.]+$/g;
/** RFC 5322 atoms, plus letters beyond ASCII (RFC 6531), which are then unaccented. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * An e-mail address in lower case. What was written is kept: a likely slip in the domain is only suggested
 * (`email.domain_typo`, the whole corrected address as suggestion). Placeholders are blanked.
 */
export function standardiseEmail(raw: string): StandardisedEmail {
  return remembered(raw);
}
const remembered = memoise(standardiseCell, 20_000);

const PLAIN = /^[a-z0-9_]+(?:[.-][a-z0-9_]+)*@[a-z0-9-]+\.[a-z]{2,3}$/i;

function standardiseCell(raw: string): StandardisedEmail {
  if (raw.length <= MAX_TOTAL && PLAIN.test(raw)) return judge(raw.toLowerCase(), []);
  const trimmed = raw.length <= MAX_TOTAL ? raw.trim() : raw;
  if (trimmed !== raw && trimmed.length <= MAX_TOTAL && PLAIN.test(trimmed))
    return judge(trimmed.toLowerCase(), []);
  const { value: text } = cleanText(raw.length > MAX_CELL * 4 ? raw.slice(0, MAX_CELL * 4) : raw);
  if (text === '') return { findings: NO_FINDINGS };
  if (text.length > MAX_CELL) return { findings: [error('email.invalid')] };
  const written = text
    .replace(WRITTEN_AT, '@')
    .replace(WRITTEN_DOT, '.')
    .replace(/mailto:/gi, ' ');
  const at = written.indexOf('@');
  if (at < 0)
    return { findings: [isPlaceholderText(text) ? info('email.placeholder') : error('email.no_at_sign')] };
  const candidates = at === written.lastIndexOf('@') ? [onlyAddress(written)] : severalAddresses(written);
  const read = candidates.map(readAddress);
  const usable = read.filter((email) => email.value !== undefined);
  const first = usable[0] ?? read[0] ?? { findings: [error('email.invalid')] };
  const more = [...new Set(usable.map((email) => email.value!))].filter((value) => value !== first.value);
  return more.length === 0 ? first : { ...first, findings: [...first.findings, info('email.several')], more };
}

/** `"Jean Dupont" <jean@x.fr>` gives what is in the brackets; otherwise blanks around @ and dots are slips. */
function onlyAddress(text: string): string {
  const bracketed = /<([^<>]*@[^<>]*)>/.exec(text)?.[1];
  if (bracketed !== undefined) return bracketed;
  return text.replace(/\s*@\s*/, '@').replace(/\s*\.\s*/g, '.');
}

function severalAddresses(text: string): string[] {
  const parts = text
    .replace(/\s*@\s*/g, '@')
    .split(SEPARATOR)
    .filter((part) => part.includes('@'));
  return parts.filter((part) => /[^@]@[^@]/.test(part) || part.includes('@@'));
}

function readAddress(candidate: string): Standardised {
  const findings: Finding[] = [];
  let text = candidate.replace(WRAPPING, '').toLowerCase();
  text = repaired(
    text,
    text
      .replace(/@+/g, '@')
      .replace(/@\.+/, '@')
      .replace(/(@.*)\.{2,}/g, '$1.'),
    findings,
  );
  text = repaired(text, text.replace(/,/g, '.').replace(/@(.*)[;:]/, '@$1.'), findings);
  text = repaired(text, text.replace(/\s+/g, ''), findings);
  if (NOT_ASCII.test(text)) text = repaired(text, unaccented(text), findings);
  text = repaired(text, text.replace(/^www\.(?=[^@]+@)/, '').replace(/@www\./, '@'), findings);
  return judge(text, findings);
}

function repaired(before: string, after: string, findings: Finding[]): string {
  if (after !== before && !findings.some((one) => one.code === 'email.repaired'))
    findings.push(warning('email.repaired'));
  return after;
}

const unaccented = (text: string): string =>
  text.replace(/[^\0-\x7f]+/g, (letters) => foldKey(letters).replaceAll(' ', ''));

function judge(address: string, findings: Finding[]): Standardised {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (local === '' || domain === '') return { findings: [error('email.invalid')] };
  if (isPlaceholderEmail(local, domain)) return { findings: [error('email.placeholder')] };
  if (!domain.includes('.')) return withoutEnding(local, domain);
  if (local.length > MAX_LOCAL || address.length > MAX_TOTAL || !LOCAL.test(local) || !DOMAIN.test(domain)) {
    return invalid(local, domain);
  }
  const doubts = [...findings, ...domainDoubts(local, domain)];
  const tidy = tidyDots(local);
  if (tidy === '') return { findings: [error('email.invalid')] };
  if (tidy !== local) doubts.push(warning('email.misplaced_dot', `${tidy}@${domain}`));
  if (isRoleLocal(local)) doubts.push(info('email.role'));
  if (local.indexOf('+') > 0) doubts.push(info('email.tag'));
  return { value: address, findings: doubts.length === 0 ? NO_FINDINGS : doubts };
}

/** RFC 5322 allows no dot at the ends of the local part nor two together, though some providers did. */
const tidyDots = (local: string): string => local.replace(/^\.+|\.+$/g, '').replace(/\.{2,}/g, '.');

/** `jean@gmail`, `jean@orange.f`: not deliverable as written; a likely address is proposed. */
function invalid(local: string, domain: string): Standardised {
  const suggestion = LOCAL.test(local) ? suggestDomain(domain) : undefined;
  return {
    findings: [error('email.invalid', suggestion === undefined ? undefined : `${local}@${suggestion}`)],
  };
}

const ENDINGS = ['fr', 'com', 'net'];

function withoutEnding(local: string, domain: string): Standardised {
  for (const ending of ENDINGS) {
    const joined = domain.endsWith(ending) ? `${domain.slice(0, -ending.length)}.${ending}` : undefined;
    if (joined !== undefined && isCommonDomain(joined))
      return { findings: [error('email.missing_tld', `${local}@${joined}`)] };
  }
  const common = ENDINGS.map((ending) => `${domain}.${ending}`).find(isCommonDomain);
  const preferred = domain === 'gmail' || domain === 'icloud' ? `${domain}.com` : common;
  return {
    findings: [error('email.missing_tld', preferred === undefined ? undefined : `${local}@${preferred}`)],
  };
}

/** A domain's judgement costs eighty distances, and few domains make up a file. */
const COMMON = 'common';
const suggestDomainOf = memoise(
  (domain) => (isCommonDomain(domain) ? COMMON : (suggestDomain(domain) ?? '')),
  20_000,
);

function domainDoubts(local: string, domain: string): readonly Finding[] {
  const judged = suggestDomainOf(domain);
  if (judged === COMMON) return NO_FINDINGS;
  if (judged !== '') return [warning('email.domain_typo', `${local}@${judged}`)];
  return hasPublicSuffix(domain) ? NO_FINDINGS : [warning('email.unknown_tld')];
}

const hasPublicSuffix = (domain: string): boolean =>
  parse(domain, { allowPrivateDomains: false }).isIcann === true;

/**
 * The key addresses are matched by: without `+tag` and misplaced dots, and for Gmail without any dots and in its one
 * domain. Local parts that differ only so reach the same person.
 */
export function emailMatchKey(value: string): string {
  const at = value.lastIndexOf('@');
  if (at < 1) return value;
  const domain = value.slice(at + 1);
  const plus = value.indexOf('+');
  const local = value.slice(0, plus > 0 && plus < at ? plus : at);
  if (domain === 'gmail.com' || domain === 'googlemail.com') return `${local.replaceAll('.', '')}@gmail.com`;
  return `${tidyDots(local)}@${domain}`;
}
