import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReadOnly } from '../../main/engine/db/open.ts';
import { newFolder, removeFolder } from '../cli/orfevre.ts';
import {
  copyOf,
  expectMended,
  expectReadable,
  expectSame,
  expectTrueManifest,
  expectWholeExports,
  killAt,
  type Moment,
  type Place,
  place,
  run,
  runAgain,
} from './kills.ts';
import { writeMonth, writeNextMonth } from './months.ts';

/** Kills of each of the two stories; they are spread over the time a whole run takes, at seeded places. */
/** `npm run test:reliability` runs in this mode; `npm test` keeps a short form of what takes minutes. */
const THOROUGH = process.env.MODE === 'thorough';
const KILLS = THOROUGH ? 10 : 2;
const SEED = 20_261;

const folder = newFolder('kill');
const months = [join(folder, 'month-1'), join(folder, 'month-2')] as const;
/** Refreshes that nobody disturbed, and how long each took, in ms. */
let first: Place;
let second: Place;
const duration = { first: 0, second: 0 };

beforeAll(async () => {
  await writeMonth(months[0], 60, 11, ['crm.csv', 'ecommerce.jsonl', 'consents.csv']);
  writeNextMonth(months[0], months[1]);
  first = place(join(folder, 'undisturbed-1'), months[0]);
  duration.first = await undisturbed(first);
  second = copyOf(first, join(folder, 'undisturbed-2'), months[1]);
  duration.second = await undisturbed(second);
}, 120_000);
afterAll(() => removeFolder(folder));

async function undisturbed(where: Place): Promise<number> {
  const begun = performance.now();
  expect(await run(where).ended).toMatchObject({ code: 0 });
  return performance.now() - begun;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(SEED);
/** One kill in each tenth of the run. */
const shares = Array.from({ length: KILLS }, (_, index) => (index + next()) / KILLS);
const percent = (share: number) => `${Math.round(share * 100)} %`;

async function survives(
  where: Place,
  moment: Moment,
  old: Place | undefined,
  expected: Place,
): Promise<void> {
  await killAt(where, moment);
  expectReadable(where);
  expectWholeExports(where, old, expected);
  expectTrueManifest(where);
  expectMended(where);
  await runAgain(where);
  expectSame(where, expected);
}

describe('the first refresh, killed with -9', () => {
  it.each(shares.map((share) => ({ share, at: percent(share) })))('$at of the way', async ({ share }) => {
    const where = place(join(folder, `first-${share}`), months[0]);
    await survives(where, { after: share * duration.first }, undefined, first);
  });
});

describe('next month’s refresh of an existing project, killed with -9', () => {
  it.each(shares.map((share) => ({ share, at: percent(share) })))('$at of the way', async ({ share }) => {
    const where = copyOf(first, join(folder, `second-${share}`), months[1]);
    await survives(where, { after: share * duration.second }, first, second);
  });

  const moments: Record<string, Moment> = {
    'while rows are imported': { importing: 'ecommerce' },
    'while values are standardised': { table: 'staging_value_individual' },
    'while pairs are written': { table: 'staging_pair' },
    'while golden ids are given': { table: 'staging_membership' },
    'while golden records are made': { table: 'staging_golden_individual' },
    'while golden.csv is written': { exporting: 'golden.csv' },
    'while crosswalk.csv is written': { exporting: 'crosswalk.csv' },
    'while the manifest is written': { exporting: 'manifest.json' },
  };
  it.runIf(THOROUGH).each(Object.entries(moments))('%s', async (name, moment) => {
    const where = copyOf(first, join(folder, name.replaceAll(' ', '-')), months[1]);
    await survives(where, moment, first, second);
  });
});

describe('the undisturbed refreshes themselves', () => {
  it('differ, so that keeping the old state would show', () => {
    const { db, close } = openReadOnly(second.project);
    const counts = db
      .prepare('SELECT sum(superseded_by IS NOT NULL) AS old, count(*) AS all_rows FROM record')
      .get();
    close();
    expect(counts).toMatchObject({ old: expect.toSatisfy((old: number) => old > 10) });
    expect(() => expectSame(first, second)).toThrow();
  });
});
