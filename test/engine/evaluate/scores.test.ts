import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naiveBaseline } from '../../../main/engine/evaluate/baseline.ts';
import { bcubed, evaluate, pairwise } from '../../../main/engine/evaluate/scores.ts';

const clusters = (text: string): Map<string, string> =>
  new Map(
    text.split(' ').flatMap((cluster, at) => [...cluster].map((record) => [record, `c${at}`] as const)),
  );

describe('scores of a clustering against the truth', () => {
  test('a perfect clustering scores 1, whatever the clusters are called', () => {
    const truth = clusters('abc de f');
    const found = new Map([...truth].map(([record, cluster]) => [record, `other-${cluster}`]));
    expect(evaluate(found, truth)).toEqual({
      records: 6,
      missing: 0,
      entities: 3,
      clusters: 3,
      pairwise: { precision: 1, recall: 1, f1: 1, truePairs: 4, foundPairs: 4, hit: 4 },
      bcubed: { precision: 1, recall: 1, f1: 1 },
      exactEntities: 1,
    });
  });

  test('B-cubed on the example of Amigó et al. (2009), figure 9 in kind: counted by hand', () => {
    // Entities {a b c d} and {e}; found {a b} {c d e}.
    const score = evaluate(clusters('ab cde'), clusters('abcd e'));
    expect(score.pairwise).toMatchObject({ truePairs: 6, foundPairs: 4, hit: 2, precision: 0.5 });
    expect(score.pairwise.recall).toBeCloseTo(1 / 3, 12);
    expect(score.bcubed.precision).toBeCloseTo((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5, 12);
    expect(score.bcubed.recall).toBeCloseTo((0.5 * 4 + 1) / 5, 12);
    expect(score.exactEntities).toBe(0);
  });

  test('a record that was lost counts as a cluster of its own and is counted as missing', () => {
    const truth = clusters('abc');
    const found = clusters('ab');
    expect(pairwise(found, truth)).toMatchObject({
      missing: 1,
      truePairs: 3,
      foundPairs: 1,
      hit: 1,
      precision: 1,
    });
    expect(bcubed(found, truth)).toMatchObject({ missing: 1, precision: 1 });
    expect(evaluate(new Map(), truth)).toMatchObject({ missing: 3, clusters: 3 });
  });

  test('records that the truth does not know are ignored', () => {
    expect(evaluate(clusters('abx cyz'), clusters('ab c')).pairwise).toMatchObject({
      precision: 1,
      recall: 1,
    });
  });

  test('agrees with counting every pair and every record one by one', () => {
    const labels = fc.array(fc.tuple(fc.nat(4), fc.option(fc.nat(4), { nil: undefined })), {
      minLength: 1,
      maxLength: 25,
    });
    fc.assert(
      fc.property(labels, (rows) => {
        const truth = new Map(rows.map(([entity], at) => [at, entity]));
        const found = new Map(
          rows.flatMap(([, cluster], at) => (cluster === undefined ? [] : [[at, cluster] as const])),
        );
        const score = evaluate(found, truth);
        expect(score.pairwise).toMatchObject(pairByPair(truth, found));
        const [precision, recall] = recordByRecord(truth, found);
        expect(score.bcubed.precision).toBeCloseTo(precision, 10);
        expect(score.bcubed.recall).toBeCloseTo(recall, 10);
      }),
      { numRuns: 200 },
    );
  });

  test('a million records are scored within seconds', () => {
    const truth = function* (): Generator<[number, number]> {
      for (let at = 0; at < 1_000_000; at++) yield [at, at >> 1];
    };
    const found = new Map<number, number>();
    for (let at = 0; at < 1_000_000; at++) found.set(at, at >> 2);
    const score = evaluate(found, truth());
    expect(score.pairwise).toMatchObject({
      truePairs: 500_000,
      foundPairs: 1_500_000,
      hit: 500_000,
      recall: 1,
    });
  });
});

type Labels = ReadonlyMap<number, number>;

const together = (labels: Labels, a: number, b: number): boolean =>
  a === b || (labels.has(a) && labels.get(a) === labels.get(b));

function pairByPair(truth: Labels, found: Labels): { truePairs: number; foundPairs: number; hit: number } {
  let [truePairs, foundPairs, hit] = [0, 0, 0];
  for (const a of truth.keys()) {
    for (const b of truth.keys()) {
      if (b <= a) continue;
      const real = together(truth, a, b);
      const linked = together(found, a, b);
      if (real) truePairs++;
      if (linked) foundPairs++;
      if (real && linked) hit++;
    }
  }
  return { truePairs, foundPairs, hit };
}

function recordByRecord(truth: Labels, found: Labels): [precision: number, recall: number] {
  const records = [...truth.keys()];
  const mean = (f: (record: number) => number) => records.reduce((sum, r) => sum + f(r), 0) / records.length;
  const both = (r: number) => records.filter((o) => together(truth, r, o) && together(found, r, o)).length;
  return [
    mean((r) => both(r) / records.filter((o) => together(found, r, o)).length),
    mean((r) => both(r) / records.filter((o) => together(truth, r, o)).length),
  ];
}

describe('the naive baseline', () => {
  test('links same name and birth date, or same e-mail, and so on from record to record', () => {
    const rows = [
      { id: 'a', name: 'jean martin', birthDate: '1970-01-02', emails: [] },
      { id: 'b', name: 'jean martin', birthDate: '1970-01-02', emails: ['jm@example.org'] },
      { id: 'c', name: 'j martin', emails: ['jm@example.org', 'x@example.org'] },
      { id: 'd', name: 'jean martin', emails: [] },
      { id: 'e', name: 'jean martin', birthDate: '1971-01-02', emails: [''] },
    ];
    expect(naiveBaseline(rows)).toEqual(
      new Map([
        ['a', 0],
        ['b', 0],
        ['c', 0],
        ['d', 1],
        ['e', 2],
      ]),
    );
  });

  test('blank names, dates and e-mails link nobody', () => {
    const blank = (id: number) => ({ id, name: '', birthDate: '1970-01-02', emails: [''] });
    expect(new Set(naiveBaseline([blank(1), blank(2)]).values()).size).toBe(2);
  });
});
