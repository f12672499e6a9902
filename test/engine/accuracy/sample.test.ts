import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine } from '../../../main/engine/engine.ts';
import { suggestRecipe } from '../../../main/engine/suggest.ts';
import type { AccuracySample, BlindPair } from '../../../shared/contract/accuracy.ts';
import { newFolder, removeFolder } from '../../cli/orfevre.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

const entity = 'individual';
let project: SampleProject;
let client: SampleProject['client'];
/** Person by “source/key”. */
let truth: ReadonlyMap<string, string>;

beforeAll(async () => {
  project = await sampleProject(500);
  client = project.client;
  const [, ...lines] = readFileSync(join(project.folder, 'truth.csv'), 'utf8').trim().split(/\r?\n/);
  truth = new Map(
    lines.map((line) => {
      const [source, key, person] = line.split(',');
      return [`${source}/${key}`, person!] as const;
    }),
  );
}, 240_000);
afterAll(() => project.close());

interface Row {
  readonly source: string;
  readonly key: string;
}
const isSame = (left: Row, right: Row) =>
  truth.get(`${left.source}/${left.key}`) === truth.get(`${right.source}/${right.key}`);
const all = async ({ uid }: AccuracySample) =>
  (await client.accuracy.next({ sample: uid, limit: 2000 })).pairs;
const keysOf = ({ left, right }: Pick<BlindPair, 'left' | 'right'>) =>
  `${left.source}/${left.key} ${right.source}/${right.key}`;

/** Answers as somebody who knows. */
async function labelFromTruth(sample: AccuracySample, most = 2000): Promise<AccuracySample> {
  const pairs = (await all(sample)).slice(0, most);
  const labels = pairs.map(({ pair, left, right }) => ({
    pair,
    answer: isSame(left, right) ? ('same' as const) : ('different' as const),
  }));
  return client.accuracy.label({ sample: sample.uid, labels });
}

/** Precision and recall of all pairs the sample is drawn from. */
function figuresOfAll() {
  const { db } = project.engine.project;
  const members = db
    .prepare(
      `SELECT m.record_id AS id, m.golden_id AS golden, s.name AS source, r.key FROM membership m
       JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id WHERE m.entity = ? ORDER BY m.record_id`,
    )
    .all(entity) as (Row & { id: number; golden: string })[];
  const byId = new Map(members.map((one) => [one.id, one]));
  const pairs = db.prepare('SELECT left_id, right_id FROM pair WHERE entity = ?').raw().all(entity) as [
    number,
    number,
  ][];
  const kept = new Set(pairs.map(String));
  for (const [i, one] of members.entries())
    for (const other of members.slice(i + 1))
      if (one.golden === other.golden && !kept.has(`${one.id},${other.id}`)) pairs.push([one.id, other.id]);
  const counts = { hit: 0, wrong: 0, missed: 0 };
  for (const [a, b] of pairs) {
    const [left, right] = [byId.get(a)!, byId.get(b)!];
    const same = isSame(left, right);
    if (left.golden === right.golden) counts[same ? 'hit' : 'wrong'] += 1;
    else if (same) counts.missed += 1;
  }
  const { hit, wrong, missed } = counts;
  return { pairs: pairs.length, precision: hit / (hit + wrong), recall: hit / (hit + missed) };
}

