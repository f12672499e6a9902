import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { implement } from '@orpc/server';
import { workspace as contract } from '../../../shared/contract/workspace.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { EngineContext } from '../db/context.ts';
import { userErrors } from '../db/procedure.ts';
import { listFolder } from './folders.ts';
import { forgetRecent, listRecents, pinRecent } from './recents.ts';
import { changeWorkspace, readWorkspace } from './workspace-file.ts';

const os = implement(contract).$context<EngineContext>().use(userErrors);

export const workspace = os.router({
  session: os.session.handler(({ context }) => context.session.state()),
  open: os.open.handler(async ({ input, context }) => {
    await context.session.open(resolve(input.path), { create: input.create });
    return context.session.state();
  }),
  close: os.close.handler(async ({ context }) => {
    await context.session.close();
    return context.session.state();
  }),
  sample: os.sample.handler(async ({ input, context }) => {
    const directory = resolve(input.directory);
    const path = join(directory, 'sample.orfevre');
    requireOwnFolder(directory, path);
    await context.session.open(path, { create: true });
    return { path, jobId: context.jobs.start('sample', { directory, people: input.people }) };
  }),
  recents: os.recents.handler(() => listRecents()),
  pin: os.pin.handler(({ input }) => pinRecent(input.path, input.pinned)),
  forget: os.forget.handler(({ input }) => forgetRecent(input.path)),
  preferences: os.preferences.handler(() => readWorkspace().preferences),
  savePreferences: os.savePreferences.handler(({ input, context }) => {
    const { preferences } = changeWorkspace((before) => {
      const { profile, ...rest } = { ...before.preferences, ...input };
      const name = profile?.trim();
      return { ...before, preferences: name ? { ...rest, profile: name } : rest };
    });
    context.session.actAs(preferences.profile);
    return preferences;
  }),
  folders: os.folders.handler(({ input }) => listFolder(input.path)),
});

/**
 * Making the sample would replace files of the same names.
 * @throws UserError `sample.folder_in_use`, and the system's error when the folder cannot be made.
 */
function requireOwnFolder(directory: string, project: string): void {
  mkdirSync(directory, { recursive: true });
  const taken = existsSync(project)
    ? undefined
    : readdirSync(directory).find((name) => !name.startsWith('.'));
  if (taken === undefined) return;
  throw new UserError({
    operation: 'workspace.sample',
    code: 'sample.folder_in_use',
    message: `The folder ${directory} is not empty: it holds ${taken}. Nothing was changed.`,
    next: 'Choose an empty folder, or a new one, for the sample.',
    where: { file: join(directory, taken) },
  });
}
