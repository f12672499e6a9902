import type { Evaluation } from '../../../shared/contract/evaluate.ts';
import { evaluateProject } from '../../engine/evaluate/project.ts';
import { type Command, projectPath, required } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { withReader } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, truth: { type: 'string' } },
  async run(call) {
    const truth = required(call, 'truth');
    const result = await withReader(projectPath(call, 0), (db) => evaluateProject(db, truth));
    call.output.summary(lines(call.output, result), result);
    return EXIT.done;
  },
};

function lines(output: Output, { records, missing, pairwise, bcubed }: Evaluation): string[] {
  const line = (key: string, score: Evaluation['pairwise']) =>
    output.t('evaluateDone.line', {
      name: output.t(`evaluateDone.${key}`),
      precision: score.precision.toFixed(4),
      recall: score.recall.toFixed(4),
      f1: score.f1.toFixed(4),
    });
  return [
    line('pairwise', pairwise),
    line('bcubed', bcubed),
    output.t('evaluateDone.records', { records: output.number(records), missing: output.number(missing) }),
  ];
}
