import {
  AND_SIGN,
  type Draft,
  flagUnusual,
  isOrganisation,
  note,
  unbracketed,
  withoutPair,
  withoutSuffix,
  withoutTitles,
} from './names-draft.ts';
import { splitFullName } from './names-full.ts';
import { givenNameStrength, isKnownGivenName } from './names-given.ts';
import { joinWords, type NameWord, splitAtMarker, startsWithParticle, wordsOf } from './names-words.ts';

export function readFamily(text: string, draft: Draft): void {
  if (text === '') return;
  flagUnusual(text, 'family_name', draft);
  const words = withoutSuffix(withoutTitles(wordsOf(unbracketed(withoutPair(text, draft))), draft), draft);
  applyMarked(words, draft, (left) => {
    draft.family = left;
  });
}

export function applyMarked(
  words: readonly NameWord[],
  draft: Draft,
  set: (left: readonly NameWord[]) => void,
): void {
  const { left, right: behind, marker } = splitAtMarker(words);
  const right = withoutTitles(behind, draft);
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

export function readGiven(text: string, draft: Draft): void {
  if (text === '') return;
  flagUnusual(text, 'given_name', draft);
  const plain = unbracketed(withoutPair(text, draft)).replace(/[,;]/g, ' ').replace(AND_SIGN, ' et ');
  draft.given = withoutSuffix(withoutTitles(wordsOf(plain), draft), draft);
}

/** One of the two fields holds the whole name. */
export function splitWhereTogether(draft: Draft): void {
  if (draft.given.length > 0 && draft.family.length > 0) {
    withoutRepeats(draft);
    return;
  }
  const words = draft.given.length > 0 ? draft.given : draft.family;
  if (words.length < 2 || isOrganisation(draft)) return;
  const split = splitFullName(words, draft.given.length > 0 ? 'given_first' : 'family_first');
  const isName =
    split.given.length > 0 &&
    split.family.length > 0 &&
    split.given.some((unit) => isKnownGivenName(unit.key)) &&
    split.sure;
  const onlyGiven = draft.given.length > 0 && words.every((word) => isKnownGivenName(word.key));
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

/** The given field holds what is no known given name, the family field one that is no family name. */
export function checkSwapped(draft: Draft): void {
  if (draft.given.length === 0 || draft.family.length === 0) return;
  const given = joinWords(draft.given);
  const family = joinWords(draft.family);
  const swapped =
    givenNameStrength(family.key) === 2 && draft.given.every((word) => givenNameStrength(word.key) === 0);
  if (swapped && given.key.length > 2 && !startsWithParticle(family.key))
    note(draft, 'given_name', 'warning', 'name.maybe_swapped');
}
