import { type Lesson, learnFromDecisions } from '../engine/match/learning/learn.ts';
import { saveMatchModel } from '../engine/match/model/in-force.ts';
import { actor, type Call } from './command.ts';
import { entityOf } from './model-entity.ts';
import type { Output } from './output.ts';
import { withEngine, withReader } from './with-engine.ts';

/** Pairs listed that would be judged otherwise. */
const MOST_CHANGES = 20;
/** A change of fewer bits than this is none to a person. */
const LEAST_BITS = 0.05;

/** `model learn`: what decisions teach, before and after; `--save` makes it a version of the model. */
export async function learn(call: Call, path: string): Promise<void> {
  const { output } = call;
  const lesson = await withReader(path, (db) => learnFromDecisions(db, entityOf(call, db), MOST_CHANGES));
  const { entity, model } = lesson;
  const saved =
    call.values.save === true && model !== null
      ? await withEngine(call, path, {}, async (engine) =>
          saveMatchModel(engine.project.db, entity, model, actor(), 'review.learn'),
        )
      : undefined;
  const last =
    saved !== undefined
      ? [output.t('learnDone.saved', { entity, version: saved.version, project: path })]
      : model !== null
        ? [output.t('learnDone.notSaved')]
        : [];
  output.summary([...lessonLines(output, lesson), ...last], { ...lesson, ...(saved ?? { saved: false }) });
}

function lessonLines(output: Output, lesson: Lesson): string[] {
  const { entity, learning, unknown, counts, changed, changes, comparisons } = lesson;
  const { links, apart, reason } = learning;
  const head = [
    output.t('learnDone.decisions', { entity, links, apart }),
    ...(unknown > 0 ? [output.t('learnDone.unknown', { count: unknown })] : []),
    output.t('learnDone.foretold', {
      wrongBefore: learning.wrongBefore,
      wrongAfter: learning.wrongAfter,
      before: learning.surpriseBefore.toFixed(2),
      after: learning.surpriseAfter.toFixed(2),
    }),
  ];
  if (reason !== null) return [...head, output.t(`learnDone.reason.${reason}`)];
  const bits = (value: number): string => (value > 0 ? '+' : '') + value.toFixed(1);
  const levels = comparisons.flatMap(({ name, levels: all }) =>
    all
      .filter(({ bitsBefore, bitsAfter }) => Math.abs(bitsAfter - bitsBefore) >= LEAST_BITS)
      .map((level) =>
        output.t('learnDone.level', {
          comparison: name,
          level: level.name,
          before: level.before.toPrecision(3),
          after: level.after.toPrecision(3),
          bitsBefore: bits(level.bitsBefore),
          bitsAfter: bits(level.bitsAfter),
        }),
      ),
  );
  return [
    ...head,
    output.t('learnDone.levels'),
    ...levels,
    output.t('learnDone.counts', {
      mergeBefore: output.number(counts.before.merge),
      mergeAfter: output.number(counts.after.merge),
      reviewBefore: output.number(counts.before.review),
      reviewAfter: output.number(counts.after.review),
    }),
    output.t('learnDone.changes', { count: changed, shown: changes.length }),
    ...changes.map(({ leftId, rightId, before, after }) =>
      output.t('learnDone.change', {
        left: leftId,
        right: rightId,
        before: bits(before),
        after: bits(after),
      }),
    ),
  ];
}
