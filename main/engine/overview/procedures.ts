import { implement } from '@orpc/server';
import { overviews as contract } from '../../../shared/contract/overview.ts';
import type { EngineContext } from '../db/context.ts';
import { userErrors } from '../db/procedure.ts';
import { overviewOf } from './overview.ts';
import { recordsBehind } from './records-behind.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const overviews = os.router({
  records: os.records.handler(({ input, context }) =>
    recordsBehind(context.project.db, input.behind, input.offset, input.limit),
  ),
  get: os.get.handler(({ context }) => overviewOf(context.project.db)),
});
