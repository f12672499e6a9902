import { createHash } from 'node:crypto';
import type { EntityType } from '../../../../shared/model/canonical.ts';
import { tableExists } from '../../db/entity-tables.ts';
import { identifier, type ReadDb, type WriteDb } from '../../db/handles.ts';
import { currentSetting } from '../../db/settings.ts';
import { readArray, writeArray } from './arrays.ts';
import { BASE_TABLE } from './base.ts';

/** Raised when comparisons, blocking keys or normal forms change what they give: what an older one kept is of no use. */
const MATCHER_VERSION = 3;

/** What a full run went by: another one is needed when it changes. */
export interface BasedOn {
  readonly matcher: number;
  readonly model: string;
  readonly entity: string;
  /** By source id: how its values were computed. A source that comes or goes is a change of records, not of these. */
  readonly sources: Readonly<Record<string, string>>;
}

/** What each run hands on to the next one, as JSON. */
export interface RunState {
  readonly basedOn: BasedOn;
  /** Records of the full run, and those that came or went since. */
  readonly records: number;
  readonly changed: number;
  /** When the full run ended. */
  readonly fullRunAt: string;
  /** Decisions that were applied: kind and the two record ids. */
  readonly decisions: readonly string[];
  /** Number of clusters by their size. */
  readonly sizes: readonly (readonly [size: number, clusters: number])[];
  /** Records that stand for others, or have one that stands for them, otherwise than the full run left it: by record id. */
  readonly equal: readonly (readonly [recordId: number, representative: number])[];
}

const STATE = 'state';

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);

export function basedOn(db: ReadDb, entity: EntityType): BasedOn {
  const sources = db
    .prepare('SELECT source_id, fingerprint FROM value_state WHERE entity = ?')
    .raw()
    .all(entity.name) as [number, string][];
  return {
    matcher: MATCHER_VERSION,
    model: hashOf(currentSetting(db, 'match', entity.name) ?? null),
    entity: hashOf(entity),
    sources: Object.fromEntries(sources),
  };
}

/** Undefined: no run kept anything of this entity. */
export function readState(db: ReadDb, entity: string): RunState | undefined {
  if (!tableExists(db, BASE_TABLE)) return undefined;
  const bytes = readArray(db, BASE_TABLE, entity, STATE);
  return bytes && (JSON.parse(Buffer.from(bytes.buffer).toString()) as RunState);
}

export function writeState(db: WriteDb, table: string, entity: string, state: RunState): void {
  db.prepare(`DELETE FROM ${identifier(table)} WHERE entity = ? AND name = ?`).run(entity, STATE);
  writeArray(db, table, entity, STATE, new Uint8Array(Buffer.from(JSON.stringify(state))));
}

/** Decisions as they are noted. */
export const decisionNotes = (
  kind: 'link' | 'keep_apart',
  pairs: readonly (readonly [number, number])[],
): string[] => pairs.map(([left, right]) => `${kind} ${left} ${right}`);
