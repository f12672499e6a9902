import { describe, expect, it } from 'vitest';
import { explainCandidates } from '../../../main/engine/golden/survivorship-explain.ts';
import type { Member } from '../../../main/engine/golden/survivorship-types.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { DEFAULT_SURVIVORSHIP } from '../../../shared/model/survivorship.ts';

const INDIVIDUAL = DEFAULT_MODEL.entities.find((e) => e.name === 'individual')!;

const record = (
  recordId: number,
  source: string,
  one: Record<string, string>,
  emails: string[] = [],
): Member => ({
  recordId,
  source,
  row: { one, many: { email: emails.map((value) => ({ value })) }, issues: [] },
});

describe('why this value', () => {
  const members = [
    record(1, 'crm', { given_name: 'J.', family_name: 'Durand' }),
    record(2, 'shop', { given_name: 'Jean', family_name: 'Durand' }),
    record(3, 'web', { given_name: 'Jean' }),
    record(4, 'web', { given_name: 'Paul' }),
    record(5, 'web', {}),
    record(6, 'old', { given_name: 'Durand', family_name: 'Jean' }),
  ];
  const explain = (attribute: string, overrides = {}) =>
    explainCandidates(INDIVIDUAL, members, DEFAULT_SURVIVORSHIP, attribute, overrides).map((c) => [
      c.recordId,
      c.value,
      c.won,
      c.rule,
    ]);

  it('every candidate says whether it won, and the rule by which it won or lost', () => {
    expect(explain('given_name')).toEqual([
      [2, 'Jean', true, 'most_frequent'],
      [1, 'J.', false, 'full_form'],
      [3, 'Jean', false, 'same_value'],
      [4, 'Paul', false, 'most_frequent'],
      [5, '', false, 'blank'],
      [6, 'Durand', false, 'swapped_names'],
    ]);
  });

  it("a steward's choice comes first, and is what the others lost to", () => {
    expect(explain('given_name', { given_name: { value: 'Jehan' } }).slice(0, 2)).toEqual([
      [null, 'Jehan', true, 'override'],
      [1, 'J.', false, 'override'],
    ]);
  });

  it('of a list all win, and who agrees is shown as such', () => {
    const list = [
      record(1, 'crm', { updated_at: '2020-01-01' }, ['a@ex.fr']),
      record(2, 'shop', { updated_at: '2024-01-01' }, ['b@ex.fr', 'a@ex.fr']),
    ];
    const explained = explainCandidates(INDIVIDUAL, list, DEFAULT_SURVIVORSHIP, 'email');
    expect(explained.map((c) => [c.recordId, c.value, c.won, c.rule])).toEqual([
      [1, 'a@ex.fr', true, 'same_value'],
      [2, 'b@ex.fr', true, 'listed_first'],
      [2, 'a@ex.fr', true, 'union'],
    ]);
  });

  it('an attribute that does not exist has no candidates', () => {
    expect(explain('no_such_attribute')).toEqual([]);
  });
});
