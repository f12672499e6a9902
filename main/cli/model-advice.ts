import type { BlockingRule } from '../../shared/model/match-model.ts';
import type { StoredAdvice } from '../engine/match/advisor/stored.ts';
import { requireLastRun } from '../engine/match/last-run.ts';
import { readJson, readModel } from '../engine/match/model/read-model.ts';
import { trainingView } from '../engine/match/training/view.ts';
import { type Call, text } from './command.ts';
import { entityOf } from './model-entity.ts';
import type { Output } from './output.ts';
import { runJob, withEngine, withReader } from './with-engine.ts';

/** `orfevre model advise`: what each blocking rule costs and finds, and rules to add or to drop. */
export async function advise(call: Call, path: string): Promise<void> {
  const file = text(call, 'file');
  const model = file === undefined ? undefined : readModel(readJson(file, 'model.advise'), 'model.advise');
  const entity = await withReader(path, (db) => entityOf(call, db));
  const advice = await withEngine(call, path, {}, (engine) =>
    runJob(call, engine, 'advise', { entity, ...(model !== undefined && { model }) }),
  );
  call.output.summary(adviceLines(call.output, entity, advice), { entity, ...advice });
}

function adviceLines(output: Output, entity: string, advice: StoredAdvice): string[] {
  const n = (value: number) => output.number(value);
  const { records, pairs, matches, rules, proposals } = advice;
  return [
    output.t('adviceDone.head', { entity, records: n(records), pairs: n(pairs), matches: n(matches) }),
    ...rules.flatMap((one) => ruleLines(output, one)),
    output.t(proposals.length > 0 ? 'adviceDone.proposals' : 'adviceDone.noProposal', {
      tried: n(advice.tried),
    }),
    ...proposals.map(({ rule, newPairs, adds, sure, beyond, isExact }) =>
      output.t(isExact ? 'adviceDone.proposal' : 'adviceDone.estimated', {
        rule: rule.name,
        newPairs: n(newPairs),
        adds: n(adds.about),
        atMost: n(adds.atMost),
        sure: n(sure),
        beyond: n(beyond),
      }),
    ),
    ...(advice.isTrained ? [] : [output.t('adviceDone.untrained')]),
  ];
}

function ruleLines(output: Output, one: StoredAdvice['rules'][number]): string[] {
  const n = (value: number) => output.number(value);
  const [largest] = one.largest;
  return [
    output.t('adviceDone.rule', {
      rule: one.rule.name,
      pairs: n(one.pairs),
      newPairs: n(one.newPairs),
      onlyPairs: n(one.onlyPairs),
      onlyMatches: n(one.onlyMatches.about),
    }),
    ...(one.oversized > 0 && largest
      ? [
          output.t('adviceDone.oversized', {
            oversized: n(one.oversized),
            size: n(largest.size),
            common: inWords(one.rule, largest.inCommon),
            uncut: n(one.pairsUncut),
          }),
        ]
      : []),
    ...(one.isRedundant ? [output.t('adviceDone.redundant')] : []),
  ];
}

const inWords = ({ keys }: BlockingRule, common: readonly { readonly text: string }[]): string =>
  keys.map(({ attribute }, k) => `${attribute} ${common[k]?.text ?? ''}`).join(', ');

/** `orfevre model training`: how the weights of the last run were learnt. */
export async function training(call: Call, path: string): Promise<void> {
  const { output } = call;
  const { entity, view } = await withReader(path, (db) => {
    const name = entityOf(call, db);
    return { entity: name, view: trainingView(requireLastRun(db, name, 'model.training')) };
  });
  const bits = (m: number, u: number): string =>
    Math.log2(Math.max(m, 1e-12) / Math.max(u, 1e-12)).toFixed(1);
  const head = view.trained
    ? output.t('trainingDone.trained', {
        entity,
        at: view.at,
        rounds: output.number(view.rounds.length),
        pairs: output.number(view.sampledPairs),
        matches: output.number(Math.round(view.expectedMatches)),
      })
    : output.t('trainingDone.untrained', {
        entity,
        at: view.at,
        reason: output.t(`trainingDone.reason.${view.reason}`),
      });
  const lines = [
    head,
    ...view.rounds.map(({ change, expectedMatches, prior }, round) =>
      output.t('trainingDone.round', {
        round: round + 1,
        change: change.toPrecision(3),
        matches: output.number(Math.round(expectedMatches)),
        prior: prior?.toPrecision(3) ?? '–',
      }),
    ),
    ...view.comparisons.flatMap(({ name, levels }) => [
      `${name}:`,
      ...levels.map((level) =>
        output.t('trainingDone.level', {
          name: level.name,
          bits: bits(level.m, level.u),
          before: level.start ? bits(level.start.m, level.start.u) : '–',
          m: level.m.toPrecision(3),
          u: level.u.toPrecision(3),
        }),
      ),
    ]),
    ...view.lookalikes.map(({ name, ratio, startRatio }) =>
      output.t('trainingDone.lookalike', {
        name,
        ratio: ratio.toPrecision(3),
        before: startRatio?.toPrecision(3) ?? '–',
      }),
    ),
  ];
  output.summary(lines, { entity, ...view });
}
