import { readFileSync } from 'node:fs';
import { connectReader } from '../../main/engine/db/connect.ts';
import { currentModel } from '../../main/engine/db/settings.ts';
import { matchRecords } from '../../main/engine/match/match.ts';
import { encode } from '../../main/engine/match/stage.ts';
import { cancelFlag, jobControl } from '../../shared/model/job.ts';
import type { MatchModel } from '../../shared/model/match-model.ts';

/*
 * One matching under a trained model in a process of its own, so that its memory can be told: node match-child.ts PROJECT
 * MODEL.json. Reads and encodes the records, matches them with all cores, and prints how long that second part took, in ms.
 */

const [project = '', modelFile = ''] = process.argv.slice(2);
const model = JSON.parse(readFileSync(modelFile, 'utf8')) as MatchModel;
const db = connectReader(project);
const entity = currentModel(db).model.entities.find(({ name }) => name === model.entity)!;
const { records } = encode(
  db,
  entity,
  jobControl(cancelFlag(), () => undefined),
);
const start = performance.now();
matchRecords(records, model);
console.log(performance.now() - start);
