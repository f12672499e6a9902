import type { Step } from '../../../shared/model/values.ts';
import { displayFamilyName, displayGivenName } from './names-display.ts';
import {
  type Attribute,
  type Draft,
  field,
  isOrganisation,
  MAX_LENGTH,
  readTitleField,
  withoutTitles,
} from './names-draft.ts';
import { checkSwapped, readFamily, readGiven, splitWhereTogether } from './names-fields.ts';
import { voteNameOrder } from './names-full.ts';
import { isFrenchCompound, isKnownGivenName, isSpacedCompound } from './names-given.ts';
import { addFullName } from './names-line.ts';
import { titleWord } from './names-titles.ts';
import { joinWords, type NameWord, tidyName, toWord, wordsOf } from './names-words.ts';
import { cleanText } from './text.ts';
import type { NameOrder, PersonNameOptions, PersonNameParts, StandardisedPersonName } from './types.ts';

export { standardiseTitle } from './names-titles.ts';

/**
 * A person's name from the columns a source holds it in. A name on one line is split; titles, maiden and married names
 * are taken out of the fields they were typed in; the display case follows French usage. Two people in one cell, digits,
 * company names and probably swapped fields are named, not guessed at. Sex is only taken from the title.
 */
export function standardisePersonName(
  parts: PersonNameParts,
  options: PersonNameOptions = {},
): StandardisedPersonName {
  const draft: Draft = { given: [], middle: [], family: [], birth: [], findings: [], order: options.order };
  readTitleField(parts.title, draft);
  const birth = field(parts.birth, 'birth_name', draft);
  const given = field(parts.given, 'given_name', draft);
  const family = field(parts.family, 'family_name', draft);
  readFamily(family, draft);
  readGiven(given, draft);
  draft.middle = wordsOf(field(parts.middle, 'middle_name', draft));
  if (birth !== '')
    draft.birth = withoutTitles(
      wordsOf(birth).filter((word) => word.key !== 'nee' && word.key !== 'ne'),
      draft,
    );
  splitWhereTogether(draft);
  if (parts.full !== undefined && parts.full !== '') addFullName(parts.full, draft);
  checkSwapped(draft);
  return finish(parts, draft);
}

function finish(parts: PersonNameParts, draft: Draft): StandardisedPersonName {
  const { given, middle } = splitGiven(draft.given);
  const several = draft.findings.some(
    (one) => one.code === 'name.several_people' && one.attribute === 'title',
  );
  const name = {
    title: several ? undefined : draft.title?.title,
    sex: several ? undefined : draft.title?.sex,
    given_name: shown(given, displayGivenName),
    middle_name: shown([...middle, ...draft.middle], displayGivenName),
    family_name: shown(draft.family, isOrganisation(draft) ? asWritten : displayFamilyName),
    birth_name: shown(draft.birth, displayFamilyName),
  };
  return { ...name, findings: draft.findings, steps: stepsOf(parts, name) };
}

const LETTER = /\p{L}/u;
const asWritten = (text: string): string => text;

/** Blank as well when only digits or signs are left once titles and markers are out. */
const shown = (words: readonly NameWord[], display: (text: string) => string): string | undefined =>
  words.some((word) => LETTER.test(word.text)) ? display(joinWords(words).text) : undefined;

const LINKS = new Set(['et', 'and', 'und', 'ou', 'or']);

/** The first given name (compound ones whole) and the others. */
function splitGiven(units: readonly NameWord[]): {
  readonly given: readonly NameWord[];
  readonly middle: readonly NameWord[];
} {
  const words = units.flatMap((unit) => wordsOf(unit.text));
  const [first, second] = words;
  if (first === undefined || second === undefined || words.some((word) => LINKS.has(word.key)))
    return { given: words, middle: [] };
  if (isFrenchCompound(first.key, second.key)) {
    const joined = toWord(`${first.text}-${second.text}`);
    return { given: [joined], middle: words.slice(2) };
  }
  if (isSpacedCompound(first.key, second.key)) return { given: words.slice(0, 2), middle: words.slice(2) };
  const isMiddle = isKnownGivenName(second.key) || second.key.length === 1;
  const splits = isMiddle && (isKnownGivenName(first.key) || first.key.length === 1 || words.length > 2);
  return splits ? { given: [first], middle: words.slice(1) } : { given: words, middle: [] };
}

const ATTRIBUTES = ['title', 'given_name', 'middle_name', 'family_name', 'birth_name'] as const;
const FIELD_OF = {
  title: 'title',
  given_name: 'given',
  middle_name: 'middle',
  family_name: 'family',
  birth_name: 'birth',
} as const;

/** One step per column that did not come out as it went in. */
function stepsOf(parts: PersonNameParts, name: { readonly [K in Attribute]?: string }): readonly Step[] {
  const steps: Step[] = [];
  const whole = ATTRIBUTES.map((attribute) => name[attribute])
    .filter((value) => value !== undefined)
    .join(' | ');
  if (parts.full !== undefined && parts.full !== '')
    steps.push({ operation: 'name.split', input: cut(parts.full), output: whole });
  for (const attribute of ATTRIBUTES) {
    const input = parts[FIELD_OF[attribute]];
    const output = name[attribute] ?? '';
    if (input !== undefined && input !== '' && input !== output)
      steps.push({ operation: 'name.standardise', input: cut(input), output });
  }
  return steps;
}

const cut = (text: string): string => (text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text);

/** The usual order of a column of full names, from those that tell; undefined when they are divided or silent. */
export function detectNameOrder(samples: readonly string[]): NameOrder | undefined {
  const names = samples
    .filter((sample) => sample.length <= MAX_LENGTH && !sample.includes(','))
    .map((sample) =>
      wordsOf(tidyName(cleanText(sample).value)).filter((word) => titleWord(word.key) === undefined),
    );
  const { givenFirst, familyFirst } = voteNameOrder(names);
  if (givenFirst > 2 * familyFirst) return 'given_first';
  return familyFirst > 2 * givenFirst ? 'family_first' : undefined;
}
