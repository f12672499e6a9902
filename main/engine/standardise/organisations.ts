import { canonicalLegalForm, findLegalForm, PART_OF_NAME } from './organisations-forms.ts';
import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { capitalise } from './text-fold.ts';
import {
  error,
  type Finding,
  info,
  NO_FINDINGS,
  type Standardised,
  type StandardisedOrganisation,
  warning,
} from './types.ts';

const MAX_LENGTH = 300;
/** S.A.R.L., s.a.s: dotted letters are one word. */
const DOTTED =
  /(?<![\p{L}\p{N}.])\p{L}\.(?:\s?\p{L}\.)+\p{L}?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}.])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}.])/gu;
const EDGES = /^[\s,;:/–-]+|[\s,;:/–-]+$/g;

/**
 * The name without its legal form, which is returned apart (`DUPONT ET FILS S.A.R.L.` → `Dupont et Fils`, SARL).
 * Names in capitals or small letters only get display case; mixed case is kept as written.
 */
export function standardiseOrganisationName(raw: string): StandardisedOrganisation {
  const { value: text, findings } = cleanText(raw);
  if (text === '') return { findings: NO_FINDINGS };
  if (isPlaceholderText(text)) return { findings: [info('organisation.placeholder')] };
  if (text.length > MAX_LENGTH) return { findings: [error('organisation.too_long')] };
  const { name, form } = splitLegalForm(text);
  const all: Finding[] = [...findings];
  if (isPlaceholderText(name)) return { legalForm: form, findings: [info('organisation.placeholder')] };
  if (!/\p{L}/u.test(name)) all.push(warning('organisation.no_letters'));
  if (form !== undefined && name === '')
    return { value: text, legalForm: form, findings: [...all, warning('organisation.only_legal_form')] };
  return { value: displayCase(name), legalForm: form, findings: all.length === 0 ? NO_FINDINGS : all };
}

function splitLegalForm(text: string): { readonly name: string; readonly form?: string } {
  const words = text.replace(DOTTED, (letters) => letters.replace(/[.\s]/g, '')).split(/\s+/);
  const kept: { word: string; key: string }[] = words.map((word) => ({ word, key: foldKey(word) }));
  const named = kept.filter(({ key }) => key !== '');
  let form: string | undefined;
  let rest = named;
  for (;;) {
    const found = findLegalForm(rest.map(({ key }) => key));
    if (found === undefined || PART_OF_NAME.has(found.form)) {
      form ??= found?.form;
      break;
    }
    form ??= found.form;
    rest = [...rest.slice(0, found.first), ...rest.slice(found.last)];
  }
  if (rest.length === named.length) return { name: words.join(' ').replace(EDGES, ''), form };
  const from = kept.indexOf(rest[0]!);
  const to = kept.indexOf(rest.at(-1)!);
  const name = kept
    .slice(from, to + 1)
    .filter((one) => one.key === '' || rest.includes(one))
    .map(({ word }) => word)
    .join(' ');
  return { name: name.replace(/\(\s*\)/g, '').replace(EDGES, ''), form };
}

const SMALL = new Set(
  'de du des la le les et en au aux sur sous pour par d l a the of and von und'.split(' '),
);
const HAS_LOWER = /\p{Ll}/u;
const HAS_UPPER = /\p{Lu}/u;
const VOWEL = /[aeiouyàâäéèêëîïôöùûüœæ]/i;

function displayCase(name: string): string {
  if (HAS_LOWER.test(name) && HAS_UPPER.test(name)) return name;
  const wasLower = HAS_LOWER.test(name);
  let first = true;
  return name.replace(/\p{L}[\p{L}\p{M}]*/gu, (word, at: number) => {
    const isFirst = first;
    first = false;
    const lower = word.toLowerCase();
    const afterApostrophe = at > 0 && /['’]/.test(name[at - 1]!);
    if (!isFirst && SMALL.has(lower) && !(lower.length === 1 && !/['’]/.test(name[at + 1] ?? '')))
      return lower;
    if (afterApostrophe && word.length === 1) return lower;
    if (!wasLower && (word.length <= 2 || !VOWEL.test(word)) && !SMALL.has(lower)) return word;
    return capitalise(lower);
  });
}

const DROPPED = new Set('l d le la les de du des et and the of und'.split(' '));
const EXPANDED: Readonly<Record<string, string>> = {
  ste: 'societe',
  soc: 'societe',
  cie: 'compagnie',
  co: 'compagnie',
  company: 'compagnie',
  st: 'saint',
  frs: 'freres',
  intl: 'international',
  int: 'international',
  bros: 'brothers',
  assoc: 'association',
  asso: 'association',
  centre: 'center',
  ctr: 'center',
  svcs: 'services',
  univ: 'university',
};

/**
 * The key organisations are compared by: fold key without legal form, articles and linking words, with common
 * abbreviations spelled out and single letters joined (`S.N.C.F.` = `SNCF`).
 */
export function organisationKey(name: string): string {
  const words = joinLetters(foldKey(splitLegalForm(cleanText(name.slice(0, 1000)).value).name).split(' '));
  const kept = words.filter((word) => !DROPPED.has(word)).map((word) => EXPANDED[word] ?? word);
  return kept.length === 0 ? words.join(' ') : kept.join(' ');
}

function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  let run = '';
  for (const word of [...words, '']) {
    if (word.length === 1 && /[a-z]/.test(word)) {
      run += word;
      continue;
    }
    if (run !== '') joined.push(...(run.length > 1 ? [run] : [...run]));
    run = '';
    if (word !== '') joined.push(word);
  }
  return joined;
}

/** The canonical legal form, or the cleaned text with a warning when it is not a known one. */
export function standardiseLegalForm(raw: string): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  if (isPlaceholderText(text)) return { findings: [info('legal_form.placeholder')] };
  if (text.length > MAX_LENGTH) return { findings: [error('legal_form.too_long')] };
  const form = canonicalLegalForm(foldKey(text));
  return form === undefined
    ? { value: text, findings: [warning('legal_form.unknown')] }
    : { value: form, findings: NO_FINDINGS };
}
