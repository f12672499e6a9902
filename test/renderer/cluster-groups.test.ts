import { describe, expect, it } from 'vitest';
import { asNumbered, asOne, firstGroups, strongestLinks } from '../../renderer/review/cluster-groups.ts';
import type { ReviewSide } from '../../shared/contract/review.ts';

const row = (key: string) => ({ source: 'crm', key });
const rows = ['a', 'b', 'c', 'd', 'e'].map(row);
const said = (decisions: ReturnType<typeof asOne>) =>
  decisions.map(({ kind, left, right }) => `${left.key}${kind === 'link' ? '+' : '|'}${right.key}`);

describe('a cluster decided as a whole', () => {
  it('as one person links every record to the next', () => {
    expect(said(asOne(rows))).toEqual(['a+b', 'b+c', 'c+d', 'd+e']);
    expect(asOne(rows.slice(0, 1))).toEqual([]);
  });

  it('keeps what has another number apart from all that was not touched, which stays undecided', () => {
    expect(said(asNumbered(rows, [1, 1, 2, 1, 1]))).toEqual(['a|c', 'b|c', 'd|c', 'e|c']);
  });

  it('links what was given the same other number, and keeps others apart from it once', () => {
    expect(said(asNumbered(rows, [1, 2, 2, 3, 3]))).toEqual(['b+c', 'a|b', 'd+e', 'a|d', 'b|d']);
  });

  it('says nothing while all have the same number', () => {
    expect(asNumbered(rows, [4, 4, 4, 4, 4])).toEqual([]);
  });

  it('starts from the golden records there are', () => {
    const of = (goldenId: string | null) => ({ goldenId }) as ReviewSide;
    expect(firstGroups([of('G1'), of('G1'), of('G2'), of('G1')])).toEqual([1, 1, 2, 1]);
  });

  it('shows for each record its strongest link', () => {
    const pair = { state: 'merged' as const, reason: null };
    const links = strongestLinks({
      pairs: [
        { leftId: 1, rightId: 2, weight: 3, ...pair },
        { leftId: 2, rightId: 3, weight: 9, ...pair },
      ],
    });
    expect([...links]).toEqual([
      [1, 3],
      [2, 9],
      [3, 9],
    ]);
  });
});
