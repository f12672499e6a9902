import type { Step } from '../../../shared/model/values.ts';
import { displayFamilyName, displayGivenName } from './names-display.ts';
import { splitFullName, voteNameOrder } from './names-full.ts';
import { givenNameStrength, isFrenchCompound, isSpacedCompound } from './names-given.ts';
import { looksLikeOrganisation, looksLikeSeveralPeople } from './names-kinds.ts';
import { readTitle, type Title, titleWord } from './names-titles.ts';
import { joinWords, type NameWord, splitAtMarker, startsWithParticle, tidyName, toWord, wordsOf } from './names-words.ts';
import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import type {
  Finding,
  NameOrder,
  PersonNameFinding,
  PersonNameOptions,
  PersonNameParts,
  StandardisedPersonName,
} from './types.ts';

export { standardiseTitle } from './names-titles.ts';

const MAX_LENGTH = 200;
const SUFFIX = new Set('jr junior sr senior iii ii iv fils pere'.split(' '));
const BRACKETS = /[([{]([^()[\]{}]{0,80})[)\]}]/g;

type Attribute = PersonNameFinding['attribute'];

/** What is known so far of one person; filled by the steps below and returned as read-only. */
interface Draft {
  title?: Title;
  given: readonly NameWord[];
  middle: readonly NameWord[];
  family: readonly NameWord[];
  birth: readonly NameWord[];
  readonly findings: PersonNameFinding[];
  readonly order: NameOrder;
}

/**
 * A person's name from the columns a source holds it in. A name on one line is split; titles, maiden and married names
 * are taken out of the fields they were typed in; the display case follows French usage. Two people in one cell, digits,
 * company names and probably swapped fields are named, not guessed at. Sex is only taken from the title.
 */
export function standardisePersonName(parts: PersonNameParts, options: PersonNameOptions = {}): StandardisedPersonName {
  const draft: Draft = { given: [], middle: [], family: [], birth: [], findings: [], order: options.order ?? 'given_first' };
  readTitleField(parts.title, draft);
  const birth = field(parts.birth, 'birth_name', draft);
  const given = field(parts.given, 'given_name', draft);
  const family = field(parts.family, 'family_name', draft);
  readFamily(family, draft);
  readGiven(given, draft);
  draft.middle = wordsOf(field(parts.middle, 'middle_name', draft));
  if (birth !== '') draft.birth = withoutTitles(wordsOf(birth).filter((word) => word.key !== 'nee' && word.key !== 'ne'), draft);
  splitWhereTogether(draft);
  if (parts.full !== undefined && parts.full !== '') addFullName(parts.full, draft);
  checkSwapped(draft);
  return finish(parts, draft);
}

function note(draft: Draft, attribute: Attribute, severity: Finding['severity'], code: string): void {
  if (draft.findings.some((one) => one.code === code && one.attribute === attribute)) return;
  draft.findings.push({ attribute, code, severity });
}

function readTitleField(raw: string | undefined, draft: Draft): void {
  if (raw === undefined || raw === '') return;
  const text = cleanText(raw).value;
  const title = readTitle(text);
  if (title === 'several') note(draft, 'title', 'warning', 'name.several_people');
  else if (title !== undefined) draft.title = title;
  else if (text !== '') note(draft, 'title', isPlaceholderText(text) ? 'info' : 'warning', isPlaceholderText(text) ? 'title.placeholder' : 'title.unknown');
}