describe('a sample', () => {
  it('is the same for the same seed, another for another, and numbered by itself', async () => {
    const one = await client.accuracy.start({ entity, seed: 9 });
    const again = await client.accuracy.start({ entity, seed: 9 });
    const other = await client.accuracy.start({ entity });
    expect(other.seed).toBe(3);
    expect((await all(one)).map(keysOf)).toEqual((await all(again)).map(keysOf));
    expect((await all(one)).map(keysOf)).not.toEqual((await all(other)).map(keysOf));
    expect(one).toMatchObject({ size: 100, asked: 100, labelled: 0, spentAt: null });
    expect(new Set((await all(one)).map(keysOf)).size).toBe(100);
    expect((await client.accuracy.list({ entity })).map(({ uid }) => uid)).toEqual([
      other.uid,
      again.uid,
      one.uid,
    ]);
  });

  it('shows both records and nothing of what the matching made of them', async () => {
    const { uid } = await client.accuracy.start({ entity });
    const { pairs } = await client.accuracy.next({ sample: uid, limit: 2000 });
    const [first] = pairs;
    expect(Object.keys(first!).sort()).toEqual(['attributes', 'left', 'pair', 'right']);
    expect(Object.keys(first!.left).sort()).toEqual(
      ['file', 'importedAt', 'key', 'raw', 'row', 'source', 'updatedAt', 'values'].sort(),
    );
    expect(Object.keys(first!.left.values).length).toBeGreaterThan(2);
    expect(JSON.stringify(pairs)).not.toMatch(/weight|state|golden|probability|stratum|merged|cluster/i);
  });

  it('comes in an order from which the weight cannot be guessed, with some of every stratum early', async () => {
    const { uid } = await client.accuracy.start({ entity, size: 200 });
    const { db } = project.engine.project;
    const rows = db
      .prepare(
        'SELECT stratum, weight FROM accuracy_pair WHERE sample_id = (SELECT id FROM accuracy_sample WHERE uid = ?) ORDER BY id',
      )
      .all(uid) as { stratum: number; weight: number | null }[];
    const half = (from: number) => {
      const weights = rows.slice(from, from + rows.length / 2).flatMap(({ weight }) => weight ?? []);
      return weights.reduce((sum, one) => sum + one, 0) / weights.length;
    };
    expect(Math.abs(half(0) - half(rows.length / 2))).toBeLessThan(3);
    const often = rows.filter(({ stratum }) => rows.filter((row) => row.stratum === stratum).length >= 8);
    const early = new Set(rows.slice(0, 60).map(({ stratum }) => stratum));
    expect(often.every(({ stratum }) => early.has(stratum))).toBe(true);
    const runs = rows.filter(({ stratum }, i) => stratum !== rows[i - 1]?.stratum).length;
    expect(runs).toBeGreaterThan(rows.length / 2);
  });

  it('takes every pair where there are fewer than asked, and then knows the figures for certain', async () => {
    const population = figuresOfAll();
    const sample = await client.accuracy.start({ entity, size: 2000 });
    expect(sample).toMatchObject({ asked: 2000, size: population.pairs, population: population.pairs });
    expect((await labelFromTruth(sample)).labelled).toBe(population.pairs);
    const { precision, recall } = await client.accuracy.result({ sample: sample.uid });
    expect(precision!.value).toBeCloseTo(population.precision, 9);
    expect(recall!.value).toBeCloseTo(population.recall, 9);
    expect(precision!.high - precision!.low).toBeLessThan(0.01);
    expect(recall!.high - recall!.low).toBeLessThan(0.01);
  });

  it('is refused for what is not matched, or is no entity, or is too small', async () => {
    expect((await refusedWith(client.accuracy.start({ entity: 'organisation' }))).code).toBe('match.not_run');
    expect((await refusedWith(client.accuracy.start({ entity: 'nobody' }))).code).toBe('entity.unknown');
    await expect(client.accuracy.start({ entity, size: 19 })).rejects.toThrow();
    expect((await refusedWith(client.accuracy.next({ sample: 'none' }))).code).toBe('sample.unknown');
  });
});

