import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignGoldenIds,
  type GoldenIdAssignment,
  newGoldenId,
} from '../../../main/engine/golden/golden-id.ts';

/** The history a project keeps: the id each record has now, and the ones before, latest first. */
interface History {
  readonly now: ReadonlyMap<number, string>;
  readonly before: ReadonlyMap<number, readonly string[]>;
}
const NEW_PROJECT: History = { now: new Map(), before: new Map() };

const newId = (first: number, attempt: number) => newGoldenId('seed', 'crm', String(first), attempt);

/** One run over `clusters` (lists of record ids). */
function run(clusters: readonly (readonly number[])[], history: History = NEW_PROJECT) {
  const recordIds = clusters.flat();
  const clusterOf = Uint32Array.from(clusters.flatMap((members, i) => members.map(() => i * 7)));
  const result = assignGoldenIds({
    clusterOf,
    recordIds,
    previous: (id) => history.now.get(id),
    retired: history.before,
    newId,
  });
  const now = new Map(recordIds.map((id, i) => [id, result.idOf.get(clusterOf[i]!)!]));
  return { result, now, history: remember(history, now) };
}

function remember(history: History, now: ReadonlyMap<number, string>): History {
  const before = new Map(history.before);
  for (const [record, id] of history.now) {
    const earlier = before.get(record) ?? [];
    if (now.get(record) !== id) before.set(record, [id, ...earlier]);
  }
  return { now: new Map([...history.now, ...now]), before };
}

const events = ({ events }: GoldenIdAssignment) => events.map(({ event }) => event);

describe('golden ids from run to run', () => {
  it('a first run creates one id per golden record', () => {
    const { result, now } = run([[1, 2], [3]]);
    expect(result.counts).toEqual({ created: 2, merged: 0, split: 0, restored: 0, unchanged: 0 });
    expect(now.get(1)).toBe(newGoldenId('seed', 'crm', '1'));
    expect(now.get(2)).toBe(now.get(1));
    expect(now.get(3)).not.toBe(now.get(1));
  });

  it('new records join a golden record and leave its id alone', () => {
    const first = run([[5, 6]]);
    const second = run([[1, 5, 6, 9], [2]], first.history);
    expect(second.now.get(1)).toBe(first.now.get(5));
    expect(second.result.counts).toMatchObject({ unchanged: 1, created: 1 });
  });

  it('a merge keeps the id of the larger part and says which it absorbed', () => {
    const first = run([[1], [2, 3]]);
    const second = run([[1, 2, 3]], first.history);
    expect(second.now.get(1)).toBe(first.now.get(2));
    expect(second.result.events).toEqual([
      { event: 'merged', goldenId: first.now.get(2), absorbed: [first.now.get(1)] },
    ]);
  });

  it('a split leaves the id with the larger part and gives the other a new one', () => {
    const first = run([[1, 2, 3]]);
    const second = run([[1], [2, 3]], first.history);
    const old = first.now.get(1)!;
    expect(second.now.get(2)).toBe(old);
    expect(second.result.events).toEqual([{ event: 'split', goldenId: second.now.get(1), from: [old] }]);
    expect(second.now.get(1)).not.toBe(old);
  });

  it('a merge that is undone gives back the id that was absorbed', () => {
    const first = run([[1, 2], [3]]);
    const merged = run([[1, 2, 3]], first.history);
    const split = run([[1, 2], [3]], merged.history);
    expect([...split.now]).toEqual([...first.now]);
    expect(split.result.events).toEqual([
      { event: 'restored', goldenId: first.now.get(3), from: [first.now.get(1)] },
    ]);
  });

  it('a split that is taken back gives back the id from before it, not the one made by it', () => {
    // Whichever of the two ids sorts first.
    for (const pair of [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 10],
    ] as const) {
      const first = run([pair]);
      const split = run([[pair[0]], [pair[1]]], first.history);
      expect(split.now.get(pair[1])).not.toBe(split.now.get(pair[0]));
      const again = run([pair], split.history);
      expect([...again.now]).toEqual([...first.now]);
    }
  });

  it('an id stays with the records that are purely its own when both parts are as large', () => {
    const first = run([[1], [2, 3]]);
    const second = run([[1, 2], [3]], first.history);
    expect(second.now.get(3)).toBe(first.now.get(3));
    expect(second.now.get(1)).toBe(first.now.get(1));
    expect(second.result.counts).toMatchObject({ unchanged: 2, merged: 0, split: 0 });
  });

  it('an id once given to records that are gone is not given again', () => {
    const taken = newGoldenId('seed', 'crm', '1');
    const result = assignGoldenIds({
      clusterOf: Uint32Array.of(0),
      recordIds: [1],
      previous: () => undefined,
      newId,
      isTaken: (id) => id === taken,
    });
    expect(result.idOf.get(0)).toBe(newGoldenId('seed', 'crm', '1', 1));
  });

  it('a partial list of records is a mistake, not a shorter result', () => {
    const input = { clusterOf: Uint32Array.of(0, 1), recordIds: [1], previous: () => undefined, newId };
    expect(() => assignGoldenIds(input)).toThrow(RangeError);
  });
});