/** Cleans one field; blanks placeholders and what holds no letter. Never longer than {@link MAX_LENGTH}. */
function field(raw: string | undefined, attribute: Attribute, draft: Draft): string {
  if (raw === undefined || raw === '') return '';
  const { value, findings } = cleanText(raw.length > MAX_LENGTH * 20 ? raw.slice(0, MAX_LENGTH * 20) : raw);
  for (const one of findings) note(draft, attribute, one.severity, one.code);
  if (value === '') return '';
  if (value.length > MAX_LENGTH) return blank(draft, attribute, 'error', 'name.too_long');
  if (isPlaceholderText(value) || isPlaceholderText(value.replace(/[\s.]+$/, ''))) return blank(draft, attribute, 'info', 'name.placeholder');
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
function withoutTitles(words: readonly NameWord[], draft: Draft): readonly NameWord[] {
  let rest = words;
  while (rest.length > 1) {
    const front = titleWord(rest[0]!.key);
    const back = front === undefined && !isInitialLike(rest.at(-1)!) ? titleWord(rest.at(-1)!.key) : undefined;
    const found = front ?? back;
    if (found === undefined) break;
    if (draft.title === undefined) {
      draft.title = found;
      note(draft, 'title', 'info', 'name.title_moved');
    } else if (draft.title.sex === undefined && found.sex !== undefined) draft.title = { ...draft.title, sex: found.sex };
    rest = front !== undefined ? rest.slice(1) : rest.slice(0, -1);
  }
  return rest;
}

/** A lone M or Me at the end is an initial or part of the name. */
const isInitialLike = (word: NameWord): boolean => word.key.length <= 2;

function readFamily(text: string, draft: Draft): void {
  if (text === '') return;
  flagUnusual(text, 'family_name', draft);
  const words = withoutSuffix(withoutTitles(wordsOf(unbracketed(withoutPair(text, draft))), draft), draft);
  applyMarked(words, draft, (left) => {
    draft.family = left;
  });
}

/** Brackets hold maiden names (`Dupont (née Martin)`), titles or nicknames: kept as words when they hold a marker. */
function unbracketed(text: string): string {
  return text.replace(BRACKETS, (_, inside: string) => (splitAtMarker([toWord('x'), ...wordsOf(inside)]).marker !== undefined || titleWord(foldKey(inside)) !== undefined ? ` ${inside} ` : ' ')).trim();
}

function applyMarked(words: readonly NameWord[], draft: Draft, set: (left: readonly NameWord[]) => void): void {
  const { left, right, marker } = splitAtMarker(words);
  if (marker === undefined || right.length === 0) {
    set(left.length > 0 ? left : words);
    return;
  }
  note(draft, 'birth_name', 'info', 'name.birth_name_moved');
  if (marker === 'birth') {
    set(left);
    draft.birth = right;
    if (left.length === 0) draft.family = right;
    return;
  }
  set(right);
  if (left.length > 0) draft.birth = left;
}

function withoutSuffix(words: readonly NameWord[], draft: Draft): readonly NameWord[] {
  const last = words.at(-1);
  if (last === undefined || words.length < 2 || !SUFFIX.has(last.key)) return words;
  note(draft, 'family_name', 'info', 'name.suffix');
  return words.slice(0, -1);
}

function readGiven(text: string, draft: Draft): void {
  if (text === '') return;
  flagUnusual(text, 'given_name', draft);
  draft.given = withoutTitles(wordsOf(unbracketed(withoutPair(text, draft)).replace(/[,;]/g, ' ')), draft);
}

function flagUnusual(text: string, attribute: Attribute, draft: Draft): void {
  if (looksLikeSeveralPeople(text, attribute === 'given_name')) note(draft, attribute, 'warning', 'name.several_people');
  if (looksLikeOrganisation(wordsOf(text))) note(draft, attribute, 'warning', 'name.organisation');
}

const PAIR_OF_TITLES =
  /^(?:m|mr|mme|monsieur|madame|mrs|dr|mlle)\.?\s*(?:et|&|and|ou|\/|\+|-)\s*(?:m|mr|mme|monsieur|madame|mrs|dr|mlle)\.?\s+(?=\p{L})|^(?:famille|family|familie|consorts)\s+/iu;

/** `M. et Mme Dupont` → `Dupont`, without a title: it belongs to neither alone. */
function withoutPair(text: string, draft: Draft): string {
  const rest = text.replace(PAIR_OF_TITLES, '');
  if (rest !== text) {
    note(draft, 'title', 'warning', 'name.several_people');
  }
  return rest;
}

/** One of the two fields holds the whole name. */
function splitWhereTogether(draft: Draft): void {
  if (draft.given.length > 0 && draft.family.length > 0) return withoutRepeats(draft);
  const words = draft.given.length > 0 ? draft.given : draft.family;
  if (words.length < 2 || draft.findings.some((one) => one.code === 'name.organisation')) return;
  const split = splitFullName(words, draft.given.length > 0 ? 'given_first' : 'family_first');
  const isName = split.given.length > 0 && split.family.length > 0 && split.given.some((unit) => givenNameStrength(unit.key) > 0) && split.sure;
  const onlyGiven = draft.given.length > 0 && words.every((word) => givenNameStrength(word.key) > 0);
  if (!isName || onlyGiven) return;
  note(draft, draft.given.length > 0 ? 'given_name' : 'family_name', 'info', 'name.full_in_one_field');
  draft.given = split.given;
  draft.family = split.family;
}

/** NOM `DUPONT Jean`, PRENOM `Jean`: the given name is dropped from the family field, and the other way round. */
function withoutRepeats(draft: Draft): void {
  const family = dropEnds(draft.family, joinWords(draft.given).key);
  const given = dropEnds(draft.given, joinWords(draft.family).key);
  if (family !== draft.family) note(draft, 'family_name', 'info', 'name.repeated');
  if (given !== draft.given) note(draft, 'given_name', 'info', 'name.repeated');
  draft.family = family;
  draft.given = given;
}

function dropEnds(words: readonly NameWord[], key: string): readonly NameWord[] {
  if (words.length < 2) return words;
  if (words[0]!.key === key) return words.slice(1);
  return words.at(-1)!.key === key ? words.slice(0, -1) : words;
}

function addFullName(raw: string, draft: Draft): void {
  const text = field(raw, 'family_name', draft);
  if (text === '') return;
  const read: Draft = { given: [], middle: [], family: [], birth: [], findings: draft.findings, title: draft.title, order: draft.order };
  readFullName(text, read);
  draft.title = read.title;
  if (draft.given.length === 0) draft.given = read.given;
  if (draft.family.length === 0) draft.family = read.family;
  if (draft.birth.length === 0) draft.birth = read.birth;
}

function readFullName(text: string, draft: Draft): void {
  const single = unbracketed(withoutPair(text, draft));
  if (looksLikeOrganisation(wordsOf(single))) {
    note(draft, 'family_name', 'warning', 'name.organisation');
    draft.family = wordsOf(single);
    return;
  }
  if (looksLikeSeveralPeople(single, false)) {
    note(draft, 'family_name', 'warning', 'name.several_people');
    return readSeveral(single, draft);
  }
  const comma = single.indexOf(',');
  if (comma > 0 && comma < single.length - 1) return readWithComma(single.slice(0, comma), single.slice(comma + 1), draft);
  const words = withoutSuffix(withoutTitles(wordsOf(single), draft), draft);
  readMarked(words, draft);
}

/** `Jean et Marie Dupont`: the given names stay together. */
function readSeveral(text: string, draft: Draft): void {
  const words = withoutTitles(wordsOf(text.replace(/\s*[&+/]\s*/g, ' et ')), draft);
  const at = words.findIndex((word) => word.key === 'et' || word.key === 'and' || word.key === 'und');
  if (at < 1 || at === words.length - 1) {
    draft.family = words;
    return;
  }
  const after = splitFullName(words.slice(at + 1), 'given_first');
  const before = words.slice(0, at);
  draft.family = after.family.length > 0 ? after.family : before.slice(0, 1);
  draft.given = after.family.length > 0 ? [...before, words[at]!, ...after.given] : [...before.slice(1), words[at]!, ...after.given];
}

function readWithComma(before: string, after: string, draft: Draft): void {
  const left = withoutTitles(wordsOf(before), draft);
  const right = withoutTitles(wordsOf(after.replace(/,/g, ' ')), draft);
  const suffix = right.length === 1 && (SUFFIX.has(right[0]!.key) || titleWord(right[0]!.key) !== undefined);
  if (suffix) {
    if (draft.title === undefined) draft.title = titleWord(right[0]!.key);
    return readMarked(left, draft);
  }
  const flipped = givenNameStrength(joinWords(left).key) === 2 && givenNameStrength(joinWords(right).key) === 0 && !/^\P{Ll}+$/u.test(before);
  applyMarked(flipped ? right : left, draft, (words) => {
    draft.family = words;
  });
  draft.given = flipped ? left : right;
}

/** Both sides of a maiden-name marker may hold the given name. */
function readMarked(words: readonly NameWord[], draft: Draft): void {
  const { left, right, marker } = splitAtMarker(words);
  if (marker === undefined || left.length === 0) return assign(left.length === 0 ? right : words, draft);
  assign(left, draft);
  const other = draft.given.length === 0 && right.length > 1 ? splitFullName(right, 'family_first') : { given: [], family: right };
  if (draft.given.length === 0) draft.given = other.given;
  const otherFamily = other.family.length > 0 ? other.family : right;
  note(draft, 'birth_name', 'info', 'name.birth_name_moved');
  if (marker === 'birth') {
    draft.birth = otherFamily;
  } else {
    draft.birth = draft.family;
    draft.family = otherFamily;
  }
}

function assign(words: readonly NameWord[], draft: Draft): void {
  const split = splitFullName(words, draft.order);
  draft.given = split.given;
  draft.family = split.family;
  if (!split.sure) note(draft, 'family_name', 'info', 'name.order_unsure');
}

/** The given field holds what is no known given name, the family field one that is no family name. */
function checkSwapped(draft: Draft): void {
  if (draft.given.length === 0 || draft.family.length === 0) return;
  const given = joinWords(draft.given);
  const family = joinWords(draft.family);
  const swapped = givenNameStrength(family.key) === 2 && draft.given.every((word) => givenNameStrength(word.key) === 0);
  if (swapped && given.key.length > 2 && !startsWithParticle(family.key)) note(draft, 'given_name', 'warning', 'name.maybe_swapped');
}

function finish(parts: PersonNameParts, draft: Draft): StandardisedPersonName {
  const { given, middle } = splitGiven(draft.given);
  const several = draft.findings.some((one) => one.code === 'name.several_people' && one.attribute === 'title');
  const name = {
    title: several ? undefined : draft.title?.title,
    sex: several ? undefined : draft.title?.sex,
    given_name: shown(given, displayGivenName),
    middle_name: shown([...middle, ...draft.middle], displayGivenName),
    family_name: shown(draft.family, displayFamilyName),
    birth_name: shown(draft.birth, displayFamilyName),
  };
  return { ...name, findings: draft.findings, steps: stepsOf(parts, name) };
}

const shown = (words: readonly NameWord[], display: (text: string) => string): string | undefined =>
  words.length === 0 ? undefined : display(joinWords(words).text);

/** The first given name (compound ones whole) and the others. */
function splitGiven(units: readonly NameWord[]): { readonly given: readonly NameWord[]; readonly middle: readonly NameWord[] } {
  const words = units.flatMap((unit) => wordsOf(unit.text));
  const [first, second] = words;
  if (first === undefined || second === undefined) return { given: words, middle: [] };
  if (isFrenchCompound(first.key, second.key)) {
    const joined = toWord(`${first.text}-${second.text}`);
    return { given: [joined], middle: words.slice(2) };
  }
  if (isSpacedCompound(first.key, second.key)) return { given: words.slice(0, 2), middle: words.slice(2) };
  if (words.some((word) => word.key === 'et')) return { given: words, middle: [] };
  const isMiddle = givenNameStrength(second.key) > 0 || second.key.length === 1;
  const splits = isMiddle && (givenNameStrength(first.key) > 0 || first.key.length === 1 || words.length > 2);
  return splits ? { given: [first], middle: words.slice(1) } : { given: words, middle: [] };
}

const ATTRIBUTES = ['title', 'given_name', 'middle_name', 'family_name', 'birth_name'] as const;
const FIELD_OF = { title: 'title', given_name: 'given', middle_name: 'middle', family_name: 'family', birth_name: 'birth' } as const;

/** One step per column that did not come out as it went in. */
function stepsOf(parts: PersonNameParts, name: { readonly [K in Attribute]?: string }): readonly Step[] {
  const steps: Step[] = [];
  const whole = ATTRIBUTES.map((attribute) => name[attribute]).filter((value) => value !== undefined).join(' | ');
  if (parts.full !== undefined && parts.full !== '') steps.push({ operation: 'name.split', input: cut(parts.full), output: whole });
  for (const attribute of ATTRIBUTES) {
    const input = parts[FIELD_OF[attribute]];
    const output = name[attribute] ?? '';
    if (input !== undefined && input !== '' && input !== output) steps.push({ operation: 'name.standardise', input: cut(input), output });
  }
  return steps;
}

const cut = (text: string): string => (text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text);

/** The usual order of a column of full names, from those that tell; undefined when they are divided or silent. */
export function detectNameOrder(samples: readonly string[]): NameOrder | undefined {
  const names = samples
    .filter((sample) => sample.length <= MAX_LENGTH && !sample.includes(','))
    .map((sample) => wordsOf(tidyName(cleanText(sample).value)).filter((word) => titleWord(word.key) === undefined));
  const { givenFirst, familyFirst } = voteNameOrder(names);
  if (givenFirst > 2 * familyFirst) return 'given_first';
  return familyFirst > 2 * givenFirst ? 'family_first' : undefined;
}
