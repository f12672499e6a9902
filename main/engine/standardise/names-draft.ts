import { looksLikeOrganisation, looksLikeSeveralPeople } from './names-kinds.ts';
import { readTitle, type Title, titleWord, titleWordAfter } from './names-titles.ts';
import { type NameWord, splitAtMarker, tidyName, toWord, wordsOf } from './names-words.ts';
import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import type { Finding, NameOrder, PersonNameFinding } from './types.ts';

export const MAX_LENGTH = 200;
export const SUFFIX = new Set('jr junior sr senior iii ii iv fils pere'.split(' '));
export const AND_SIGN = /\s*[&+/]\s*/g;
const BRACKETS = /[([{]([^()[\]{}]{0,80})[)\]}]/g;

export type Attribute = PersonNameFinding['attribute'];

/** What is known so far of one person; filled by the steps below and returned as read-only. */
export interface Draft {
  title?: Title;
  given: readonly NameWord[];
  middle: readonly NameWord[];
  family: readonly NameWord[];
  birth: readonly NameWord[];
  readonly findings: PersonNameFinding[];
  readonly order?: NameOrder;
}

export function note(draft: Draft, attribute: Attribute, severity: Finding['severity'], code: string): void {
  if (draft.findings.some((one) => one.code === code && one.attribute === attribute)) return;
  draft.findings.push({ attribute, code, severity });
}

export const isOrganisation = (draft: Draft): boolean =>
  draft.findings.some((one) => one.code === 'name.organisation');

export function readTitleField(raw: string | undefined, draft: Draft): void {
  if (raw === undefined || raw === '') return;
  const text = cleanText(raw).value;
  const title = readTitle(text);
  if (title === 'several') note(draft, 'title', 'warning', 'name.several_people');
  else if (title !== undefined) draft.title = title;
  else if (text !== '')
    note(
      draft,
      'title',
      isPlaceholderText(text) ? 'info' : 'warning',
      isPlaceholderText(text) ? 'title.placeholder' : 'title.unknown',
    );
}

/** Cleans one field; blanks placeholders and what holds no letter. Never longer than {@link MAX_LENGTH}. */
export function field(raw: string | undefined, attribute: Attribute, draft: Draft): string {
  if (raw === undefined || raw === '') return '';
  const { value, findings } = cleanText(raw.length > MAX_LENGTH * 20 ? raw.slice(0, MAX_LENGTH * 20) : raw);
  for (const one of findings) note(draft, attribute, one.severity, one.code);
  if (value === '') return '';
  if (value.length > MAX_LENGTH) return blank(draft, attribute, 'error', 'name.too_long');
  if (isPlaceholderText(value) || isPlaceholderText(value.replace(/[\s.]+$/, '')))
    return blank(draft, attribute, 'info', 'name.placeholder');
  if (!/\p{L}/u.test(value)) return blank(draft, attribute, 'error', 'name.no_letters');
  if (value.includes('@')) return blank(draft, attribute, 'error', 'name.email');
  if (/\p{N}/u.test(value)) note(draft, attribute, 'warning', 'name.digits');
  return tidyName(value);
}

function blank(draft: Draft, attribute: Attribute, severity: Finding['severity'], code: string): '' {
  note(draft, attribute, severity, code);
  return '';
}

/** Takes titles off both ends (`Melle GAUTHIER`, `DUPONT Jean (M.)`); the first fills an empty title. */
export function withoutTitles(words: readonly NameWord[], draft: Draft): readonly NameWord[] {
  let rest = words;
  while (rest.length > 1) {
    const front = titleWord(rest[0]!.key);
    const back = front === undefined ? titleWordAfter(rest.at(-1)!.key) : undefined;
    const found = front ?? back;
    if (found === undefined) break;
    if (draft.title === undefined) {
      draft.title = found;
      note(draft, 'title', 'info', 'name.title_moved');
    } else if (draft.title.sex === undefined && found.sex !== undefined)
      draft.title = { ...draft.title, sex: found.sex };
    rest = front !== undefined ? rest.slice(1) : rest.slice(0, -1);
  }
  return rest;
}

/** Brackets hold maiden names (`Dupont (née Martin)`), titles or nicknames: kept as words when they hold a marker. */
export function unbracketed(text: string): string {
  if (!/[([{]/.test(text)) return text;
  const plain = text.replace(BRACKETS, (_, inside: string) => (isPartOfName(inside) ? ` ${inside} ` : ' '));
  return tidyName(plain.trim());
}

function isPartOfName(inside: string): boolean {
  const marked = splitAtMarker([toWord('x'), ...wordsOf(inside)]).marker !== undefined;
  return marked || titleWord(foldKey(inside)) !== undefined;
}

export function withoutSuffix(words: readonly NameWord[], draft: Draft): readonly NameWord[] {
  const last = words.at(-1);
  if (last === undefined || words.length < 2 || !SUFFIX.has(last.key)) return words;
  note(draft, 'family_name', 'info', 'name.suffix');
  return words.slice(0, -1);
}

export function flagUnusual(text: string, attribute: Attribute, draft: Draft): void {
  if (looksLikeSeveralPeople(text, attribute === 'given_name'))
    note(draft, attribute, 'warning', 'name.several_people');
  if (looksLikeOrganisation(wordsOf(text))) note(draft, attribute, 'warning', 'name.organisation');
}

const PAIR_OF_TITLES =
  /^(?:m|mr|mme|monsieur|madame|mrs|dr|mlle)\.?\s*(?:et|&|and|ou|\/|\+|-)\s*(?:m|mr|mme|monsieur|madame|mrs|dr|mlle)\.?\s+(?=\p{L})|^(?:famille|family|familie|consorts)\s+/iu;

/** `M. et Mme Dupont` → `Dupont`, without a title: it belongs to neither alone. */
export function withoutPair(text: string, draft: Draft): string {
  const rest = text.replace(PAIR_OF_TITLES, '');
  if (rest !== text) {
    note(draft, 'title', 'warning', 'name.several_people');
  }
  return rest;
}
