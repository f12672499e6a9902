import type { TextEncoding } from './encoding.ts';
import { afterBlanks, stringEnd, valueEnd } from './json-bytes.ts';

/** A list of objects found in a JSON document. */
interface FoundList {
  readonly path: string;
  readonly key: string;
  readonly several: boolean;
  /** The object that holds the list also has a scalar such as an id or a name: it looks like a record itself. */
  readonly inRecord: boolean;
}

const DEPTH = 3;
const LIST_KEYS =
  /^(data|results?|records?|rows?|items?|customers?|clients?|contacts?|people|persons?|personnes?|users?|members?|entries|list|values?|features|documents?|hits|objects?|orders?|comptes?|accounts?|payload|content)$/i;
const RECORD_KEYS =
  /^(_?id|uid|uuid|guid|name|nom|prenom|first_?name|last_?name|e-?mail|phone|tel|siren|siret)$/i;

/**
 * The tables of a JSON file from its head: '' for the value at the top, else the dotted keys of each list of records.
 * `head` may be cut anywhere.
 */
export function outlineJson(head: Buffer, encoding: TextEncoding): string[] {
  const bytes = encoding.name === 'utf-8' ? head : Buffer.from(encoding.decode(head).text);
  const start = afterBlanks(bytes, 0);
  if (bytes[start] !== 0x7b || followed(bytes, start)) return [''];
  const lists: FoundList[] = [];
  members(bytes, start, [], lists);
  const tables = lists.filter((list) => LIST_KEYS.test(list.key) || (list.several && !list.inRecord));
  return tables.length === 0 ? [''] : tables.map((list) => list.path);
}

/** Another value comes after the one at the top: a stream of records. */
function followed(bytes: Buffer, start: number): boolean {
  const end = valueEnd(bytes, start, false);
  return end >= 0 && afterBlanks(bytes, end) < bytes.length;
}

/** Collects the lists of an object; returns the offset after it, or -1 when the head ends inside. */
function members(bytes: Buffer, start: number, path: readonly string[], lists: FoundList[]): number {
  let inRecord = false;
  const own: Omit<FoundList, 'inRecord'>[] = [];
  const finish = (end: number): number => {
    for (const list of own) lists.push({ ...list, inRecord });
    return end;
  };
  for (let at = afterBlanks(bytes, start + 1); ; ) {
    if (bytes[at] === 0x7d) return finish(at + 1);
    if (bytes[at] === 0x2c) {
      at = afterBlanks(bytes, at + 1);
      continue;
    }
    const keyEnd = bytes[at] === 0x22 ? stringEnd(bytes, at) : -1;
    if (keyEnd < 0) return finish(-1);
    const key = bytes.toString('utf8', at + 1, keyEnd - 1);
    const value = afterBlanks(bytes, afterBlanks(bytes, keyEnd) + 1);
    const first = bytes[value];
    let end = -2;
    if (first === 0x7b && path.length < DEPTH && !key.includes('.'))
      end = members(bytes, value, [...path, key], lists);
    else if (first === 0x5b && !key.includes('.')) {
      const several = objectsIn(bytes, value);
      if (several > 0) own.push({ path: [...path, key].join('.'), key, several: several > 1 });
    } else if (RECORD_KEYS.test(key)) inRecord = true;
    if (end === -2) end = valueEnd(bytes, value, false);
    if (end < 0) return finish(-1);
    at = afterBlanks(bytes, end);
  }
}

/** 0: the list does not start with an object; 1: it holds one; 2: more (or the head ends inside the first). */
function objectsIn(bytes: Buffer, list: number): number {
  const first = afterBlanks(bytes, list + 1);
  if (bytes[first] !== 0x7b) return 0;
  const end = valueEnd(bytes, first, false);
  if (end < 0) return 2;
  return bytes[afterBlanks(bytes, end)] === 0x2c ? 2 : 1;
}
