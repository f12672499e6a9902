import type { EntityType } from '../../../shared/model/canonical.ts';
import { isMatched, tableExists, valueTable } from '../db/entity-tables.ts';
import type { ReadDb, WriteDb } from '../db/handles.ts';
import { identifier, transact } from '../db/handles.ts';
import { currentModel, getMeta, STAGES, setMeta } from '../db/settings.ts';
import { completenessOf, countIssues, type Filled, type IssueCount, linkedOf } from './figures-values.ts';
import { estimatePrecision } from './precision.ts';

/**
 * The figures of the overview that take a look at every record: computed once when the golden records are made, and kept.
 * They tell of the last run, whatever was imported since.
 */
export interface Figures {
  /** What they were computed from: see {@link stamp}. */
  readonly stamp: string;
  readonly entities: Readonly<Record<string, EntityFigures>>;
  readonly issues: readonly IssueCount[];
  readonly completeness: readonly Filled[];
  readonly activities: readonly { entity: string; records: number; linked: number }[];
}

export interface EntityFigures {
  readonly golden: number;
  /** [members, golden records], by members. */
  readonly sizes: readonly (readonly [number, number])[];
  readonly estimatedPrecision: number | null;
  /** Source id → its records whose golden record holds records of no other source. */
  readonly alone: Readonly<Record<string, number>>;
  readonly largest: readonly { goldenId: string; members: number }[];
}

const LARGEST = 5;
const KEY = 'overview.figures';

/** Says which run of each stage the figures are of. */
function stamp(db: ReadDb): string {
  const runs = db.prepare('SELECT coalesce(max(id), 0) FROM match_run').pluck().get() as number;
  return [...STAGES.map((stage) => getMeta(db, `stage.${stage}`) ?? '0'), runs].join('/');
}

/** Computes the figures and keeps them. At the end of the stage "golden". */
export function keepFigures(db: WriteDb): void {
  const figures = JSON.stringify(computeFigures(db));
  transact(db, () => setMeta(db, KEY, figures));
}

const computed = new WeakMap<ReadDb, Figures>();

/** The figures of the last run: as kept, else (a run that was killed at its very end) computed and remembered. */
export function figuresOf(db: ReadDb): Figures {
  const now = stamp(db);
  const kept = getMeta(db, KEY);
  const figures = kept === undefined ? undefined : (JSON.parse(kept) as Figures);
  if (figures?.stamp === now) return figures;
  const remembered = computed.get(db);
  if (remembered?.stamp === now) return remembered;
  const fresh = computeFigures(db);
  computed.set(db, fresh);
  return fresh;
}

function computeFigures(db: ReadDb): Figures {
  const entities = currentModel(db).model.entities.filter(({ name }) => tableExists(db, valueTable(name)));
  const matched = entities.filter(isMatched);
  return {
    stamp: stamp(db),
    entities: Object.fromEntries(matched.map((entity) => [entity.name, figuresOfEntity(db, entity)])),
    issues: countIssues(db, entities),
    completeness: entities.flatMap((entity) => completenessOf(db, entity)),
    activities: entities.filter((entity) => !isMatched(entity)).map((entity) => linkedOf(db, entity)),
  };
}

/** One look at the members of every golden record, golden record by golden record. */
function figuresOfEntity(db: ReadDb, { name }: EntityType): EntityFigures {
  const members = db
    .prepare(
      `SELECT m.golden_id, v.source_id FROM membership m JOIN ${identifier(valueTable(name))} v ON v.record_id = m.record_id
       WHERE m.entity = ? ORDER BY m.golden_id`,
    )
    .raw()
    .iterate(name) as IterableIterator<[string, number]>;
  const tally = new ClusterTally();
  for (const [goldenId, sourceId] of members) tally.add(goldenId, sourceId);
  const { golden, sizes, alone, largest, records } = tally.finish();
  return { golden, sizes, alone, largest, estimatedPrecision: estimatePrecision(db, name, records - golden) };
}

class ClusterTally {
  private golden = 0;
  private records = 0;
  private readonly sizes = new Map<number, number>();
  private readonly alone = new Map<number, number>();
  private largest: { goldenId: string; members: number }[] = [];
  private goldenId = '';
  private members = 0;
  /** The one source of the cluster so far; -1: there are several. */
  private source = -1;

  add(goldenId: string, sourceId: number): void {
    if (goldenId !== this.goldenId) {
      this.close();
      this.goldenId = goldenId;
      this.source = sourceId;
    }
    this.members += 1;
    if (this.source !== sourceId) this.source = -1;
  }

  finish(): EntityFigures & { records: number } {
    this.close();
    return {
      golden: this.golden,
      records: this.records,
      sizes: [...this.sizes].sort(([a], [b]) => a - b),
      alone: Object.fromEntries(this.alone),
      largest: this.largest,
      estimatedPrecision: null,
    };
  }

  private close(): void {
    const { members, goldenId, source } = this;
    this.members = 0;
    if (members === 0) return;
    this.golden += 1;
    this.records += members;
    this.sizes.set(members, (this.sizes.get(members) ?? 0) + 1);
    if (source >= 0) this.alone.set(source, (this.alone.get(source) ?? 0) + members);
    if (members < 2 || (this.largest.length === LARGEST && members <= this.largest[LARGEST - 1]!.members))
      return;
    this.largest = [...this.largest, { goldenId, members }]
      .sort((a, b) => b.members - a.members)
      .slice(0, LARGEST);
  }
}
