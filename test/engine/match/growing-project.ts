import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DbRow, rowFromTable } from '../../../main/engine/db/entity-tables.ts';
import type { ReadDb } from '../../../main/engine/db/handles.ts';
import type { RecordRelation } from '../../../main/engine/db/relations.ts';
import { type Engine, startEngine } from '../../../main/engine/engine.ts';
import { requireLastRun } from '../../../main/engine/match/last-run.ts';
import { matchRecords } from '../../../main/engine/match/match.ts';
import { relationsIn } from '../../../main/engine/match/relations.ts';
import { resolveDecisions } from '../../../main/engine/match/stage.ts';
import { encodeAmong, unpackStatistics } from '../../../main/engine/match/statistics.ts';
import type { MatchOutcome, MatchWay } from '../../../main/engine/matching.ts';
import { readRecipe } from '../../../main/engine/recipe/read-recipe.ts';
import { entity, type Person } from './people.ts';

const COLUMNS = [
  'id',
  'given',
  'family',
  'born',
  'email',
  'phone',
  'number',
  'street',
  'postcode',
  'city',
] as const;

/** A row of the customers' file: somebody, under a key. */
export type Row = Person & { readonly key: string };

const cellsOf = ({ key, given, family, born, email, phone, address }: Row): (string | undefined)[] => [
  key,
  given,
  family,
  born,
  email as string | undefined,
  phone as string | undefined,
  address && `${address.number} ${address.street}`,
  address?.postcode,
  address?.city,
];

const RECIPE = `version: 1
sources:
  - name: crm
    file: crm.csv
    options: {format: csv, encoding: utf-8, delimiter: ';', header_row: 1}
    key: id
    priority: 1
    mapping:
      entity: individual
      rules:
        - {to: given_name, from: given}
        - {to: family_name, from: family}
        - {to: birth_date, from: born}
        - {to: email, from: email}
        - {to: phone, from: phone}
        - {to: address.line, from: line}
        - {to: address.postcode, from: postcode}
        - {to: address.city, from: city}
`;

const linkLine = (
  keys: readonly [string, string],
  { kind, probability }: Pick<RecordRelation, 'kind' | 'probability'>,
): string => [...[...keys].sort(), kind, probability].join(' ');

