import { checkProject } from '../../engine/audit/check.ts';
import { type Command, projectPath } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withReader } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' } },
  async run(call) {
    const report = await withReader(projectPath(call, 0), checkProject);
    const { output } = call;
    const lines = report.findings.map(
      ({ check, state, message }) => `${check}: ${output.t(`checkDone.${state}`)} – ${message}`,
    );
    output.summary([...lines, output.t(report.ok ? 'checkDone.good' : 'checkDone.bad')], report);
    return report.ok ? EXIT.done : EXIT.failed;
  },
};
