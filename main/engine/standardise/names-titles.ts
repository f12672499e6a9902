import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { error, info, NO_FINDINGS, type Standardised } from './types.ts';

export interface Title {
  readonly title: string;
  readonly sex?: 'male' | 'female';
}

const male = (title: string): Title => ({ title, sex: 'male' });
const female = (title: string): Title => ({ title, sex: 'female' });

/** Titles of all languages come to one form, the French one, so that they compare. Fold keys. */
const TITLES = new Map<string, Title>();
const add = (title: Title, keys: string): void => {
  for (const key of keys.split('|')) TITLES.set(key, title);
};
add(
  male('M.'),
  'm|mr|mister|monsieur|mrs de|messieurs|msieur|mons|sr|senor|herr|hr|sig|signor|signore|dhr|meneer|sir|master|mst|h|homme|1 m',
);
add(
  female('Mme'),
  'mme|mm e|madame|mrs|ms|miss|mlle|melle|mle|mll|mselle|mademoiselle|mesdames|sra|senora|srta|senorita|frau|fr|fraulein|frl|sig ra|signora|signorina|mevr|mevrouw|mw|lady|mdme|mde|mad|f|femme',
);
add({ title: 'Dr' }, 'dr|doc|docteur|docteure|doctor|dott|dottore|dra|drs');
add({ title: 'Pr' }, 'pr|prof|professeur|professeure|professor');
add({ title: 'Me' }, 'me|maitre|mtre');
add({ title: 'Rev.' }, 'rev|reverend');
add(male('Père'), 'pere|abbe');
add(female('Sœur'), 'soeur');

/** Single letters and words that are titles in a title column, but not before a name. */
const ONLY_ALONE = new Set(
  'h|f|homme|femme|fr|sr|hr|mad|mde|1 m|doc|pere|abbe|master|mons|lady|mm e'.split('|'),
);
const PAIRS =
  /^(?:m|mr|monsieur|mme|madame|mrs|mlle|dr) (?:(?:et|ou|and|und|or) )?(?:m|mr|monsieur|mme|madame|mrs|mlle|dr)$|^mm$|^mmes$|^messieurs$|^mesdames$|^m et mme$/;
const SEX_OF_PAIR = /\b(mme|madame|mlle|mademoiselle)\b|\b(m|mr|monsieur)\b/;

/** A title as it stands in a column of titles. Two people (`M. et Mme`) give `several`. */
export function readTitle(text: string): Title | 'several' | undefined {
  const key = foldKey(text.slice(0, 60));
  const found = TITLES.get(key);
  if (found !== undefined) return found;
  if (PAIRS.test(key)) return isDoctor(key) ? doctor(key) : 'several';
  return undefined;
}

/** `Mme le Dr`, `M. Dr`: one person with two titles. */
const isDoctor = (key: string): boolean => key.includes('dr') && !/\b(?:et|ou|and)\b/.test(key);
function doctor(key: string): Title {
  const sex = SEX_OF_PAIR.exec(key);
  return { title: 'Dr', sex: sex === null ? undefined : sex[1] === undefined ? 'male' : 'female' };
}

const AFTER = new Set('mme mlle melle mr monsieur madame mademoiselle mrs miss'.split(' '));

/** A title behind a name (`DUPONT Jean Mme`): only what cannot be a name (Maître is one). `key`: fold key of one word. */
export function titleWordAfter(key: string): Title | undefined {
  return AFTER.has(key) ? TITLES.get(key) : undefined;
}

/** A title before a name; stricter than {@link readTitle}. `key`: fold key of one word. */
export function titleWord(key: string): Title | undefined {
  return ONLY_ALONE.has(key) ? undefined : TITLES.get(key);
}

/** The title in its canonical form (`M.`, `Mme`, `Dr`, `Pr`, `Me` …). `Mlle` is `Mme` (circular of 21 February 2012). */
export function standardiseTitle(raw: string): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  const title = readTitle(text);
  if (title === 'several') return { findings: [error('name.several_people')] };
  if (title !== undefined) return { value: title.title, findings: NO_FINDINGS };
  return { findings: [isPlaceholderText(text) ? info('title.placeholder') : error('title.unknown')] };
}
