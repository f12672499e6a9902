import { error, NO_FINDINGS, type Standardised } from './types.ts';

/** IBAN lengths by country (SWIFT IBAN Registry, release 99). */
const LENGTHS = new Map<string, number>();
for (const group of (
  '15NO 16BE 18DK,FK,FI,FO,GL,NL 19MK,SD,SI 20AT,BA,EE,KZ,LT,LU,MN,XK 21CH,HR,LI,LV 22BG,BH,CR,DE,GB,GE,IE,ME,RS,VA ' +
  '23AE,GI,IL,IQ,OM,SO,TL 24AD,CZ,ES,MD,PK,RO,SA,SE,SK,TN,VG 25LY,PT,ST 26IS,TR 27BI,DJ,FR,GR,IT,MC,MR,SM ' +
  '28AL,AZ,BY,CY,DO,GT,HN,HU,LB,NI,PL,SV 29BR,EG,PS,QA,UA 30JO,KW,MU,YE 31MT,SC 32LC 33RU'
).split(' ')) {
  for (const country of group.slice(2).split(',')) LENGTHS.set(country, Number(group.slice(0, 2)));
}
/** French overseas territories have the French format. */
for (const country of ['GF', 'GP', 'MQ', 'RE', 'YT', 'PF', 'TF', 'NC', 'BL', 'MF', 'PM', 'WF'])
  LENGTHS.set(country, 27);

const SHAPE = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;

/** `compact`: capitals and digits without separators. */
export function readIban(compact: string): Standardised {
  if (!SHAPE.test(compact)) return { findings: [error('iban.invalid')] };
  const length = LENGTHS.get(compact.slice(0, 2));
  if (length === undefined) return { findings: [error('iban.unknown_country')] };
  if (compact.length !== length) return { findings: [error('iban.invalid_length')] };
  if (/^[A-Z]{2}\d{2}0+$/.test(compact)) return { findings: [error('iban.placeholder')] };
  return remainder(compact.slice(4) + compact.slice(0, 4)) === 1
    ? { value: compact, findings: NO_FINDINGS }
    : { findings: [error('iban.check_digit')] };
}

/** ISO 7064 MOD 97-10, letters as 10 … 35. */
function remainder(text: string): number {
  let rest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    rest = code >= 65 ? (rest * 100 + code - 55) % 97 : (rest * 10 + code - 48) % 97;
  }
  return rest;
}
