import { cleanText, foldKey, isPlaceholderText } from './text.ts';
import { error, info, NO_FINDINGS, type Standardised } from './types.ts';

const TRUE = new Set(
  'oui o vrai v yes y true t 1 x on ok actif active ja j wahr si s verdadero vero sim coche cochee checked enabled'.split(
    ' ',
  ),
);
const FALSE = new Set(
  'non n faux f no false 0 off inactif inactive nein falsch falso nao nok ko decoche unchecked disabled'.split(
    ' ',
  ),
);

/** `true` or `false`, from what forms and databases write for it in French, English, German, Spanish and Italian. */
export function standardiseBoolean(raw: string): Standardised {
  const text = cleanText(raw).value;
  if (text === '') return { findings: NO_FINDINGS };
  if (text === '✓' || text === '✔' || text === '☑') return { value: 'true', findings: NO_FINDINGS };
  if (text === '✗' || text === '✘' || text === '☐') return { value: 'false', findings: NO_FINDINGS };
  const key = foldKey(text.slice(0, 40)).replace(/ 0+$/, '');
  if (TRUE.has(key)) return { value: 'true', findings: NO_FINDINGS };
  if (FALSE.has(key) || /^-?0$/.test(text)) return { value: 'false', findings: NO_FINDINGS };
  return { findings: [isPlaceholderText(text) ? info('boolean.placeholder') : error('boolean.unknown')] };
}

const MALE = new Set(
  'm h homme male man masculin masculino maschile maennlich mannlich mann garcon 1 mr monsieur hombre uomo boy'.split(
    ' ',
  ),
);
const FEMALE = new Set(
  'f w femme female woman feminin feminine feminino femminile weiblich frau fille 2 mme madame mujer donna girl'.split(
    ' ',
  ),
);
const OTHER = new Set(
  '0 9 u x i autre other non binaire nonbinaire diverse divers inconnu unknown indetermine nb na nc neutre'.split(
    ' ',
  ),
);

/** `male` or `female` (INSEE and ISO/IEC 5218 codes 1 and 2 included); anything else is left blank. */
export function standardiseSex(raw: string): Standardised {
  const text = cleanText(raw).value;
  const key = foldKey(text.slice(0, 40)).replace(/ 0$/, '');
  if (MALE.has(key)) return { value: 'male', findings: NO_FINDINGS };
  if (FEMALE.has(key)) return { value: 'female', findings: NO_FINDINGS };
  if (text === '') return { findings: NO_FINDINGS };
  return {
    findings: [OTHER.has(key) || isPlaceholderText(text) ? info('sex.unspecified') : error('sex.unknown')],
  };
}
