import { hash } from 'node:crypto';

/** What happened to a golden id between two runs. Kept as its history. */
export type GoldenIdEvent =
  /** A new golden record, of records that were in none before. */
  | { readonly event: 'created'; readonly goldenId: string }
  /** `absorbed` ids are no longer used: most of their records are now in `goldenId`. */
  | { readonly event: 'merged'; readonly goldenId: string; readonly absorbed: readonly string[] }
  /** A new id for records taken out of `from`. */
  | { readonly event: 'split'; readonly goldenId: string; readonly from: readonly string[] }
  /** An id absorbed in an earlier run is used again: its records were taken out of `from`. */
  | { readonly event: 'restored'; readonly goldenId: string; readonly from: readonly string[] };

export interface GoldenIdInput {
  /** Cluster of each record, any numbering. Same length as `recordIds`. */
  readonly clusterOf: Uint32Array;
  /** Distinct. */
  readonly recordIds: Float64Array | readonly number[];
  /** The golden id a record had after the last run. */
  readonly previous: (recordId: number) => string | undefined;
  /** Record id → golden ids it had before that one, latest first. */
  readonly retired?: ReadonlyMap<number, readonly string[]>;
  /** An id for a cluster, after its lowest record id. `attempt` counts from 0: it grows while the id is taken. */
  readonly newId: (firstMember: number, attempt: number) => string;
  /** Ids used at any time by records that are no longer here, never to be given again. */
  readonly isTaken?: (goldenId: string) => boolean;
}

export interface GoldenIdAssignment {
  /** Cluster → golden id. */
  readonly idOf: ReadonlyMap<number, string>;
  readonly events: readonly GoldenIdEvent[];
  readonly counts: {
    readonly created: number;
    readonly merged: number;
    readonly split: number;
    readonly restored: number;
    /** Golden records that kept their id and took no other in. Their members may have grown or shrunk. */
    readonly unchanged: number;
  };
}

interface Cluster {
  readonly cluster: number;
  first: number;
  size: number;
  /** Members that had another id before their previous one. */
  adopted: number;
  /** Previous id → how many members had it. */
  readonly previous: Map<string, number>;
  /** Earlier ids of members, absorbed since → how many members had it. */
  readonly retired: Map<string, number>;
}

/** Tries for a free id before giving up: a collision of 60 bits is already unlikely once. */
const MOST_ATTEMPTS = 1000;

/**
 * Stable golden ids from run to run.
 *
 * A previous id belongs to the cluster that holds most of its records (ties: the cluster with the fewest records
 * that came to it from another id, then the smallest cluster, then the lowest record id). A cluster that several ids
 * belong to keeps the one it shares most records with (ties: the one most of its other records had in earlier runs, so
 * that a split taken back gives back the id from before it; then the smallest id) and absorbs the others. A cluster no id belongs to takes back an id its records had earlier, if that
 * is used nowhere else and no other cluster holds more of its records; else it gets a new one.
 *
 * Pure; the same clusters give the same ids whatever their numbering and the order of the records.
 */
export function assignGoldenIds(input: GoldenIdInput): GoldenIdAssignment {
  const clusters = gather(input);
  const holders = holdersOf(clusters, (cluster) => cluster.previous);
  const used = new Set(holders.keys());
  const idOf = new Map<number, string>();
  const events: GoldenIdEvent[] = [];
  let unchanged = 0;

  const claims = claimsByCluster(holders);
  for (const cluster of clusters) {
    const [kept, ...absorbed] = ranked(claims.get(cluster), cluster.previous, cluster.retired);
    if (kept === undefined) continue;
    idOf.set(cluster.cluster, kept);
    if (absorbed.length > 0) events.push({ event: 'merged', goldenId: kept, absorbed });
    else unchanged += 1;
  }
  restore(clusters, idOf, used, events);
  create(clusters, idOf, used, events, input);
  return { idOf, events, counts: { ...countEvents(events), unchanged } };
}

/** Clusters by their lowest record id, so that nothing depends on how they are numbered. */
function gather({ clusterOf, recordIds, previous, retired }: GoldenIdInput): readonly Cluster[] {
  if (clusterOf.length !== recordIds.length) {
    throw new RangeError(`${clusterOf.length} cluster numbers for ${recordIds.length} records`);
  }
  const clusters = new Map<number, Cluster>();
  for (let i = 0; i < clusterOf.length; i += 1) {
    const recordId = recordIds[i]!;
    const cluster = clusterNumbered(clusters, clusterOf[i]!);
    cluster.size += 1;
    if (recordId < cluster.first) cluster.first = recordId;
    const had = previous(recordId);
    if (had !== undefined) increment(cluster.previous, had);
    const earlier = retired?.get(recordId);
    if (!earlier) continue;
    cluster.adopted += 1;
    for (const id of new Set(earlier)) if (id !== had) increment(cluster.retired, id);
  }
  return [...clusters.values()].sort((a, b) => a.first - b.first);
}

