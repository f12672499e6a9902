import type { RowKey } from '../../engine/db/decisions.ts';
import { type Command, projectPath, text, WrongUse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withEngine } from '../with-engine.ts';

const KINDS = { link: 'link', 'keep-apart': 'keep_apart' } as const;

export const command: Command = {
  options: { project: { type: 'string' }, reason: { type: 'string' } },
  async run(call) {
    const [word, left, right] = call.positionals;
    const kind =
      word !== undefined && Object.hasOwn(KINDS, word) ? KINDS[word as keyof typeof KINDS] : undefined;
    if (!kind || left === undefined || right === undefined)
      throw new WrongUse('link|keep-apart SOURCE/KEY SOURCE/KEY');
    const project = projectPath(call);
    const decided = await withEngine(call, project, {}, (engine) => {
      const rows = { left: rowKey(left), right: rowKey(right) };
      const source = engine.project.db
        .prepare(
          'SELECT m.entity FROM mapping m JOIN source s ON s.id = m.source_id WHERE s.name = ? ORDER BY m.version DESC LIMIT 1',
        )
        .pluck();
      const entity = (source.get(rows.left.source) as string | undefined) ?? '';
      const reason = text(call, 'reason');
      return engine.client.review.decide({ kind, entity, ...rows, ...(reason !== undefined && { reason }) });
    });
    call.output.summary([call.output.t('decideDone.done', { project })], decided);
    return EXIT.done;
  },
};

function rowKey(word: string): RowKey {
  const slash = word.indexOf('/');
  if (slash < 1) throw new WrongUse('SOURCE/KEY');
  return { source: word.slice(0, slash), key: word.slice(slash + 1) };
}
