import { type EncodedRecords, RecordEncoder } from '../../../main/engine/match/encode.ts';
import { PairExplainer, type PairExplanation } from '../../../main/engine/match/explain.ts';
import {
  type MatchOptions,
  type MatchResult,
  matchRecords,
  matchTemplate,
} from '../../../main/engine/match/match.ts';
import { seededRandom } from '../../../main/engine/match/values/random.ts';
import type { AddressParts, EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import type { CanonicalRow } from '../../../shared/model/values.ts';

/** An entity of the default model. */
export function entity(name: string): EntityType {
  return DEFAULT_MODEL.entities.find((e) => e.name === name)!;
}

export interface Person {
  readonly given?: string;
  readonly family?: string;
  readonly birthName?: string;
  readonly born?: string;
  readonly sex?: 'male' | 'female';
  readonly email?: string | readonly string[];
  readonly phone?: string | readonly string[];
  readonly address?: AddressParts;
}

const list = (values: string | readonly string[] | undefined): ManyValue[] =>
  values === undefined ? [] : (typeof values === 'string' ? [values] : values).map((value) => ({ value }));

export function person(p: Person): CanonicalRow {
  const one: Record<string, string> = {};
  if (p.given) one.given_name = p.given;
  if (p.family) one.family_name = p.family;
  if (p.birthName) one.birth_name = p.birthName;
  if (p.born) one.birth_date = p.born;
  if (p.sex) one.sex = p.sex;
  const address = p.address === undefined ? [] : [{ value: 'address', parts: p.address }];
  return { one, many: { email: list(p.email), phone: list(p.phone), address }, issues: [] };
}

const GIVEN =
  'Marie Jean Pierre Anne Luc Sophie Paul Claire Hugo Emma Louis Julie Marc Alice Denis Nadia Yves Karim Rose Théo'.split(
    ' ',
  );
const SYLLABLES = 'ba ron li mel tou gar vi des cha pon mar sel dra fou ni gue bel lan ros tier'.split(' ');

/** A town of people, each once, so that names have a frequency and most pairs are of different people. */
export function town(size: number, seed = 1): Person[] {
  const random = seededRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const two = (n: number): string => String(n).padStart(2, '0');
  return Array.from({ length: size }, (_, k) => {
    const family = pick(SYLLABLES) + pick(SYLLABLES) + (random() < 0.7 ? pick(SYLLABLES) : '');
    const given = pick(GIVEN);
    return {
      given,
      family,
      born: `${1940 + Math.floor(random() * 65)}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`,
      email: `${given.toLowerCase()}.${family}${k}@mail${k % 7}.fr`,
      phone: `+336${String(10_000_000 + Math.floor(random() * 89_999_999))}`,
      address: {
        number: String(1 + Math.floor(random() * 120)),
        street: `Rue ${pick(SYLLABLES)}${pick(SYLLABLES)}`,
        postcode: `${10 + Math.floor(random() * 80)}${pick(['000', '100', '200'])}`,
        city: `${pick(SYLLABLES)}${pick(SYLLABLES)}ville`,
      },
    };
  });
}

/** Somebody who lives with each of some of the town: the same family name, door and telephone. */
export function partners(people: readonly Person[], every = 4): Person[] {
  const others = [...GIVEN].reverse();
  return people
    .filter((_, k) => k % every === 1)
    .map(({ family, phone, address }, k) => ({
      given: others[k % others.length]!,
      family: family!,
      born: `${1950 + (k % 40)}-0${1 + (k % 9)}-1${k % 10}`,
      phone: phone!,
      address: address!,
    }));
}

/** Some of the town a second time, with what changes in real files: so that training has matches to learn from. */
export function seenAgain(people: readonly Person[], every = 3): Person[] {
  return people
    .filter((_, k) => k % every === 0)
    .map((p, k) => {
      const born = k % 5 === 0 ? undefined : p.born;
      const email = k % 4 === 0 ? undefined : p.email;
      const phone = k % 6 === 1 ? undefined : p.phone;
      const family = k % 7 === 0 ? `${p.family!.slice(0, 3)}${p.family!.slice(4)}` : p.family;
      return { ...p, born, email, phone, family };
    });
}

export function encode(rows: readonly CanonicalRow[], of = entity('individual')): EncodedRecords {
  const encoder = new RecordEncoder(of);
  rows.forEach((row, index) => {
    encoder.add(row, index);
  });
  return encoder.finish();
}

/** Matches people under the template model, without configuration. */
export function matchPeople(people: readonly Person[], options: MatchOptions = {}): MatchResult {
  const records = encode(people.map(person));
  return matchRecords(records, matchTemplate(records.entity, records), options);
}

/** Clusters as sorted lists of record labels: comparable whatever the cluster numbers. */
export function groups(clusterOf: Uint32Array, label: (i: number) => number = (i) => i): string[] {
  const members = new Map<number, number[]>();
  clusterOf.forEach((cluster, i) => {
    members.set(cluster, [...(members.get(cluster) ?? []), label(i)]);
  });
  return [...members.values()].map((list) => list.sort((a, b) => a - b).join(' ')).sort();
}

/** Why a pair weighs what it weighs. */
export const explainPair = (
  records: EncodedRecords,
  model: MatchModel,
  i: number,
  j: number,
): PairExplanation => new PairExplainer(records, model).explain(i, j);
