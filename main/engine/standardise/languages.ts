import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { error, info, NO_FINDINGS, type Standardised } from './types.ts';

/** ISO 639-1 code: ISO 639-2 codes, then names in French, English and the language itself, as fold keys. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'ara arabe arabic العربية',
  bg: 'bul bulgare bulgarian български',
  bn: 'ben bengali',
  br: 'bre breton brezhoneg',
  ca: 'cat catalan catala',
  co: 'cos corse corsican corsu',
  cs: 'ces cze tcheque czech cestina',
  da: 'dan danois danish dansk',
  de: 'deu ger allemand german deutsch all al',
  el: 'ell gre grec greek ελληνικα',
  en: 'eng anglais english ang gb uk us',
  es: 'spa espagnol spanish espanol castellano esp castillan',
  et: 'est estonien estonian eesti',
  eu: 'eus baq basque euskara',
  fa: 'fas per persan persian farsi فارسی',
  fi: 'fin finnois finnish suomi finlandais',
  fr: 'fra fre francais french francaise vf',
  ga: 'gle irlandais irish gaeilge',
  gl: 'glg galicien galician galego',
  he: 'heb hebreu hebrew עברית',
  hi: 'hin hindi',
  hr: 'hrv croate croatian hrvatski',
  hu: 'hun hongrois hungarian magyar',
  hy: 'hye arm armenien armenian',
  id: 'ind indonesien indonesian',
  is: 'isl ice islandais icelandic islenska',
  it: 'ita italien italian italiano',
  ja: 'jpn japonais japanese 日本語',
  ka: 'kat geo georgien georgian',
  ko: 'kor coreen korean 한국어',
  lb: 'ltz luxembourgeois luxembourgish letzebuergesch',
  lt: 'lit lituanien lithuanian lietuviu',
  lv: 'lav letton latvian latviesu',
  mt: 'mlt maltais maltese malti',
  nl: 'nld dut neerlandais dutch nederlands hollandais flamand flemish vlaams ned',
  no: 'nor norvegien norwegian norsk nob nb nn',
  oc: 'oci occitan',
  pl: 'pol polonais polish polski',
  pt: 'por portugais portuguese portugues bresilien',
  ro: 'ron rum roumain romanian romana moldave',
  ru: 'rus russe russian русскии',
  sk: 'slk slo slovaque slovak slovencina',
  sl: 'slv slovene slovenian slovenscina',
  sq: 'sqi alb albanais albanian shqip',
  sr: 'srp serbe serbian srpski српски',
  sv: 'swe suedois swedish svenska',
  ta: 'tam tamoul tamil',
  th: 'tha thai thailandais',
  tr: 'tur turc turkish turkce',
  uk: 'ukr ukrainien ukrainian українська',
  ur: 'urd ourdou urdu',
  vi: 'vie vietnamien vietnamese tieng viet',
  wo: 'wol wolof',
  zh: 'zho chi chinois chinese mandarin 中文',
};

const BY_KEY = new Map<string, string>();
for (const [code, names] of Object.entries(LANGUAGES)) {
  for (const name of names.split(' ')) if (!BY_KEY.has(foldKey(name))) BY_KEY.set(foldKey(name), code);
}
for (const code of Object.keys(LANGUAGES)) BY_KEY.set(code, code);

/** ISO 639-1 code, from a code (639-1, 639-2, with a region: `fr-FR`, `en_US`) or a name. */
export function standardiseLanguage(raw: string): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  const key = foldKey(text.slice(0, 60));
  const value =
    BY_KEY.get(key) ??
    (/^[a-z]{2,3} [a-z]{2,4}(?: [a-z]{2})?$/.test(key) ? BY_KEY.get(key.split(' ')[0]!) : undefined);
  if (value !== undefined) return { value, findings: NO_FINDINGS };
  return { findings: [isPlaceholderText(text) ? info('language.placeholder') : error('language.unknown')] };
}