function clusterNumbered(clusters: Map<number, Cluster>, number: number): Cluster {
  let cluster = clusters.get(number);
  if (!cluster) {
    cluster = {
      cluster: number,
      first: Number.POSITIVE_INFINITY,
      size: 0,
      adopted: 0,
      previous: new Map(),
      retired: new Map(),
    };
    clusters.set(number, cluster);
  }
  return cluster;
}

const increment = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Id → the cluster that holds most of its records. */
function holdersOf(
  clusters: readonly Cluster[],
  ids: (cluster: Cluster) => ReadonlyMap<string, number>,
): Map<string, Cluster> {
  const holders = new Map<string, Cluster>();
  for (const cluster of clusters) {
    for (const [id, overlap] of ids(cluster)) {
      const holder = holders.get(id);
      const held = holder ? ids(holder).get(id)! : 0;
      if (!holder || overlap > held || (overlap === held && isMoreItsOwn(cluster, holder))) {
        holders.set(id, cluster);
      }
    }
  }
  return holders;
}

/** Fewer records that came from another id, then fewer records altogether. */
function isMoreItsOwn(a: Cluster, b: Cluster): boolean {
  return a.adopted === b.adopted ? a.size < b.size : a.adopted < b.adopted;
}

function claimsByCluster(holders: ReadonlyMap<string, Cluster>): ReadonlyMap<Cluster, string[]> {
  const claims = new Map<Cluster, string[]>();
  for (const [id, cluster] of holders) {
    const ids = claims.get(cluster);
    if (ids) ids.push(id);
    else claims.set(cluster, [id]);
  }
  return claims;
}

/** Most shared records first, then most records that had it earlier, then the smallest id. */
function ranked(
  ids: readonly string[] | undefined,
  overlap: ReadonlyMap<string, number>,
  earlier?: ReadonlyMap<string, number>,
): readonly string[] {
  if (!ids || ids.length < 2) return ids ?? [];
  const had = (id: string): number => earlier?.get(id) ?? 0;
  return [...ids].sort((a, b) => overlap.get(b)! - overlap.get(a)! || had(b) - had(a) || (a < b ? -1 : 1));
}

/** Gives clusters without an id back one their records had in an earlier run. */
function restore(
  clusters: readonly Cluster[],
  idOf: Map<number, string>,
  used: Set<string>,
  events: GoldenIdEvent[],
): void {
  for (const [cluster, ids] of claimsByCluster(holdersOf(clusters, (c) => c.retired))) {
    if (idOf.has(cluster.cluster)) continue;
    const id = ranked(
      ids.filter((candidate) => !used.has(candidate)),
      cluster.retired,
    )[0];
    if (id === undefined) continue;
    idOf.set(cluster.cluster, id);
    used.add(id);
    events.push({
      event: 'restored',
      goldenId: id,
      from: ranked([...cluster.previous.keys()], cluster.previous),
    });
  }
}

function create(
  clusters: readonly Cluster[],
  idOf: Map<number, string>,
  used: Set<string>,
  events: GoldenIdEvent[],
  input: GoldenIdInput,
): void {
  const retired = new Set<string>();
  for (const cluster of clusters) for (const id of cluster.retired.keys()) retired.add(id);
  const isFree = (id: string) => !used.has(id) && !retired.has(id) && !input.isTaken?.(id);
  for (const cluster of clusters) {
    if (idOf.has(cluster.cluster)) continue;
    const goldenId = freeId(cluster.first, input.newId, isFree);
    idOf.set(cluster.cluster, goldenId);
    used.add(goldenId);
    const from = ranked([...cluster.previous.keys()], cluster.previous);
    events.push(from.length > 0 ? { event: 'split', goldenId, from } : { event: 'created', goldenId });
  }
}

function freeId(first: number, newId: GoldenIdInput['newId'], isFree: (id: string) => boolean): string {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const id = newId(first, attempt);
    if (isFree(id)) return id;
  }
  throw new Error(`no free golden id for record ${first} after ${MOST_ATTEMPTS} attempts`);
}

function countEvents(events: readonly GoldenIdEvent[]): Omit<GoldenIdAssignment['counts'], 'unchanged'> {
  const counts = { created: 0, merged: 0, split: 0, restored: 0 };
  for (const { event } of events) counts[event] += 1;
  return counts;
}

/** Crockford's base 32: no I, L, O or U, so that an id can be read out on the telephone. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * `G` and 12 characters (60 bits of SHA-256): the same project, source and key always give the same id.
 * `attempt` > 0 gives others, for when that one is taken.
 */
export function newGoldenId(projectSeed: string, source: string, key: string, attempt = 0): string {
  const parts = attempt === 0 ? [projectSeed, source, key] : [projectSeed, source, key, attempt];
  const digest = hash('sha256', JSON.stringify(parts), 'hex');
  return `G${sixCharacters(digest.slice(0, 8))}${sixCharacters(digest.slice(8, 16))}`;
}

/** The upper 30 bits of 8 hexadecimal digits. */
function sixCharacters(digits: string): string {
  const bits = Number.parseInt(digits, 16);
  let characters = '';
  for (let shift = 27; shift >= 2; shift -= 5) characters += CROCKFORD[(bits >>> shift) & 31]!;
  return characters;
}
