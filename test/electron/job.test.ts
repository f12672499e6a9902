import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../e2e/words.ts';
import { type Asked, answeredFiles } from './answered-dialogs.ts';
import { cannotRun } from './display.ts';
import { staged, unstage } from './launch.ts';
import { doWholeJob } from './whole-job.ts';

const reason = cannotRun();
if (reason !== undefined) console.warn(`Skipped: ${reason}`);

describe.skipIf(reason !== undefined)('the desktop application', () => {
  let folder: string;
  beforeAll(() => {
    staged();
  }, 300_000);
  afterAll(unstage);

  it('does the whole job: files dropped, mapped, matched, reviewed, exported, started again, run again', async () => {
    folder = mkdtempSync(join(tmpdir(), 'orfevre-job-'));
    try {
      const asked: Asked = [];
      const t = wordsOf('fr');
      await doWholeJob(folder, {}, ({ page, electron }) => answeredFiles(page, t, electron!, asked));
      const [created, exported] = asked;
      expect(created?.filters).toEqual([{ name: t('workspace:kind'), extensions: ['orfevre'] }]);
      expect(exported?.properties).toContain('openDirectory');
      expect(asked).toHaveLength(3);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 400_000);
});