/** A project whose one file of customers changes from refresh to refresh. */
export class GrowingProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'orfevre-growing-'));
  readonly engine: Engine;

  constructor() {
    this.engine = startEngine(join(this.folder, 'p.orfevre'), { what: 'test', actor: 'test', create: true });
  }

  get db(): ReadDb {
    return this.engine.project.db;
  }

  /** Reads the file as it is now; everything of it that is not there is gone. */
  async refresh(rows: readonly Row[], matching: MatchWay): Promise<MatchOutcome> {
    const header = [...COLUMNS.slice(0, 6), 'line', 'postcode', 'city'].join(';');
    const lines = rows.map((row) =>
      cellsOf(row)
        .map((cell) => cell ?? '')
        .join(';'),
    );
    writeFileSync(join(this.folder, 'crm.csv'), [header, ...lines, ''].join('\n'));
    const recipe = readRecipe(RECIPE, join(this.folder, 'recipe.yml'));
    const { match } = await this.engine.queue.start('refresh', {
      recipe,
      recipeText: RECIPE,
      base: this.folder,
      matching,
    }).done;
    return match;
  }

  async match(matching: MatchWay): Promise<MatchOutcome> {
    return (await this.engine.queue.start('rebuild', { from: 'match', matching }).done).match!;
  }

  /** Pairs as they stand: by key, with weight, levels, state and reason. */
  pairs(): string[] {
    const rows = this.db
      .prepare(
        `SELECT l.key || ' ' || r.key AS keys, p.weight, p.levels, p.state, p.reason FROM pair p
         JOIN record l ON l.id = p.left_id JOIN record r ON r.id = p.right_id`,
      )
      .all() as { keys: string; weight: number; levels: Buffer; state: string; reason: string | null }[];
    return rows
      .map(({ keys, weight, levels, state, reason }) =>
        [keys.split(' ').sort().join(' '), weight, levels.toString('hex'), state, reason].join(' '),
      )
      .sort();
  }

  /** Links as they stand: by key, with kind and probability. */
  relations(): string[] {
    const rows = this.db
      .prepare(
        `SELECT l.key AS left, r.key AS right, n.kind, n.probability FROM relation n
         JOIN record l ON l.id = n.left_id JOIN record r ON r.id = n.right_id`,
      )
      .all() as { left: string; right: string; kind: string; probability: number }[];
    return rows.map(({ left, right, ...link }) => linkLine([left, right], link)).sort();
  }

  /** The keys of each golden record. */
  clusters(): string[] {
    return [...this.golden().values()].map((keys) => keys.sort().join(' ')).sort();
  }

  /** Keys by golden id. */
  golden(): Map<string, string[]> {
    const rows = this.db
      .prepare(
        'SELECT m.golden_id, r.key FROM membership m JOIN record r ON r.id = m.record_id ORDER BY r.key',
      )
      .raw()
      .all() as [string, string][];
    const clusters = new Map<string, string[]>();
    for (const [goldenId, key] of rows) clusters.set(goldenId, [...(clusters.get(goldenId) ?? []), key]);
    return clusters;
  }

  /** What matching all records under the model and the statistics of the last full run gives. */
  expected(): { pairs: string[]; clusters: string[]; relations: string[] } {
    const { db } = this;
    const individual = entity('individual');
    const rows = db
      .prepare(
        'SELECT v.*, r.key AS _key FROM value_individual v JOIN record r ON r.id = v.record_id ORDER BY v.record_id',
      )
      .all() as DbRow[];
    const statistics = unpackStatistics(
      db.prepare('SELECT data FROM match_statistics').pluck().get() as Buffer,
    );
    const records = encodeAmong(
      individual,
      rows.map((row) => rowFromTable(individual, row)),
      statistics,
    );
    const indexOf = new Map(rows.map((row, index) => [row.record_id as number, index]));
    const { mustLink, cannotLink } = resolveDecisions(db, 'individual', (id) => indexOf.get(id));
    const { model } = requireLastRun(db, 'individual', 'test');
    const { pairs, clusterOf, cuts } = matchRecords(
      records,
      { ...model, train: false },
      { mustLink, cannotLink },
    );
    const key = (index: number) => rows[index]!._key as string;
    const reasons = new Map(cuts.map(({ left, right, reason }) => [`${left} ${right}`, reason]));
    const width = model.comparisons.length;
    const lines = Array.from({ length: pairs.count }, (_, p) => {
      const [left, right, weight] = [pairs.left[p]!, pairs.right[p]!, pairs.weight[p]!];
      const reason = reasons.get(`${left} ${right}`) ?? null;
      const together = clusterOf[left] === clusterOf[right];
      const { autoMerge, review } = model.thresholds;
      const apart = weight >= review ? 'review' : 'apart';
      const state = together ? 'merged' : reason !== null || weight >= autoMerge ? 'cut' : apart;
      const levels = Buffer.from(pairs.levels.slice(p * width, (p + 1) * width)).toString('hex');
      return [[key(left), key(right)].sort().join(' '), weight, levels, state, reason].join(' ');
    });
    const clusters = new Map<number, string[]>();
    clusterOf.forEach((cluster, index) => {
      clusters.set(cluster, [...(clusters.get(cluster) ?? []), key(index)]);
    });
    const links = relationsIn(pairs.related, model, (index) => index);
    return {
      relations: links.map((link) => linkLine([key(link.left), key(link.right)], link)).sort(),
      pairs: lines.sort(),
      clusters: [...clusters.values()].map((keys) => keys.sort().join(' ')).sort(),
    };
  }

  async close(): Promise<void> {
    await this.engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
