import { memoise } from './memo.ts';
import { capitalise } from './text-fold.ts';

const WELL_CASED =
  /^(?:(?:Mc|Mac|De|Di|Du|Le|La|Van|Fitz)\p{Lu}[\p{Ll}\p{M}]+|\p{Lu}[\p{Ll}\p{M}]+|\p{Lu})$/u;
const PIECES = /[\p{L}\p{M}]+/gu;
const HAS_LOWER = /\p{Ll}/u;
const HAS_UPPER = /\p{Lu}/u;
const MC = /^mc(?=\p{L}{3})/u;

/** Particles French and other usage writes small inside a name: `de La Tour`, `van der Meer`. Le, La, El, Ben stay capital. */
const SMALL = new Set(
  'de du des d von van der den ter ten zu zum zur y e da das do dos di della del dal degli und'.split(' '),
);

const LINKS = new Set(['et', 'and', 'und', 'ou', 'or']);
/** JP, JF: no vowel between them. */
const INITIALS = /^[BCDFGHJKLMNPQRSTVWXZ]{2,3}$/;

/** Display case of a given name: `JEAN-PIERRE` → `Jean-Pierre`; what is well cased already is kept. */
export const displayGivenName = memoise(givenNameCase, 20_000);

function givenNameCase(text: string): string {
  return text.replace(PIECES, (piece) =>
    LINKS.has(piece) || INITIALS.test(piece) ? piece : casePiece(piece),
  );
}

/**
 * Display case of a family name: `DE LA TOUR` → `de La Tour`, `D'ARTAGNAN` → `d'Artagnan`, `MCDONALD` → `McDonald`,
 * `O'NEILL` → `O'Neill`. Particles are only made small when the whole name came in one case.
 */
export const displayFamilyName = memoise(familyNameCase, 20_000);

function familyNameCase(text: string): string {
  const oneCase = !(HAS_LOWER.test(text) && HAS_UPPER.test(text));
  const pieces = text.match(PIECES)?.length ?? 0;
  let index = 0;
  return text.replace(PIECES, (piece, at: number) => {
    const isLast = ++index === pieces;
    if (oneCase && !isLast && isSmall(piece, text[at + piece.length])) return piece.toLowerCase();
    if (!oneCase && !isLast && isWrittenSmall(piece, text[at + piece.length])) return piece;
    return casePiece(piece);
  });
}

/** A particle the writer made small in a name of mixed case. */
function isWrittenSmall(piece: string, next: string | undefined): boolean {
  return piece === 'd' ? next === "'" : SMALL.has(piece) && next === ' ';
}

function isSmall(piece: string, next: string | undefined): boolean {
  const lower = piece.toLowerCase();
  if (lower.length === 1) return lower === 'd' ? next === "'" || next === '’' : lower === 'y' && next === ' ';
  return SMALL.has(lower) && next === ' ';
}

function casePiece(piece: string): string {
  if (WELL_CASED.test(piece)) return piece;
  const lower = piece.toLowerCase();
  if (MC.test(lower)) return `Mc${capitalise(lower.slice(2))}`;
  return capitalise(lower);
}
