import type { Column, EncodedRecords } from '../encode.ts';
import { soundOf } from '../values/sound.ts';
import { finish, hashText, mix, words } from '../values/text.ts';
import { endOf, firstOf } from './comparator.ts';

/**
 * Whom a record is about, roughly: sound of the name and first letter of the given name. 0 when it does not say.
 * Spelling variants of one person mostly share it.
 */
function holders(records: EncodedRecords): Uint32Array {
  const pick = (kind: string): Column | undefined =>
    [...records.columns.values()].find((c) => c.kind === kind && c.offsets === null);
  const family = pick('family_name') ?? pick('organisation_name') ?? pick('text');
  const given = pick('given_name');
  const result = new Uint32Array(records.count);
  if (family === undefined) return result;
  const sounds = family.dictionary.map((text) => hashText(soundOf(words(text)[0] ?? '').skeleton));
  const initials = given?.dictionary.map((text) => text.charCodeAt(0) || 0);
  for (let i = 0; i < records.count; i++) {
    if (family.ids[i] === 0) continue;
    result[i] = finish(mix(sounds[family.ids[i]!]!, initials?.[given!.ids[i]!] ?? 0));
  }
  return result;
}

/** Name of the feature that says which values of an attribute are shared. */
export const sharedFeature = (attribute: string): string => `shared ${attribute}`;

/**
 * Values of a contact point held by more than `limit` differently named people: switchboards, shop e-mails, defaults
 * typed to get past a form. 1 per such value number.
 */
export function sharedContacts(records: EncodedRecords, column: Column, limit: number): Uint8Array {
  const { features } = records;
  const compute = () => {
    const names = features.get('holders', () => ({ names: holders(records) }));
    return { shared: sharedBy(names.names, column, limit) };
  };
  return features.get(sharedFeature(column.attribute), compute).shared;
}

function sharedBy(names: Uint32Array, column: Column, limit: number): Uint8Array {
  const shared = new Uint8Array(column.dictionary.size);
  const seen = new Map<number, Set<number>>();
  for (let i = 0; i < names.length; i++) {
    const name = names[i]!;
    if (name === 0) continue;
    for (let k = firstOf(column, i); k < endOf(column, i); k++) {
      const id = column.ids[k]!;
      if (id === 0 || shared[id] === 1 || column.frequency[id]! <= limit) continue;
      const set = seen.get(id);
      if (set === undefined) seen.set(id, new Set([name]));
      else if (set.add(name).size > limit) {
        shared[id] = 1;
        seen.delete(id);
      }
    }
  }
  return shared;
}
