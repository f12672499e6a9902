import type { TracedValue } from '../../../shared/contract/lineage.ts';
import { traceGolden } from '../../engine/lineage/trace.ts';
import { compileRow } from '../../engine/standardise/row.ts';
import { type Command, required, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { withReader } from '../with-engine.ts';

export const command: Command = {
  options: { project: { type: 'string' } },
  async run(call) {
    const [goldenId, attribute] = call.positionals;
    if (goldenId === undefined) throw new WrongUse('GOLDEN_ID');
    const traced = await withReader(required(call, 'project'), (db) =>
      traceGolden(db, goldenId, attribute, compileRow),
    );
    call.output.summary(
      traced.values.flatMap((value) => valueLines(call.output, value)),
      traced,
    );
    return EXIT.done;
  },
};

function valueLines(output: Output, { attribute, value, rule, origins }: TracedValue): string[] {
  const lines = [output.t('lineageDone.value', { attribute, value, rule })];
  for (const origin of origins) {
    const table = origin.table === null ? '' : ` (${origin.table})`;
    lines.push(output.t('lineageDone.origin', { ...origin, table }));
    for (const { column, raw } of origin.columns) {
      lines.push(output.t('lineageDone.cell', { column, raw: raw ?? output.t('lineageDone.blank') }));
    }
    for (const step of origin.steps) lines.push(output.t('lineageDone.step', { ...step }));
  }
  return origins.length > 0 ? lines : [...lines, output.t('lineageDone.none')];
}
