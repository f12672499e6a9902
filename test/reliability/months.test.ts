import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkProject } from '../../main/engine/audit/check.ts';
import type { RowKey } from '../../main/engine/db/decisions.ts';
import { openReadOnly } from '../../main/engine/db/open.ts';
import { startEngine } from '../../main/engine/engine.ts';
import { newFolder, orfevre, removeFolder } from '../cli/orfevre.ts';
import { copyOf, type Place, place, runAgain } from './kills.ts';
import { MATCHED, writeMonth, writeNextMonth } from './months.ts';

const folder = newFolder('months');
const months = [join(folder, 'month-1'), join(folder, 'month-2')] as const;
let first: Place;

beforeAll(async () => {
  await writeMonth(months[0], 120, 29, ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'orders.csv']);
  writeNextMonth(months[0], months[1]);
  first = place(join(folder, 'first'), months[0]);
  await runAgain(first);
}, 120_000);
afterAll(() => removeFolder(folder));

const name = ({ source, key }: RowKey): string => `${source}/${key}`;

/** Row → golden id, as the exported crosswalk says; fails when a row stands there twice. */
function crosswalk({ out }: Place): Map<string, string> {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(join(out, 'crosswalk.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const ids = new Map(data.map((row) => [`${row.source}/${row.source_key}`, row.golden_id!]));
  expect(ids.size).toBe(data.length);
  return ids;
}

/**
 * The keys in the files themselves, found by their looks and not by any reader of CSV: the sample has rows with stray
 * quotes, over which readers differ.
 */
const KEY = /^(?:ï»¿)?(?:\{"uid":"(u\w+)"|(C[\dX]+);|(29[\dX]+),)/;

function keysOf(month: string): string[] {
  return MATCHED.flatMap(({ source, file }) =>
    readFileSync(join(month, file), 'latin1')
      .split('\n')
      .flatMap((line) => KEY.exec(line)?.slice(1).filter(Boolean) ?? [])
      .map((key) => `${source}/${key}`),
  );
}

/** Rows the engine set aside are not in the crosswalk, and are said to be few. */
function quarantined({ project }: Place): number {
  const { db, close } = openReadOnly(project);
  const count = db
    .prepare(
      `SELECT sum(f.quarantined) FROM source_file f JOIN source s ON s.id = f.source_id WHERE s.name <> 'orders'
       AND f.id = (SELECT max(id) FROM source_file WHERE source_id = s.id AND state = 'applied')`,
    )
    .pluck()
    .get() as number;
  close();
  return count;
}

function groups(ids: Map<string, string>): string[][] {
  const byId = Map.groupBy(ids.keys(), (row) => ids.get(row)!);
  return [...byId.values()];
}

const decide = async ({ project }: Place, kind: 'link' | 'keep-apart', left: string, right: string) =>
  expect(
    await orfevre('decide', kind, left, right, '--project', project, '--reason', 'seen by Anne'),
  ).toMatchObject({ code: 0 });

async function revert({ project }: Place): Promise<void> {
  const engine = startEngine(project, { what: 'revert', actor: 'test' });
  const decisions = await engine.client.review.list({ entity: 'individual' });
  for (const { uid } of decisions) await engine.client.review.revert({ uid });
  await engine.close();
}

describe('the crosswalk', () => {
  it.each([0, 1])('has every row of the files of month %i exactly once', async (index) => {
    const where = index === 0 ? first : copyOf(first, join(folder, 'counted'), months[1]);
    if (index === 1) await runAgain(where);
    const keys = keysOf(months[index]!);
    expect(new Set(keys).size).toBe(keys.length);
    const rows = [...crosswalk(where).keys()];
    const strange = rows.filter((row) => !keys.includes(row));
    expect(strange).toEqual([]);
    expect(rows.length + quarantined(where)).toBe(keys.length);
    expect(quarantined(where)).toBeLessThan(5);
  });
});

describe('next month’s files', () => {
  it('leave golden ids as they were for the rows that stay', async () => {
    const where = copyOf(first, join(folder, 'stable'), months[1]);
    const before = crosswalk(first);
    await runAgain(where);
    const after = crosswalk(where);
    const stay = [...before.keys()].filter((row) => after.has(row));
    expect(stay.length).toBeGreaterThan(150);
    expect(stay.length).toBeLessThan(before.size);
    expect(after.size).toBeGreaterThan(stay.length);
    // A row may change sides where a changed e-mail changes the match; the ids themselves are not made anew.
    const moved = stay.filter((row) => after.get(row) !== before.get(row));
    expect(moved.length / stay.length).toBeLessThan(0.05);
    const whole = groups(before).filter((rows) => rows.every((row) => after.has(row)));
    const same = whole.filter((rows) => new Set(rows.map((row) => after.get(row))).size === 1);
    for (const rows of same) {
      const [id] = rows.map((row) => after.get(row)!);
      const members = [...after.keys()].filter((row) => after.get(row) === id && before.has(row));
      if (members.length === rows.length) expect([rows, id]).toEqual([rows, before.get(rows[0]!)]);
    }
  });

  it('read a second time change nothing at all', async () => {
    const where = copyOf(first, join(folder, 'again'), months[0]);
    await runAgain(where);
    for (const file of ['golden.csv', 'crosswalk.csv'])
      expect(readFileSync(join(where.out, file), 'utf8')).toBe(readFileSync(join(first.out, file), 'utf8'));
  });
});

describe('a steward’s decision', () => {
  it('to link two rows holds in every later run, on other files too, and taken back gives the ids back', async () => {
    const where = copyOf(first, join(folder, 'link'), months[0]);
    const before = crosswalk(where);
    const singles = groups(before)
      .filter((rows) => rows.length === 1)
      .flat();
    const later = new Set(keysOf(months[1]));
    const [left, right] = singles.filter((row) => later.has(row)) as [string, string];
    expect(before.get(left)).not.toBe(before.get(right));
    await decide(where, 'link', left, right);
    for (const month of [months[0], months[1], months[1]]) {
      await runAgain({ ...where, month });
      const now = crosswalk(where);
      expect(now.get(left)).toBe(now.get(right));
      expect([before.get(left), before.get(right)]).toContain(now.get(left));
    }
    await revert(where);
    await runAgain({ ...where, month: months[1] });
    const after = crosswalk(where);
    expect([after.get(left), after.get(right)]).toEqual([before.get(left), before.get(right)]);
    expectSound(where);
  }, 180_000);

  it('to keep two rows apart holds in every later run, and taken back brings them together again', async () => {
    const where = copyOf(first, join(folder, 'apart'), months[0]);
    const before = crosswalk(where);
    const later = new Set(keysOf(months[1]));
    const pair = groups(before).find((rows) => rows.length === 2 && rows.every((row) => later.has(row)));
    const [left, right] = pair as [string, string];
    const apart: (string | undefined)[] = [];
    await decide(where, 'keep-apart', left, right);
    for (const month of [months[0], months[1], months[1]]) {
      await runAgain({ ...where, month });
      const now = crosswalk(where);
      expect(now.get(left)).not.toBe(now.get(right));
      apart.push(now.get(left), now.get(right));
      // One of the two keeps the id that both had.
      expect([now.get(left), now.get(right)]).toContain(before.get(left));
    }
    await revert(where);
    await runAgain({ ...where, month: months[0] });
    const after = crosswalk(where);
    expect(after.get(left)).toBe(after.get(right));
    expect([before.get(left), ...apart]).toContain(after.get(left));
    expectSound(where);
  }, 180_000);

  it('on a row that is not there is refused', async () => {
    const [row] = crosswalk(first).keys();
    const { code, stderr } = await orfevre(
      'decide',
      'link',
      row!,
      name({ source: 'crm', key: 'nobody' }),
      '--project',
      first.project,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('crm/nobody');
  });
});

function expectSound({ project }: Place): void {
  const { db, close } = openReadOnly(project);
  expect(checkProject(db).findings.filter(({ state }) => state !== 'ok')).toEqual([]);
  close();
}
