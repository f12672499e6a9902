import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { suggestRecipe } from '../../engine/suggest.ts';
import { type Command, text, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const command: Command = {
  options: { out: { type: 'string' } },
  async run({ positionals, output, ...call }) {
    if (positionals.length === 0) throw new WrongUse('FILE');
    const out = text({ positionals, output, ...call }, 'out');
    const base = out === undefined ? process.cwd() : dirname(resolve(out));
    const { recipe, yaml, sources } = await suggestRecipe(
      positionals.map((path) => resolve(path)),
      base,
      {
        progress: (path) => output.note(`${output.t('stage.hash')} ${path}`),
      },
    );
    if (out === undefined) {
      output.summary([yaml.trimEnd()], { recipe, yaml });
      return EXIT.done;
    }
    mkdirSync(base, { recursive: true });
    writeFileSync(out, yaml);
    const lines = sources.map(({ name, rows, suggestion, inspection, key }) =>
      output.t('suggestDone.source', {
        name,
        rows: output.number(rows),
        entity: suggestion.mapping.entity,
        sure: output.percent(suggestion.entityConfidence),
        mapped: inspection.columns.length - suggestion.unmapped.length,
        columns: inspection.columns.length,
        key: key ?? output.t('suggestDone.noKey'),
      }),
    );
    output.summary(
      [output.t('suggestDone.written', { out }), ...lines, output.t('suggestDone.next', { out })],
      { out, recipe },
    );
    return EXIT.done;
  },
};
