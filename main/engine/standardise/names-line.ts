import {
  AND_SIGN,
  type Draft,
  field,
  note,
  SUFFIX,
  unbracketed,
  withoutPair,
  withoutSuffix,
  withoutTitles,
} from './names-draft.ts';
import { applyMarked } from './names-fields.ts';
import { splitFullName } from './names-full.ts';
import { givenNameStrength } from './names-given.ts';
import { looksLikeOrganisation, looksLikeSeveralPeople } from './names-kinds.ts';
import { titleWord } from './names-titles.ts';
import { joinWords, type NameWord, splitAtMarker, wordsOf } from './names-words.ts';

export function addFullName(raw: string, draft: Draft): void {
  const text = field(raw, 'family_name', draft);
  if (text === '') return;
  const read: Draft = {
    given: [],
    middle: [],
    family: [],
    birth: [],
    findings: draft.findings,
    title: draft.title,
    order: draft.order,
  };
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
    readSeveral(single, draft);
    return;
  }
  const comma = single.indexOf(',');
  if (comma > 0 && comma < single.length - 1) {
    readWithComma(single.slice(0, comma), single.slice(comma + 1), draft);
    return;
  }
  const words = withoutSuffix(withoutTitles(wordsOf(single), draft), draft);
  readMarked(words, draft);
}

/** `Jean et Marie Dupont`: the given names stay together. */
function readSeveral(text: string, draft: Draft): void {
  const words = withoutTitles(wordsOf(text.replace(AND_SIGN, ' et ')), draft);
  const at = words.findIndex((word) => word.key === 'et' || word.key === 'and' || word.key === 'und');
  if (at < 1 || at === words.length - 1) {
    draft.family = words;
    return;
  }
  const after = splitFullName(words.slice(at + 1), 'given_first');
  const before = words.slice(0, at);
  draft.family = after.family.length > 0 ? after.family : before.slice(0, 1);
  draft.given =
    after.family.length > 0
      ? [...before, words[at]!, ...after.given]
      : [...before.slice(1), words[at]!, ...after.given];
}

function readWithComma(before: string, after: string, draft: Draft): void {
  const left = withoutTitles(wordsOf(before), draft);
  const right = withoutTitles(wordsOf(after.replace(/,/g, ' ')), draft);
  const suffix = right.length === 1 && (SUFFIX.has(right[0]!.key) || titleWord(right[0]!.key) !== undefined);
  if (suffix) {
    if (draft.title === undefined) draft.title = titleWord(right[0]!.key);
    readMarked(left, draft);
    return;
  }
  const flipped =
    givenNameStrength(joinWords(left).key) === 2 &&
    givenNameStrength(joinWords(right).key) === 0 &&
    !/^\P{Ll}+$/u.test(before);
  applyMarked(flipped ? right : left, draft, (words) => {
    draft.family = words;
  });
  draft.given = withoutSuffix(flipped ? left : right, draft);
}

/** Both sides of a maiden-name marker may hold the given name. */
function readMarked(words: readonly NameWord[], draft: Draft): void {
  const { left, right: behind, marker } = splitAtMarker(words);
  const right = withoutTitles(behind, draft);
  if (marker === undefined || left.length === 0) {
    assign(left.length === 0 ? right : words, draft);
    return;
  }
  assign(left, draft);
  const other =
    draft.given.length === 0 && right.length > 1
      ? splitFullName(right, 'family_first')
      : { given: [], family: right };
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
