import { numberAt } from './address-number.ts';
import { startsSegment, type Token } from './address-tokens.ts';
import { STREET_TYPES, UNMISTAKABLE_TYPES } from './address-words.ts';

const BOX = new Set(['bp', 'cs', 'tsa', 'pobox', 'postfach', 'cp', 'apartado']);
const BOX_GLUED = /^(?:bp|cs|tsa)[-:n°]*\d{1,6}$/;
const UNIT = new Set(
  `bat batiment bt appt app apt appart appartement apartment porte hall entree ent esc escalier etage etg logement logt
  log chambre chbre bte boite bal bloc box unit flat suite floor room level studio cage aile lgt`.split(
    /\s+/,
  ),
);
/** Units that also go by a name, up to the next comma. */
const NAMED_UNIT = new Set(['bat', 'batiment', 'appt', 'appartement', 'appart', 'bloc']);
/** Words that are ordinary in street names too: a unit only where a segment begins or after another unit. */
const ORDINARY = new Set([
  'porte',
  'hall',
  'entree',
  'escalier',
  'log',
  'suite',
  'level',
  'cage',
  'aile',
  'ent',
  'app',
  'bt',
  'box',
  'floor',
  'unit',
  'room',
]);
const UNIT_GLUED = /^(?:bat|appt|apt|app|esc|etg)[-:]?(?:\d{1,4}[a-z]?|[a-z]\d{1,3})$/;
const IDENTIFIER =
  /^(?:n°)?(?:\d{1,4}[a-z]{0,2}|[a-z]{1,2}\d{0,4}|\d{1,3}[-/]\d{1,4}|[a-z][-/]?\d{1,4}|ii|iii|iv|rdc)$/;
const ORDINAL = /^\d{1,2}(?:er|ere|e|eme|ieme|nd|nde|st|rd|th)$/;
const SIDE = new Set(['gauche', 'droite', 'droit', 'face', 'gche', 'dte', 'centre']);
const CARE_OF = new Set(['chez', 'c/o', 'co', 'att', 'attn', 'attention']);

const OPENING = new Set([...BOX, ...UNIT, ...CARE_OF, 'rdc', 'rez-de-chaussee', 'rez', 'po']);

/**
 * Where a complement begins at `at` (PO box, building, flat, floor, care-of), the index after it; else 0.
 * `afterUnit`: the token before ended another complement.
 */
export function complementEnd(
  tokens: readonly Token[],
  at: number,
  start: number,
  end: number,
  afterUnit: boolean,
): number {
  const { key } = tokens[at]!;
  const code = key.charCodeAt(0);
  if (code >= 48 && code <= 57) {
    return isOrdinalFloor(tokens, at, end) ? sideEnd(tokens, floorWord(tokens, at) + 1, end) : 0;
  }
  if (!OPENING.has(key))
    return endsWithCode(key) && (BOX_GLUED.test(key) || UNIT_GLUED.test(key)) ? at + 1 : 0;
  const first = startsSegment(tokens, at, start) || afterUnit || tokens[at]!.before === '-';
  if (CARE_OF.has(key)) return first ? careOfEnd(tokens, at + 1, end) : 0;
  if (UNIT.has(key)) {
    const postal = key === 'boite' && tokens[at + 1]?.key === 'postale';
    return postal ? digitsEnd(tokens, at + 2, end) : unitEnd(tokens, at, end, first);
  }
  if (key === 'rdc' || key === 'rez-de-chaussee') return sideEnd(tokens, at + 1, end);
  if (key === 'rez') return tokens[at + 1]?.key === 'de' && at + 2 < end ? sideEnd(tokens, at + 3, end) : 0;
  if (key === 'po') return tokens[at + 1]?.key === 'box' ? digitsEnd(tokens, at + 2, end) : 0;
  return digitsEnd(tokens, at + 1, end);
}

/** The last or the last but one character is a digit: "bp123", "appt12b". */
function endsWithCode(key: string): boolean {
  const last = key.charCodeAt(key.length - 1);
  const before = key.charCodeAt(key.length - 2);
  return key.length < 20 && ((last >= 48 && last <= 57) || (before >= 48 && before <= 57));
}

const floorWord = (tokens: readonly Token[], at: number): number =>
  ORDINAL.test(tokens[at]!.key) ? at + 1 : at + 2;

/** "3e étage", "3 ème étage", "1er etg", "2nd floor". */
function isOrdinalFloor(tokens: readonly Token[], at: number, end: number): boolean {
  const first = tokens[at]!.key;
  const word = ORDINAL.test(first)
    ? at + 1
    : /^e?me$|^e$|^er$/.test(tokens[at + 1]?.key ?? '')
      ? at + 2
      : end;
  if (word >= end) return false;
  return ['etage', 'etg', 'floor'].includes(tokens[word]!.key);
}

/** Up to two groups of digits: "BP 40 123"; none → 0. */
function digitsEnd(tokens: readonly Token[], at: number, end: number): number {
  let here = at;
  if (['n°', 'n', ':'].includes(tokens[here]?.key ?? '')) here++;
  if (here >= end || !/^(?:n°)?\d{1,6}$/.test(tokens[here]!.key)) return 0;
  const grouped = tokens[here]!.key.length <= 2 && /^\d{3}$/.test(tokens[here + 1]?.key ?? '');
  return grouped && here + 1 < end && !STREET_TYPES.has(tokens[here + 2]?.key ?? '') ? here + 2 : here + 1;
}

function unitEnd(tokens: readonly Token[], at: number, end: number, first: boolean): number {
  const { key } = tokens[at]!;
  if (ORDINARY.has(key) && !first) return 0;
  let next = at + 1;
  if (['n°', 'no', 'num', 'numero', ':'].includes(tokens[next]?.key ?? '')) next++;
  const identifier = tokens[next];
  if (identifier && next < end && identifier.before === ' ' && isIdentifier(identifier)) {
    return sideEnd(tokens, next + 1, end);
  }
  if (NAMED_UNIT.has(key) && first) return careOfEnd(tokens, at + 1, end);
  return 0;
}

const isIdentifier = ({ key, text }: Token): boolean =>
  key.length <= 8 &&
  IDENTIFIER.test(key) &&
  !(key.length === 2 && /^[a-z]+$/.test(key) && text !== text.toUpperCase());

function sideEnd(tokens: readonly Token[], at: number, end: number): number {
  const next = tokens[at];
  return next && at < end && next.before === ' ' && SIDE.has(next.key) ? at + 1 : at;
}

/** A name goes on to the next comma, number or plain street type: "chez Mme Petit 4 rue Bacchus". */
function careOfEnd(tokens: readonly Token[], at: number, end: number): number {
  let here = at;
  while (here < end && !startsSegment(tokens, here, -1)) {
    if (here > at && (UNMISTAKABLE_TYPES.has(tokens[here]!.key) || numberAt(tokens, here, end))) break;
    here++;
  }
  return here;
}
