/** Windows-1252 characters of bytes 0x80 … 0x9F (WHATWG Encoding; the five unassigned bytes read as C1 controls). */
const CP1252_HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const BYTE_OF = new Map<string, number>();
for (let byte = 0x80; byte <= 0xff; byte++) BYTE_OF.set(String.fromCharCode(byte), byte);
for (let index = 0; index < 32; index++) BYTE_OF.set(CP1252_HIGH[index]!, 0x80 + index);

const CONTINUATION = `[\\x80-\\xbf${[...CP1252_HIGH].filter((character) => character > '\xff').join('')}]`;
/**
 * Only leads whose decoded characters are Latin letters or common signs (Â Ã Ä Å: U+0080–U+017F; â: U+2000–U+2FFF;
 * ï: ligatures and the byte order mark; ð: emoji), so that real text like "CAFÉ…" is left alone.
 */
const RUN = new RegExp(`[ÂÃÄÅ]${CONTINUATION}|[âï]${CONTINUATION}{2}|ð${CONTINUATION}{3}`, 'g');
const SUSPECT = /[ÂÃÄÅâïð]/;
/** The no-break space of "Ã\u00a0" (à) is often lost to a plain one or trimmed away. */
const LOST_A_GRAVE = /Ã(?=\s|$)\s?/g;
const MAX_ROUNDS = 3;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Repairs UTF-8 that was read as Windows-1252 or Latin-1 (`Ã©` → `é`), run by run, also when done several times over. */
export function repairMojibake(text: string): string {
  if (!SUSPECT.test(text)) return text;
  let value = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const repaired = value.replace(RUN, decodeRun);
    if (repaired === value) break;
    value = repaired.replace(LOST_A_GRAVE, 'à ');
  }
  return value;
}

function decodeRun(run: string): string {
  const bytes = Uint8Array.from(run, (character) => BYTE_OF.get(character) ?? 0);
  try {
    return decoder.decode(bytes);
  } catch {
    return run;
  }
}
