import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { expectInForce, expectLoyaltyNumbers, expectRight, readExport, silosOf } from '../e2e/exported.ts';
import type { Files } from '../e2e/home.ts';
import { runMainJob } from '../e2e/main-job.ts';
import { wordsOf } from '../e2e/words.ts';
import { callEngine } from './engine-call.ts';
import { type LaunchedApp, type LaunchOptions, launchApp } from './launch.ts';

/**
 * The whole job in a real Electron: the application is ended and started again between the first export and the second.
 * @param folder that is there and empty.
 */
export async function doWholeJob(
  folder: string,
  options: LaunchOptions,
  filesOf: (app: LaunchedApp) => Files,
): Promise<void> {
  const t = wordsOf('fr');
  const silos = await silosOf(join(folder, 'silos'));
  const paths = {
    project: join(folder, 'clients.orfevre'),
    sources: silos.files,
    mappings: silos.mappings,
    exported: mkdirSync(join(folder, 'avant'), { recursive: true })!,
    again: mkdirSync(join(folder, 'apres'), { recursive: true })!,
  };
  const launch = () => launchApp({ ...options, home: join(folder, 'home'), language: 'fr' });
  const close = async () => {
    expect(app.faults).toEqual([]);
    await app.close();
    expect(existsSync(`${paths.project}-wal`)).toBe(false);
  };
  let app = await launch();
  try {
    const decided = await runMainJob(app.page, t, filesOf(app), paths, async () => {
      await close();
      app = await launch();
      return { page: app.page, files: filesOf(app) };
    });
    expectInForce(await callEngine(app.page, 'review/list', { entity: 'individual' }), decided);
    await close();
    const [exported, again] = [readExport(paths.exported), readExport(paths.again)];
    expectRight(exported, silos, decided);
    expectLoyaltyNumbers(exported);
    expect(again).toEqual(exported);
  } finally {
    await app.close();
  }
}
