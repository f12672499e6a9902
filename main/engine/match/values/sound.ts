/**
 * How a name sounds to a French or an English ear, as two codes: `sound` keeps the vowels (a comparison level),
 * `skeleton` only the consonants (a blocking key that forgives wrong vowels).
 *
 * Own rules because the published codes each serve one language: measured on 37 pairs of spellings of one name,
 * French Phonetic (Bergé), Phonex, Sonnex, Soundex2, Fonem and Double Metaphone bring together 24 at most.
 */
const CONSONANTS: readonly (readonly [RegExp, string])[] = [
  [/^H/, ''],
  [/^(?:KN|GN(?=[AEIOUY]))/, 'N'],
  [/^WR/, 'R'],
  [/^(?:GE|GI|J)OF/, 'JEF'],
  [/GEA/g, 'JA'],
  [/GEO/g, 'JO'],
  [/GH(?=T|$)/g, ''],
  [/SCH|SH/g, 'C'],
  [/CH(?=[RLT])/g, 'K'],
  [/CHR/g, 'KR'],
  [/PH/g, 'F'],
  [/TH/g, 'T'],
  [/RH/g, 'R'],
  [/GU(?=[EIY])/g, 'G_'],
  [/G(?=[EIY])/g, 'J'],
  [/_/g, ''],
  [/QU?|CK/g, 'K'],
  [/SC(?=[EIY])/g, 'S'],
  [/CH/g, '#'],
  [/C(?=[EIY])/g, 'S'],
  [/C/g, 'K'],
  [/#/g, 'C'],
  [/BV/g, 'V'],
  [/MPS/g, 'MS'],
  [/M(?=[BP])/g, 'N'],
  [/W|V/g, 'F'],
  [/Z/g, 'S'],
  [/X(?=.)/g, 'KS'],
  [/H/g, ''],
  [/Y/g, 'I'],
  [/ILL(?=[EAO])/g, 'I'],
  [/(.)\1+/g, '$1'],
];
/** Mute endings, as often as they apply: Thibault, Renaud, Dupond, Benoist, Clarke. */
const MUTE = /(?:E|ES|L?[TDSXPZ]|ST|RD|NT|ND)$/;
const VOWELS: readonly (readonly [RegExp, string])[] = [
  [/E?AU/g, 'O'],
  [/OU/g, 'U'],
  [/EU|OEU|OE/g, 'E'],
  [/[AE]IN/g, 'IN'],
  [/[AE]I/g, 'E'],
  [/OI/g, 'A'],
  [/EN(?=[^AEIOU])/g, 'AN'],
  [/IE/g, 'I'],
  [/(.)\1+/g, '$1'],
];

export interface Sound {
  readonly sound: string;
  readonly skeleton: string;
}

/** Words whose codes are remembered: names and streets repeat the same ones. */
const REMEMBERED = 50_000;
const known = new Map<string, Sound>();

/** Codes of one folded word (letters only matter). */
export function soundOf(word: string): Sound {
  let sound = known.get(word);
  if (sound === undefined) {
    sound = compute(word);
    if (known.size >= REMEMBERED) known.clear();
    known.set(word, sound);
  }
  return sound;
}

function compute(word: string): Sound {
  let text = word.replace(/[^A-Z]/g, '');
  if (text.length <= 1) return { sound: text, skeleton: text };
  for (const [pattern, by] of CONSONANTS) text = text.replace(pattern, by);
  text = dropMute(text);
  let sound = text;
  for (const [pattern, by] of VOWELS) sound = sound.replace(pattern, by);
  const vowelFirst = /^[AEIOU]/.test(text);
  const skeleton = text.replace(/[AEIOU]/g, '').replace(/(.)\1+/g, '$1');
  return { sound, skeleton: (vowelFirst ? 'A' : '') + skeleton.slice(0, 6) };
}

function dropMute(text: string): string {
  let left = text;
  for (let i = 0; i < 2; i++) {
    const shorter = left.replace(MUTE, (ending) => (/^[RN]/.test(ending) ? ending.charAt(0) : ''));
    if (shorter === left || shorter.length < 2) break;
    left = shorter;
  }
  return left;
}
