import type { CheckFinding, CheckReport } from '../../../shared/contract/project.ts';
import { goldenTable, isMatched, tableExists, valueTable } from '../db/entity-tables.ts';
import type { ReadDb } from '../db/handles.ts';
import { identifier } from '../db/handles.ts';
import { verifyJournal } from '../db/journal.ts';
import { currentModel, pendingStages } from '../db/settings.ts';

/**
 * Proves that nothing got lost: the pages of the file, row accounting of every import, each current record in exactly one
 * golden record, each golden record with its members, kept originals complete, the audit chain. The first row
 * that breaks a balance is named. Stages that wait to be run are `pending`, not failed.
 */
export function checkProject(db: ReadDb): CheckReport {
  const integrity = checkIntegrity(db);
  // On damaged pages nothing else can be believed, or even read.
  if (integrity.state === 'failed') return { ok: false, findings: [integrity] };
  const findings = [integrity, ...checkRows(db), ...checkCrosswalk(db), checkOriginals(db), checkAudit(db)];
  return { ok: findings.every(({ state }) => state !== 'failed'), findings };
}

const ok = (check: CheckFinding['check'], message: string): CheckFinding => ({ check, state: 'ok', message });
const failed = (
  check: CheckFinding['check'],
  message: string,
  where: Record<string, string | number> = {},
): CheckFinding => ({ check, state: 'failed', message, where });

function checkIntegrity(db: ReadDb): CheckFinding {
  const problems = db.pragma('integrity_check(5)') as { integrity_check: string }[];
  if (problems[0]?.integrity_check === 'ok') return ok('integrity', 'The file is sound.');
  return failed('integrity', problems.map(({ integrity_check }) => integrity_check).join('; '));
}

interface FileRow {
  id: number;
  source: string;
  path: string;
  read: number;
  loaded: number;
  quarantined: number;
  counts: string;
  source_id: number;
}

/** read = loaded + quarantined; loaded = rows written + rows unchanged; quarantine table = quarantined. */
function checkRows(db: ReadDb): CheckFinding[] {
  const files = db
    .prepare(
      `SELECT f.id, s.name AS source, f.path, f.read, f.loaded, f.quarantined, f.counts, f.source_id FROM source_file f
       JOIN source s ON s.id = f.source_id WHERE f.state = 'applied' ORDER BY f.id`,
    )
    .all() as FileRow[];
  const written = db.prepare('SELECT file_id, count(*) AS n FROM record GROUP BY file_id').all() as {
    file_id: number;
    n: number;
  }[];
  const rows = new Map(written.map(({ file_id, n }) => [file_id, n]));
  const aside = db.prepare('SELECT count(*) FROM quarantine WHERE file_id = ?').pluck();
  const findings: CheckFinding[] = [];
  for (const file of files) {
    const counts = JSON.parse(file.counts) as { new: number; changed: number; unchanged: number };
    const where = { file: file.path, source: file.source };
    if (file.read !== file.loaded + file.quarantined) {
      findings.push(
        failed(
          'rows',
          `${file.path}: ${file.read} rows read, but ${file.loaded} loaded and ${file.quarantined} set aside.`,
          where,
        ),
      );
    }
    if (counts.new + counts.changed + counts.unchanged !== file.loaded) {
      findings.push(
        failed(
          'rows',
          `${file.path}: ${file.loaded} rows loaded do not equal new, changed and unchanged.`,
          where,
        ),
      );
    }
    const present = rows.get(file.id) ?? 0;
    if (present !== counts.new + counts.changed) {
      findings.push(
        failed(
          'rows',
          `${file.path}: ${counts.new + counts.changed} rows were written, ${present} are there.`,
          where,
        ),
      );
    }
    const quarantined = aside.get(file.id) as number;
    if (quarantined !== file.quarantined) {
      findings.push(
        failed(
          'rows',
          `${file.path}: ${file.quarantined} rows were set aside, ${quarantined} are there.`,
          where,
        ),
      );
    }
  }
  findings.push(...checkKeys(db));
  return findings.length > 0
    ? findings
    : [ok('rows', `${files.length} imports: every row read is loaded or set aside.`)];
}

/** A source row is current once. */
function checkKeys(db: ReadDb): CheckFinding[] {
  const double = db
    .prepare(
      `SELECT s.name AS source, r.key, min(r.row_number) AS row FROM current_record r JOIN source s ON s.id = r.source_id
       GROUP BY r.source_id, r.key HAVING count(*) > 1 LIMIT 1`,
    )
    .get() as { source: string; key: string; row: number } | undefined;
  return double
    ? [failed('rows', `The row “${double.key}” of ${double.source} is current twice.`, double)]
    : [];
}

