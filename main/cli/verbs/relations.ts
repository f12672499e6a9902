import { allRelations, relationsAreKnown, relationsOf } from '../../engine/db/relations.ts';
import { entityOfGolden } from '../../engine/golden/members.ts';
import { matchedEntity } from '../../engine/match/model/in-force.ts';
import { type Command, projectPath } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { withReader } from '../with-engine.ts';

/** Relations listed where not all are asked for. */
const LISTED = 50;
/** Those of the templates; a model may name others. */
const KINDS: readonly string[] = [
  'household',
  'parent_and_child',
  'twins',
  'sites',
  'neighbours',
  'variants',
];

export const command: Command = {
  options: {
    project: { type: 'string' },
    golden: { type: 'string' },
    entity: { type: 'string' },
  },
  async run(call) {
    const asked = call.values as { readonly golden?: string; readonly entity?: string };
    const { output } = call;
    const { known, relations } = await withReader(projectPath(call, 0), (db) => {
      if (asked.golden !== undefined) {
        const { name } = entityOfGolden(db, asked.golden, 'golden.related');
        return { known: relationsAreKnown(db, name), relations: relationsOf(db, name, asked.golden) };
      }
      const entity = asked.entity && matchedEntity(db, asked.entity, 'golden.related').name;
      return { known: relationsAreKnown(db, entity), relations: [...allRelations(db, entity)] };
    });
    output.summary(
      [
        ...(known ? [] : [output.t('relationsDone.unknown')]),
        output.t('relationsDone.count', { count: output.number(relations.length) }),
        ...relations.slice(0, LISTED).map((relation) => lineOf(output, relation)),
        ...(relations.length > LISTED ? [output.t('relationsDone.more', { listed: LISTED })] : []),
      ],
      { known, relations },
    );
    return EXIT.done;
  },
};

function lineOf(
  output: Output,
  { goldenId, otherId, kind, probability }: ReturnType<typeof relationsOf>[number],
): string {
  return output.t('relationsDone.line', {
    goldenId,
    otherId,
    kind: KINDS.includes(kind) ? output.t(`relationsDone.kind.${kind}`) : kind,
    // Never quite certain: rounding must not say so.
    percent: output.number(Math.floor(Math.min(probability, 0.999) * 1000) / 10),
  });
}
