import { type Command, projectPath } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' } },
  async run(call) {
    const result = await withEngine(call, projectPath(call, 0), {}, (engine) =>
      runJob(call, engine, 'rebuild', { from: 'golden' }),
    );
    const entities = Object.entries(result.golden?.entities ?? {});
    call.output.summary(
      entities.map(([entity, count]) => `${entity}: ${call.output.number(count)}`),
      result,
    );
    return EXIT.done;
  },
};
