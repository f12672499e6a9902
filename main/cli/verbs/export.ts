import { resolve } from 'node:path';
import { type Command, projectPath, required } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { runJob, withEngine } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' }, out: { type: 'string' } },
  async run(call) {
    const project = projectPath(call, 0);
    const directory = resolve(required(call, 'out'));
    const manifest = await withEngine(call, project, {}, (engine) =>
      runJob(call, engine, 'export', { directory }),
    );
    const files = manifest.files.map(({ name, rows }) => `${name} (${call.output.number(rows)})`).join(', ');
    call.output.summary([call.output.t('run.written', { out: directory, files })], manifest);
    return EXIT.done;
  },
};
