import type { EncodedRecords } from '../encode.ts';
import type { KeptIdentity } from './base.ts';
import { placeOf } from './ids.ts';

/**
 * Records by number: those of the last full run first (0 … count - 1), then those that came since, both in the order of
 * their ids, so that the order of numbers is that of ids.
 */
export interface Population {
  readonly identity: KeptIdentity;
  /** Ids of the records that came since the last full run, ascending. */
  readonly addedIds: readonly number[];
  readonly added: EncodedRecords;
  /** 1: a record of the last full run is still there. */
  readonly isLive: Uint8Array;
}

export const idOf = ({ identity, addedIds }: Population, number: number): number =>
  number < identity.recordIds.length
    ? identity.recordIds[number]!
    : addedIds[number - identity.recordIds.length]!;

/** Undefined: there is no such record any more. */
export function numberOf({ identity, addedIds, isLive }: Population, id: number): number | undefined {
  const kept = placeOf(identity.recordIds, id);
  if (kept >= 0) return isLive[kept] === 1 ? kept : undefined;
  const added = placeOf(addedIds, id);
  return added < 0 ? undefined : identity.recordIds.length + added;
}

/** For which record each stands that has another one of equal content before it; by number. */
export interface Roles {
  /** Of records that came since, and of those whose first equal is gone; the others are as the full run left them. */
  readonly representative: ReadonlyMap<number, number>;
  /** Records of the full run that stand for others now, since the first of them is gone; ascending. */
  readonly promoted: Uint32Array;
}

/** Records of equal content are compared as one: the first of them that is there stands for all. */
export function rolesOf(population: Population): Roles {
  const { identity, added, isLive } = population;
  const count = identity.recordIds.length;
  const representative = new Map<number, number>();
  const promoted: number[] = [];
  const heirs = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const first = identity.representative[i]!;
    if (isLive[i] === 0 || isLive[first] === 1) continue;
    const heir = heirs.get(first);
    if (heir === undefined) {
      heirs.set(first, i);
      promoted.push(i);
    }
    representative.set(i, heir ?? i);
  }
  const contents = new Map<number, number>();
  const keyOf = ({ hashHigh, hashLow }: Pick<KeptIdentity, 'hashHigh' | 'hashLow'>, i: number) =>
    hashHigh[i]! * 0x200000 + (hashLow[i]! & 0x1fffff);
  for (let j = added.count - 1; j >= 0; j--) contents.set(keyOf(added, j), count + j);
  for (let i = count - 1; i >= 0 && added.count > 0; i--) {
    if (isLive[i] === 0) continue;
    const key = keyOf(identity, i);
    if (contents.has(key)) contents.set(key, i);
  }
  for (let j = 0; j < added.count; j++) representative.set(count + j, contents.get(keyOf(added, j))!);
  return { representative, promoted: Uint32Array.from(promoted) };
}
