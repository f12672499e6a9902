import { randomUUID } from 'node:crypto';
import type { Scenario, ScenarioFigures, ScenarioRequest } from '../../../../shared/contract/what-if.ts';
import { UserError } from '../../../../shared/model/errors.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { type ReadDb, transact, type WriteDb } from '../../db/handles.ts';
import { writeJournal } from '../../db/journal.ts';
import { notFound } from '../../db/procedure.ts';
import { touchedAt } from '../../db/settings.ts';
import { type Partition, packNumbers, unpackNumbers } from './partition.ts';

/** A scenario as it is kept, without its partition. */
export interface StoredScenario {
  readonly id: number;
  readonly uid: string;
  readonly entity: string;
  readonly name: string;
  readonly request: ScenarioRequest;
  readonly model: MatchModel;
  readonly adopted: MatchModel | null;
  readonly figures: ScenarioFigures;
  /** Of the records and decisions it was computed from. */
  readonly dataVersion: number;
  readonly actor: string;
  readonly at: string;
}

/** What was computed. */
export type ComputedScenario = Pick<
  StoredScenario,
  'entity' | 'name' | 'request' | 'model' | 'adopted' | 'figures' | 'dataVersion' | 'actor'
> & { readonly partition: Partition };

interface Row {
  id: number;
  uid: string;
  entity: string;
  name: string;
  request: string;
  model: string;
  adopted: string | null;
  figures: string;
  data_version: number;
  actor: string;
  at: string;
}

const toScenario = ({ request, model, adopted, figures, data_version, ...row }: Row): StoredScenario => ({
  ...row,
  request: JSON.parse(request) as ScenarioRequest,
  model: JSON.parse(model) as MatchModel,
  adopted: adopted === null ? null : (JSON.parse(adopted) as MatchModel),
  figures: JSON.parse(figures) as ScenarioFigures,
  dataVersion: data_version,
});

/** In the order in which they were first computed. */
export const listScenarios = (db: ReadDb, entity: string): StoredScenario[] =>
  (db.prepare('SELECT * FROM what_if_scenario WHERE entity = ? ORDER BY id').all(entity) as Row[]).map(
    toScenario,
  );

/** @throws UserError `scenario.unknown`. */
export function requireScenario(db: ReadDb, operation: string, uid: string): StoredScenario {
  const row = db.prepare('SELECT * FROM what_if_scenario WHERE uid = ?').get(uid) as Row | undefined;
  if (!row) throw notFound(operation, 'scenario', uid);
  return toScenario(row);
}

/** As it is shown. */
export const describeScenario = (db: ReadDb, scenario: StoredScenario): Scenario => {
  const { uid, entity, name, request, model, adopted, figures, at, actor } = scenario;
  const { sharedContactLimit, maxClusterSize } = model.guards;
  return {
    uid,
    entity,
    name,
    basis: request.basis.from,
    version: request.basis.from === 'version' ? request.basis.version : null,
    thresholds: model.thresholds,
    guards: { sharedContactLimit, maxClusterSize },
    figures,
    adoption: adopted === null ? 'template' : adopted.train ? 'trained' : 'fixed',
    at,
    actor,
    isOutOfDate: isOlderThanData(db, scenario.dataVersion),
  };
};

/** Records or decisions have changed since a data version. */
export const isOlderThanData = (db: ReadDb, dataVersion: number): boolean =>
  touchedAt(db, 'records') > dataVersion || touchedAt(db, 'decisions') > dataVersion;

/**
 * Keeps a scenario in one transaction, in the place of the one of that uid if there is one. Golden records are not
 * touched. Returns its uid.
 * @throws UserError `what_if.name_taken`; `scenario.unknown` when the one to replace was removed meanwhile.
 */
export function keepScenario(db: WriteDb, computed: ComputedScenario, replaces?: string): string {
  return transact(db, () => {
    const before = replaces === undefined ? undefined : requireScenario(db, 'whatIf.again', replaces);
    const uid = before?.uid ?? randomUUID();
    const { entity, request, model, adopted, figures, dataVersion, actor, partition } = computed;
    // It may have been renamed while it was computed again.
    const name = before?.name ?? computed.name;
    if (before === undefined) requireFreeName(db, 'whatIf.start', entity, name);
    else deleteScenario(db, before.id);
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO what_if_scenario (id, uid, entity, name, request, model, adopted, figures, data_version, actor, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        before?.id ?? null,
        uid,
        entity,
        name,
        JSON.stringify(request),
        JSON.stringify(model),
        adopted && JSON.stringify(adopted),
        JSON.stringify(figures),
        dataVersion,
        actor,
        new Date().toISOString(),
      );
    const { ranges, recordIds, clusterOf } = partition;
    db.prepare('INSERT INTO what_if_partition VALUES (?, ?, ?, ?)').run(
      lastInsertRowid,
      packNumbers(ranges),
      packNumbers(recordIds),
      packNumbers(clusterOf),
    );
    journal(db, actor, 'what_if.compute', uid, { entity, figures });
    return uid;
  });
}

/** @throws UserError `what_if.name_taken`. */
export function requireFreeName(db: ReadDb, operation: string, entity: string, name: string): void {
  const taken = db.prepare('SELECT 1 FROM what_if_scenario WHERE entity = ? AND name = ?').get(entity, name);
  if (taken === undefined) return;
  throw new UserError({
    operation,
    code: 'what_if.name_taken',
    message: `There is already a scenario “${name}”.`,
    next: 'Choose another name.',
    where: { scenario: name },
  });
}

/** @returns whether the name is another one. @throws UserError `scenario.unknown`, `what_if.name_taken`. */
export function renameScenario(db: WriteDb, uid: string, name: string, actor: string): boolean {
  return transact(db, () => {
    const scenario = requireScenario(db, 'whatIf.rename', uid);
    if (scenario.name === name) return false;
    requireFreeName(db, 'whatIf.rename', scenario.entity, name);
    db.prepare('UPDATE what_if_scenario SET name = ? WHERE id = ?').run(name, scenario.id);
    journal(db, actor, 'what_if.rename', uid, { entity: scenario.entity });
    return true;
  });
}

/** @throws UserError `scenario.unknown`. */
export function removeScenario(db: WriteDb, uid: string, actor: string): void {
  transact(db, () => {
    const scenario = requireScenario(db, 'whatIf.remove', uid);
    deleteScenario(db, scenario.id);
    journal(db, actor, 'what_if.remove', uid, { entity: scenario.entity });
  });
}

function deleteScenario(db: WriteDb, id: number): void {
  db.prepare('DELETE FROM what_if_partition WHERE scenario_id = ?').run(id);
  db.prepare('DELETE FROM what_if_scenario WHERE id = ?').run(id);
}

const journal = (
  db: WriteDb,
  actor: string,
  action: string,
  uid: string,
  payload: Readonly<Record<string, unknown>>,
): void => writeJournal(db, { actor, action, subject: `scenario:${uid}`, payload });

export function readPartition(db: ReadDb, { id }: StoredScenario): Partition {
  const row = db
    .prepare('SELECT ranges, record_ids, cluster_of FROM what_if_partition WHERE scenario_id = ?')
    .get(id) as { ranges: Buffer; record_ids: Buffer; cluster_of: Buffer };
  return {
    ranges: unpackNumbers(row.ranges),
    recordIds: unpackNumbers(row.record_ids),
    clusterOf: unpackNumbers(row.cluster_of),
  };
}
