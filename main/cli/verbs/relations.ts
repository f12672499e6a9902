import { allRelations, relationsOf } from '../../engine/db/relations.ts';
import { entityOfGolden } from '../../engine/golden/members.ts';
import { type Command, projectPath } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { withReader } from '../with-engine.ts';

/** Links listed where not all are asked for. */
const LISTED = 50;

export const command: Command = {
  options: {
    project: { type: 'string' },
    golden: { type: 'string' },
    entity: { type: 'string' },
  },
  async run(call) {
    const { golden, entity } = call.values as { readonly golden?: string; readonly entity?: string };
    const relations = await withReader(projectPath(call, 0), (db) =>
      golden === undefined
        ? [...allRelations(db, entity)]
        : relationsOf(db, entityOfGolden(db, golden, 'golden.related').name, golden),
    );
    const { output } = call;
    output.summary(
      [
        output.t('relationsDone.count', { count: relations.length }),
        ...relations
          .slice(0, LISTED)
          .map(({ goldenId, otherId, kind, probability }) =>
            output.t('relationsDone.line', { goldenId, otherId, kind, probability: probability.toFixed(3) }),
          ),
        ...(relations.length > LISTED ? [output.t('relationsDone.more', { listed: LISTED })] : []),
      ],
      relations,
    );
    return EXIT.done;
  },
};
