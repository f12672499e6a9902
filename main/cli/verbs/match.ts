import { type Command, matchWay, projectPath, WAY_OPTIONS } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { matchLines } from '../summary.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, ...WAY_OPTIONS },
  async run(call) {
    const result = await withEngine(call, projectPath(call, 0), {}, (engine) =>
      runJob(call, engine, 'rebuild', { from: 'match', matching: matchWay(call) }),
    );
    const { output } = call;
    const lines = result.match
      ? matchLines(output, result.match, result.golden?.entities ?? {})
      : [output.t('stale')];
    output.summary(lines, result);
    return EXIT.done;
  },
};
