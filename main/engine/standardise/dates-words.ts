import { foldKey } from './text.ts';

/** Month names and abbreviations as fold keys: French, English, German, Spanish, Italian, Portuguese, Dutch. */
const MONTHS = [
  'janvier janv jan january januar jaenner enero ene gennaio gen janeiro januari',
  'fevrier fevr fev february feb februar febrero febbraio fevereiro februari',
  'mars mar march marz maerz mrz marzo marco maart mrt',
  'avril avr april apr abril abr aprile',
  'mai may mayo maggio mag maio mei',
  'juin jun june juni junio giugno giu junho',
  'juillet juil jul july juli julio luglio lug julho',
  'aout aou august aug agosto ago augustus',
  'septembre sept sep september septiembre settembre set setembro',
  'octobre oct october okt oktober octubre ottobre ott outubro out',
  'novembre nov november noviembre novembro',
  'decembre dec december dez dezember diciembre dic dicembre dezembro',
];

const MONTH = new Map<string, number>();
MONTHS.forEach((names, index) => {
  for (const name of names.split(' ')) MONTH.set(name, index + 1);
});

/** Words that say nothing about the date: weekdays, articles, prepositions. */
const IGNORED = new Set(
  (
    'lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim monday tuesday wednesday thursday friday ' +
    'saturday sunday mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr ' +
    'sa so lunes martes miercoles jueves viernes sabado domingo le the of de del den am um ne nee en in on du'
  ).split(' '),
);

export interface DateWords {
  readonly year: string;
  readonly month: number;
  readonly day?: string;
}

const ORDINAL = /^(\d{1,2})(?:er|e|eme|st|nd|rd|th|o)$/;

/** `19 juin 1966`, `1er mars 1970`, `June 19th, 1966`, `juin 1966`, `19-JUN-66`. Undefined when it is not such a date. */
export function readDateWords(text: string): DateWords | undefined {
  const words = foldKey(
    text.replace(/(\d)(\p{L}{3,})/gu, '$1 $2').replace(/(\p{L}{3,})(\d)/gu, '$1 $2'),
  ).split(' ');
  let month: number | undefined;
  const numbers: string[] = [];
  for (const word of words) {
    const named = MONTH.get(word);
    if (named !== undefined && month === undefined) month = named;
    else if (/^\d+$/.test(word)) numbers.push(word);
    else if (ORDINAL.test(word)) numbers.push(ORDINAL.exec(word)![1]!);
    else if (!IGNORED.has(word)) return undefined;
  }
  return month === undefined ? undefined : assemble(month, numbers);
}

function assemble(month: number, numbers: readonly string[]): DateWords | undefined {
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2) return undefined;
  if (second === undefined) return first.length === 4 ? { year: first, month } : undefined;
  if (first.length === 4) return { year: first, month, day: second };
  return second.length === 4 || second.length === 2 ? { year: second, month, day: first } : undefined;
}