describe('whatever the clusters', () => {
  /** Cluster number of each of 12 records; -1: the record is not there. */
  const clustering = fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 12, maxLength: 12 });
  const asClusters = (numbers: readonly number[]) =>
    [0, 1, 2, 3, 4, 5]
      .map((n) => numbers.flatMap((of, record) => (of === n ? [record + 1] : [])))
      .filter((members) => members.length > 0);

  it('every record is in exactly one golden record, and no id is used twice', () => {
    fc.assert(
      fc.property(fc.array(clustering, { minLength: 1, maxLength: 5 }), (runs) => {
        let history = NEW_PROJECT;
        for (const numbers of runs) {
          const clusters = asClusters(numbers);
          const next = run(clusters, history);
          expect(next.result.idOf.size).toBe(clusters.length);
          expect(new Set(next.result.idOf.values()).size).toBe(clusters.length);
          const { created, merged, split, restored, unchanged } = next.result.counts;
          expect(created + merged + split + restored + unchanged).toBe(clusters.length);
          history = next.history;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('running again with the same clusters changes nothing', () => {
    fc.assert(
      fc.property(clustering, clustering, (one, two) => {
        const before = run(asClusters(two), run(asClusters(one)).history);
        const again = run(asClusters(two), before.history);
        expect([...again.now]).toEqual([...before.now]);
        expect(events(again.result)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('neither the numbering of clusters nor the order of records matters', () => {
    fc.assert(
      fc.property(clustering, clustering, (one, two) => {
        const { history } = run(asClusters(one));
        const straight = run(asClusters(two), history);
        const turned = run(
          asClusters(two)
            .toReversed()
            .map((members) => members.toReversed()),
          history,
        );
        expect(new Map(turned.now)).toEqual(new Map(straight.now));
      }),
      { numRuns: 200 },
    );
  });

  it('any merge of whole golden records, undone, leaves every id as it was', () => {
    fc.assert(
      fc.property(clustering, fc.integer({ min: 2, max: 5 }), (numbers, joined) => {
        const clusters = asClusters(numbers);
        const first = run(clusters);
        const merged = run(
          [clusters.slice(0, joined).flat(), ...clusters.slice(joined)].filter((c) => c.length),
          first.history,
        );
        expect(new Map(run(clusters, merged.history).now)).toEqual(new Map(first.now));
      }),
      { numRuns: 200 },
    );
  });
});

describe('new golden ids', () => {
  it('are the same for the same project, source and key, and can be read out on the telephone', () => {
    expect(newGoldenId('p', 'crm', '42')).toBe(newGoldenId('p', 'crm', '42'));
    expect(newGoldenId('p', 'crm', '42')).toMatch(/^G[0-9ABCDEFGHJKMNPQRSTVWXYZ]{12}$/);
    const others = [
      newGoldenId('q', 'crm', '42'),
      newGoldenId('p', 'shop', '42'),
      newGoldenId('p', 'crm4', '2'),
      newGoldenId('p', 'crm', '42', 1),
    ];
    expect(new Set([newGoldenId('p', 'crm', '42'), ...others]).size).toBe(5);
  });
});
