import { connectWriter } from '../../main/engine/db/connect.ts';
import { runMatching } from '../../main/engine/matching.ts';
import { cancelFlag, jobControl } from '../../shared/model/job.ts';

/*
 * Matches what changed in the project named, and kills itself with -9: at the stage named, or as soon as a row goes into the
 * table named, in the middle of the transaction.
 */
const [project, moment] = process.argv.slice(2) as [string, string];
const die = (): number => {
  process.kill(process.pid, 'SIGKILL');
  return 0;
};

const db = connectWriter(project);
if (!moment.startsWith('match.')) {
  db.function('die', die);
  db.exec(`CREATE TEMP TRIGGER killed AFTER INSERT ON main.${moment} BEGIN SELECT die(); END`);
}
const control = jobControl(cancelFlag(), ({ stage }) => {
  if (stage === moment) die();
});
runMatching(db, control, 'test', 'changes');