function checkCrosswalk(db: ReadDb): CheckFinding[] {
  const pending = pendingStages(db);
  if (pending.length > 0) {
    const message = `To be run, since the data changed: ${pending.join(', ')}.`;
    return [
      { check: 'crosswalk', state: 'pending', message },
      { check: 'golden', state: 'pending', message },
    ];
  }
  const findings: CheckFinding[] = [];
  let records = 0;
  for (const entity of currentModel(db).model.entities.filter(isMatched)) {
    const values = valueTable(entity.name);
    if (!tableExists(db, values)) continue;
    records += db
      .prepare(`SELECT count(*) FROM ${identifier(values)}`)
      .pluck()
      .get() as number;
    findings.push(...checkEntity(db, entity.name));
  }
  const members = db.prepare('SELECT count(*) FROM membership').pluck().get() as number;
  if (members !== records) {
    findings.push(failed('crosswalk', `${records} records are to be in golden records, ${members} are.`));
  }
  return findings.length > 0
    ? findings
    : [
        ok('crosswalk', `${records} current records, each in exactly one golden record.`),
        ok('golden', 'Every golden record has its members, and every member its golden record.'),
      ];
}

function checkEntity(db: ReadDb, entity: string): CheckFinding[] {
  const values = identifier(valueTable(entity));
  const golden = goldenTable(entity);
  const findings: CheckFinding[] = [];
  const described =
    'SELECT s.name AS source, r.key, r.row_number AS row FROM record r JOIN source s ON s.id = r.source_id';
  const uncomputed = db
    .prepare(
      `SELECT s.name AS source, r.key, r.row_number AS row FROM current_record r JOIN source s ON s.id = r.source_id
       JOIN value_state st ON st.source_id = r.source_id AND st.entity = ?
       WHERE NOT EXISTS (SELECT 1 FROM ${values} v WHERE v.record_id = r.id) LIMIT 1`,
    )
    .get(entity) as { source: string; key: string; row: number } | undefined;
  if (uncomputed) {
    findings.push(
      failed(
        'crosswalk',
        `Row ${uncomputed.row} (“${uncomputed.key}”) of ${uncomputed.source} has no standardised values.`,
        uncomputed,
      ),
    );
  }
  const lost = db
    .prepare(
      `${described} JOIN ${values} v ON v.record_id = r.id LEFT JOIN membership m ON m.record_id = r.id WHERE m.record_id IS NULL LIMIT 1`,
    )
    .get() as { source: string; key: string; row: number } | undefined;
  if (lost)
    findings.push(
      failed('crosswalk', `Row ${lost.row} (“${lost.key}”) of ${lost.source} is in no golden record.`, lost),
    );
  if (!tableExists(db, golden))
    return [...findings, failed('golden', `There are no golden records of ${entity}.`)];
  const orphan = db
    .prepare(
      `SELECT m.golden_id AS id FROM membership m LEFT JOIN ${identifier(golden)} g ON g.golden_id = m.golden_id
       WHERE m.entity = ? AND g.golden_id IS NULL LIMIT 1`,
    )
    .get(entity) as { id: string } | undefined;
  if (orphan)
    findings.push(failed('golden', `The golden record ${orphan.id} is missing.`, { goldenId: orphan.id }));
  const miscounted = db
    .prepare(
      `SELECT g.golden_id AS id FROM ${identifier(golden)} g
       WHERE g._members <> (SELECT count(*) FROM membership m WHERE m.golden_id = g.golden_id) LIMIT 1`,
    )
    .get() as { id: string } | undefined;
  if (miscounted)
    findings.push(
      failed('golden', `The golden record ${miscounted.id} does not count its members right.`, {
        goldenId: miscounted.id,
      }),
    );
  return findings;
}

function checkOriginals(db: ReadDb): CheckFinding {
  const missing = db
    .prepare(
      `SELECT o.name AS file FROM original o WHERE NOT EXISTS (SELECT 1 FROM original_chunk c WHERE c.file_id = o.file_id) AND o.bytes > 0 LIMIT 1`,
    )
    .get() as { file: string } | undefined;
  if (missing) return failed('originals', `The kept original of ${missing.file} is gone.`, missing);
  const kept = db.prepare('SELECT count(*) FROM original').pluck().get() as number;
  return ok('originals', `${kept} original files are kept.`);
}

function checkAudit(db: ReadDb): CheckFinding {
  const broken = verifyJournal(db);
  if (broken)
    return failed('audit', `The audit journal does not hold at entry ${broken.sequence}: ${broken.reason}.`, {
      entry: broken.sequence,
    });
  const entries = db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
  return ok('audit', `${entries} entries in an unbroken chain.`);
}
