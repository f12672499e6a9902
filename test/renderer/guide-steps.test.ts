import { describe, expect, it } from 'vitest';
import { stepsDone } from '../../renderer/workspace/guide-steps.ts';
import type { Overview } from '../../shared/contract/overview.ts';

const entity = {
  entity: 'individual',
  records: 10,
  golden: 8,
  sizes: [],
  review: 2,
  cut: 0,
  estimatedPrecision: 0.99,
  sources: [],
  largest: [],
  lastRun: null,
} satisfies Overview['entities'][number];

const matched: Overview = {
  entities: [entity],
  issues: [],
  completeness: [],
  activities: [],
  quarantined: 0,
  decisions: 0,
  pending: [],
  lastExport: null,
  next: ['review_pairs', 'export'],
};
const done = (overview: Overview | undefined) => [...stepsDone(overview)];

describe('the guide of five steps', () => {
  it('has nothing done without a project or in an empty one', () => {
    expect(done(undefined)).toEqual([]);
    expect(done({ ...matched, entities: [], next: ['add_sources'] })).toEqual([]);
  });

  it('follows the job: mapped, matched, doubts left', () => {
    expect(done({ ...matched, next: ['map_sources'] })).toEqual(['sources']);
    expect(done({ ...matched, pending: ['match'], next: ['run_matching'] })).toEqual(['sources', 'mapping']);
    expect(done(matched)).toEqual(['sources', 'mapping', 'match']);
  });

  it('ends with doubts settled and an export that is up to date', () => {
    const settled = { ...matched, entities: [{ ...entity, review: 0 }] };
    const exported = { at: '2026-11-22', directory: '/out', stale: false };
    expect(done({ ...settled, lastExport: exported })).toEqual([
      'sources',
      'mapping',
      'match',
      'review',
      'exports',
    ]);
    expect(done({ ...settled, lastExport: { ...exported, stale: true } })).not.toContain('exports');
  });
});
