import { copyFileSync, rmSync } from 'node:fs';
import { connectWriter } from '../../main/engine/db/connect.ts';
import type { WriteDb } from '../../main/engine/db/handles.ts';
import { type MatchOutcome, type MatchWay, runMatching } from '../../main/engine/matching.ts';
import { cancelFlag, jobControl } from '../../shared/model/job.ts';
import { printTable } from './measure.ts';

/** Share of the records that come later. */
const SHARE = 0.01;

/**
 * What it costs when 1 % more records come: on a copy of the project, its last records are put aside, all others are
 * matched, and the last ones are put back, as if they had never been seen, and matched with them.
 */
export function growing(project: string, entity: string): void {
  const copy = `${project}.growth.orfevre`;
  copyFileSync(project, copy);
  const db = connectWriter(copy);
  try {
    const count = putAside(db, entity);
    const full = timed(db, 'full');
    const written = db.prepare('SELECT sum(length(data)) FROM match_base').pluck().get() as number;
    db.exec(`INSERT INTO "value_${entity}" SELECT * FROM aside`);
    const more = timed(db, 'changes');
    const rows = [full, more].map(({ way, seconds, stages }) => [way, seconds.toFixed(1), stages]);
    printTable(['matching', 'seconds', 'of these'], rows);
    console.log(
      `${count} records more, matched in ${((100 * more.seconds) / full.seconds).toFixed(1)} % of the time of a full run; ` +
        `kept for it: ${Math.round(written / 2 ** 20)} MB`,
    );
  } finally {
    db.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  }
}

function putAside(db: WriteDb, entity: string): number {
  const records = db.prepare(`SELECT count(*) FROM "value_${entity}"`).pluck().get() as number;
  const count = Math.max(1, Math.round(SHARE * records));
  db.exec(
    `CREATE TABLE aside AS SELECT * FROM "value_${entity}" ORDER BY record_id DESC LIMIT ${count};
     DELETE FROM "value_${entity}" WHERE record_id IN (SELECT record_id FROM aside);
     DELETE FROM membership WHERE record_id IN (SELECT record_id FROM aside);
     DELETE FROM golden_history WHERE (source_id, key) IN
       (SELECT r.source_id, r.key FROM aside a JOIN record r ON r.id = a.record_id)`,
  );
  return count;
}

function timed(db: WriteDb, way: MatchWay): { way: string; seconds: number; stages: string } {
  const marks: { stage: string; at: number }[] = [];
  const start = performance.now();
  const control = jobControl(cancelFlag(), ({ stage }) => {
    if (marks.at(-1)?.stage !== stage) marks.push({ stage, at: performance.now() });
  });
  const outcome: MatchOutcome = runMatching(db, control, 'bench', way);
  const end = performance.now();
  const stages = marks.map(({ stage, at }, k) => {
    const seconds = ((marks[k + 1]?.at ?? end) - at) / 1000;
    return `${stage.replace('match.', '')} ${seconds.toFixed(1)}`;
  });
  return { way: outcome.way.kind, seconds: (end - start) / 1000, stages: stages.join(', ') };
}
