import { copyFileSync, rmSync } from 'node:fs';
import { decidePair } from '../../main/engine/db/decisions.ts';
import type { ReadDb } from '../../main/engine/db/handles.ts';
import { openProject } from '../../main/engine/db/open.ts';
import { readTruth, recordId } from '../../main/engine/evaluate/truth-file.ts';
import { nextQuestions } from '../../main/engine/match/learning/questions.ts';
import { entitiesWithModel } from '../../main/engine/match/model/in-force.ts';
import { orfevre } from './measure.ts';

const SEEDS = [1, 2, 3, 4, 5];
const DECISIONS = 50;
/** Answers between two looks at what to ask next. */
const AT_A_TIME = 5;

/** What decisions bring: F1 after them, one figure per seed; and how often the model learned from them. */
export interface Learned {
  readonly f1: readonly number[];
  readonly learned: number;
}

/**
 * Fifty decisions on the pairs that the engine asks about, answered from the truth; then `model learn --save`, `match` and `evaluate` from the
 * command line. Each seed starts from the project as the first run left it.
 */
export async function learnFromTruth(project: string, truthFile: string): Promise<Learned> {
  const truth = await readTruth(truthFile);
  const f1: number[] = [];
  let learned = 0;
  for (const seed of SEEDS) {
    const copy = `${project}.${seed}.orfevre`;
    copyFileSync(project, copy);
    const entity = answer(copy, truth, seed);
    const lesson = await orfevre(['model', 'learn', copy, '--entity', entity, '--save', '--json']);
    if (JSON.parse(lesson.stdout).learning.learned === true) learned += 1;
    await orfevre(['match', '--project', copy]);
    const { stdout } = await orfevre(['evaluate', copy, '--truth', truthFile, '--json']);
    f1.push(JSON.parse(stdout).pairwise.f1);
    rmSync(copy);
  }
  return { f1, learned };
}

/** Decides what is asked as the truth says. Returns the entity: the one with most records. */
function answer(path: string, truth: ReadonlyMap<string, string>, seed: number): string {
  const project = openProject(path, { what: 'bench', actor: 'bench' });
  try {
    const { db, actor } = project;
    const entity = largest(db);
    const row = db.prepare(
      'SELECT s.name AS source, r.key FROM record r JOIN source s ON s.id = r.source_id WHERE r.id = ?',
    );
    const find = (id: number) => row.get(id) as { source: string; key: string };
    for (let decided = 0; decided < DECISIONS; ) {
      const count = Math.min(AT_A_TIME, DECISIONS - decided);
      const asked = nextQuestions(db, entity, { count, seed });
      if (asked.length === 0) break;
      decided += asked.length;
      for (const pair of asked) {
        const [left, right] = [find(pair.left), find(pair.right)];
        const [one, other] = [left, right].map(({ source, key }) => truth.get(recordId(source, key)));
        decidePair(db, { kind: one === other ? 'link' : 'keep_apart', entity, left, right }, actor);
      }
    }
    return entity;
  } finally {
    project.close();
  }
}

function largest(db: ReadDb): string {
  const count = db.prepare('SELECT count(*) FROM membership WHERE entity = ?').pluck();
  const sizes = entitiesWithModel(db).map((entity) => ({ entity, size: count.get(entity) as number }));
  return sizes.sort((a, b) => b.size - a.size)[0]!.entity;
}
