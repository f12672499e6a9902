import { displayFamilyName, displayGivenName } from './names-display.ts';
import { tidyName } from './names-words.ts';
import { cleanText, isPlaceholderText } from './text.ts';
import { error, type Finding, info, NO_FINDINGS, type Standardised, warning } from './types.ts';

const MAX_LENGTH = 200;

/** A name attribute without the rest of the person around it (custom entities): clean, in display case, not split. */
export function standardiseLoneName(
  kind: 'given_name' | 'middle_name' | 'family_name' | 'birth_name' | 'full_name',
  raw: string,
): Standardised {
  const { value: text, findings } = cleanText(raw);
  if (text === '') return { findings: NO_FINDINGS };
  if (text.length > MAX_LENGTH) return { findings: [error('name.too_long')] };
  if (isPlaceholderText(text)) return { findings: [info('name.placeholder')] };
  if (!/\p{L}/u.test(text)) return { findings: [error('name.no_letters')] };
  const all: Finding[] = [...findings];
  if (/\p{N}/u.test(text)) all.push(warning('name.digits'));
  const display = kind === 'given_name' || kind === 'middle_name' ? displayGivenName : displayFamilyName;
  const value = display(tidyName(text));
  return value === ''
    ? { findings: [error('name.no_letters')] }
    : { value, findings: all.length === 0 ? NO_FINDINGS : all };
}