describe('the answers', () => {
  it('give a result from 20 on, with the truth inside its intervals', async () => {
    const sample = await client.accuracy.start({ entity, size: 150, seed: 3 });
    await labelFromTruth(sample, 19);
    expect(await refusedWith(client.accuracy.result({ sample: sample.uid }))).toMatchObject({
      code: 'accuracy.too_few_labels',
      where: { labels: 19 },
    });
    await labelFromTruth(sample, 1);
    const early = await client.accuracy.result({ sample: sample.uid });
    expect(early.pairs).toHaveLength(20);
    await labelFromTruth(sample);
    const { precision, recall, f1, strata, pairs, run, isOwnRun, isBiased } = await client.accuracy.result({
      sample: sample.uid,
    });
    const known = figuresOfAll();
    for (const [share, value] of [
      [precision!, known.precision],
      [recall!, known.recall],
    ] as const) {
      expect(share.low).toBeLessThanOrEqual(value);
      expect(share.high).toBeGreaterThanOrEqual(value);
      expect(share.high - share.low).toBeLessThan(0.3);
    }
    expect(f1!.value).toBeGreaterThan(0.8);
    expect([isOwnRun, isBiased]).toEqual([true, false]);
    expect(run.leastWeight).toBeLessThan(0);
    expect(strata.reduce((sum, { size }) => sum + size, 0)).toBe(known.pairs);
    expect(strata.every(({ drawn, labelled }) => drawn === labelled && drawn > 0)).toBe(true);
    expect(new Set(strata.map(({ state }) => state)).size).toBeGreaterThan(2);
    expect(pairs).toHaveLength(150);
    for (const { answer, outcome, left, right } of pairs) {
      const together = left.goldenId === right.goldenId;
      expect(outcome).toBe(answer === 'same' ? (together ? 'hit' : 'missed') : together ? 'wrong' : 'right');
      expect(left.label.length).toBeGreaterThan(0);
    }
    expect(pairs.filter(({ weight }) => weight !== null).length).toBeGreaterThan(100);
  });

  it('are taken back one by one, changed, and left out where nobody could tell', async () => {
    const { uid } = await client.accuracy.start({ entity });
    const [one, two] = (await client.accuracy.next({ sample: uid, limit: 2 })).pairs.map(({ pair }) => pair);
    await client.accuracy.label({ sample: uid, labels: [{ pair: one!, answer: 'same' }] });
    await client.accuracy.label({ sample: uid, labels: [{ pair: two!, answer: 'unsure' }] });
    expect((await client.accuracy.next({ sample: uid })).sample).toMatchObject({ labelled: 2, unsure: 1 });
    expect(await client.accuracy.undo({ sample: uid })).toMatchObject({
      pair: two,
      sample: { labelled: 1, unsure: 0 },
    });
    expect((await client.accuracy.next({ sample: uid })).pairs[0]!.pair).toBe(two);
    expect(await client.accuracy.undo({ sample: uid })).toMatchObject({ pair: one });
    expect(await client.accuracy.undo({ sample: uid })).toMatchObject({ pair: null });
    await client.accuracy.label({ sample: uid, labels: [{ pair: one!, answer: 'same' }] });
    await client.accuracy.label({ sample: uid, labels: [{ pair: one!, answer: 'different' }] });
    expect((await client.accuracy.next({ sample: uid })).sample.labelled).toBe(1);
    const { db } = project.engine.project;
    const kept = db
      .prepare('SELECT answer FROM accuracy_label WHERE pair_id IN (?, ?) ORDER BY id')
      .pluck()
      .all(one, two);
    // Nothing is ever changed or removed.
    expect(kept).toEqual(['same', 'unsure', 'undo', 'undo', 'same', 'different']);
  });

  it('are refused for a pair of another sample, all together', async () => {
    const [mine, other] = [await client.accuracy.start({ entity }), await client.accuracy.start({ entity })];
    const [pair] = await all(mine);
    const [stranger] = await all(other);
    const labels = [pair!, stranger!].map((one) => ({ pair: one.pair, answer: 'same' as const }));
    expect((await refusedWith(client.accuracy.label({ sample: mine.uid, labels }))).code).toBe(
      'accuracy.pair_unknown',
    );
    expect((await client.accuracy.next({ sample: mine.uid })).sample.labelled).toBe(0);
  });

  it('change nothing of the matching, measure the next run by the same labels, and outlive an import', async () => {
    const pending = async () => (await client.overview.get()).pending;
    const before = await pending();
    const sample = await client.accuracy.start({ entity, size: 200 });
    await labelFromTruth(sample);
    expect(await pending()).toEqual(before);
    const first = await client.accuracy.result({ sample: sample.uid });
    const { thresholds } = await client.match.histogram({ entity });
    await client.match.saveThresholds({
      entity,
      autoMerge: thresholds.autoMerge + 14,
      review: thresholds.review,
    });
    await project.rebuild();
    const stricter = await client.accuracy.result({ sample: sample.uid });
    expect(stricter.isOwnRun).toBe(false);
    expect(stricter.recall!.value).toBeLessThan(first.recall!.value - 0.1);
    const known = figuresOfAll();
    expect(stricter.recall!.low).toBeLessThanOrEqual(known.recall);
    expect(stricter.recall!.high).toBeGreaterThanOrEqual(known.recall);

    await client.match.saveThresholds({ entity, ...thresholds });
    const crm = join(project.folder, 'crm.csv');
    writeFileSync(crm, Buffer.from(readFileSync(crm, 'latin1').replaceAll('Paris', 'PARIS'), 'latin1'));
    const files = ['crm.csv', 'ecommerce.jsonl', 'loyalty.csv', 'shop_contacts.xlsx'];
    const { recipe, yaml } = await suggestRecipe(
      files.map((name) => join(project.folder, name)),
      project.folder,
    );
    await project.engine.queue.start('refresh', { recipe, recipeText: yaml, base: project.folder }).done;
    const again = await client.accuracy.result({ sample: sample.uid });
    expect(again.pairs).toHaveLength(200);
    expect(again.gone).toBe(0);
    expect(again.recall!.value).toBeCloseTo(first.recall!.value, 1);
    expect(again.run.at > first.run.at).toBe(true);
  });

  it('of rows that are gone are told, and count for nothing', async () => {
    const sample = await client.accuracy.start({ entity, size: 100 });
    const pairs = await all(sample);
    const key = pairs
      .flatMap(({ left, right }) => [left, right])
      .find(({ source }) => source === 'loyalty')!.key;
    await labelFromTruth(sample);
    const loyalty = join(project.folder, 'loyalty.csv');
    const text = readFileSync(loyalty, 'utf8');
    writeFileSync(
      loyalty,
      text
        .split('\n')
        .filter((line) => !line.includes(key))
        .join('\n'),
    );
    const { recipe, yaml } = await suggestRecipe([loyalty], project.folder);
    await project.engine.queue.start('refresh', { recipe, recipeText: yaml, base: project.folder }).done;
    const { gone, pairs: labelled } = await client.accuracy.result({ sample: sample.uid });
    expect(gone).toBeGreaterThan(0);
    expect(labelled.filter(({ outcome }) => outcome === 'gone')).toHaveLength(gone);
  });

  it('become decisions when asked, once, and the sample then says that it is spent', async () => {
    const sample = await client.accuracy.start({ entity, size: 60 });
    await labelFromTruth(sample);
    const before = await client.accuracy.result({ sample: sample.uid });
    const wrong = before.pairs.filter(({ outcome }) => outcome === 'wrong' || outcome === 'missed');
    const chosen = (wrong.length > 0 ? wrong : before.pairs.slice(0, 2)).map(({ pair }) => pair);
    const decided = await client.accuracy.toDecisions({ sample: sample.uid, pairs: chosen });
    expect(decided.uids).toHaveLength(chosen.length);
    expect(decided.sample.spentAt).not.toBeNull();
    const rest = await client.accuracy.toDecisions({ sample: sample.uid });
    expect(rest.uids).toHaveLength(60 - chosen.length);
    expect((await refusedWith(client.accuracy.toDecisions({ sample: sample.uid }))).code).toBe(
      'accuracy.nothing_to_decide',
    );
    expect((await client.review.list({ entity })).length).toBe(60);
    expect((await client.accuracy.result({ sample: sample.uid })).isBiased).toBe(false);
    await project.rebuild();
    const after = await client.accuracy.result({ sample: sample.uid });
    expect(after.isBiased).toBe(true);
    expect(after.pairs.filter(({ outcome }) => outcome === 'wrong' || outcome === 'missed')).toEqual([]);
    await client.review.revertMany({ uids: [...decided.uids, ...rest.uids] });
    expect((await client.accuracy.next({ sample: sample.uid })).sample.spentAt).toBeNull();
  });
});

describe('a project without anything in it', () => {
  it('says that the matching comes first', async () => {
    const folder = newFolder('accuracy');
    const engine = startEngine(join(folder, 'p.orfevre'), { what: 'test', actor: 'test', create: true });
    try {
      expect((await refusedWith(engine.client.accuracy.start({ entity }))).code).toBe('match.not_run');
      expect(await engine.client.accuracy.list({ entity })).toEqual([]);
    } finally {
      await engine.close();
      removeFolder(folder);
    }
  });
});
