import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surviveRecord } from '../../../main/engine/golden/survivorship.ts';
import type { Member } from '../../../main/engine/golden/survivorship-types.ts';
import type { EntityType, ManyValue } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { DEFAULT_SURVIVORSHIP, type SurvivorshipRules } from '../../../shared/model/survivorship.ts';
import type { Issue } from '../../../shared/model/values.ts';

const entity = (name: string): EntityType => DEFAULT_MODEL.entities.find((e) => e.name === name)!;
const INDIVIDUAL = entity('individual');
const ORGANISATION = entity('organisation');
const PRODUCT = entity('product');

type Values = Record<string, string | readonly (string | ManyValue)[]>;

/** A record of a cluster: texts are single values, lists are lists. */
function record(recordId: number, values: Values, more: Partial<Member> & { issues?: Issue[] } = {}): Member {
  const one: Record<string, string> = {};
  const many: Record<string, ManyValue[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') one[name] = value;
    else many[name] = value.map((v) => (typeof v === 'string' ? { value: v } : v));
  }
  const { issues = [], ...member } = more;
  return { recordId, source: 'crm', row: { one, many, issues }, ...member };
}

const rules = (over: Partial<SurvivorshipRules>): SurvivorshipRules => ({ ...DEFAULT_SURVIVORSHIP, ...over });
const golden = (members: readonly Member[], over: Partial<SurvivorshipRules> = {}, of = INDIVIDUAL) =>
  surviveRecord(of, members, rules(over));
const warning = (attribute: string, code: string, raw?: string): Issue => ({
  attribute,
  code,
  severity: 'warning',
  ...(raw !== undefined && { raw }),
});

const address = (parts: NonNullable<ManyValue['parts']>): ManyValue => ({
  value: [parts.number, parts.street, parts.postcode, parts.city].filter(Boolean).join(' '),
  parts,
});

describe('names', () => {
  it('a full given name beats an initial, even one that more records carry', () => {
    const result = golden([
      record(1, { given_name: 'J.' }),
      record(2, { given_name: 'J' }),
      record(3, { given_name: 'Jean' }),
    ]);
    expect(result.one.given_name).toEqual({ value: 'Jean', recordId: 3, rule: 'full_form' });
  });

  it('a full given name beats its everyday short form and the half of a hyphenated one', () => {
    const manu = golden([1, 2, 3].map((id) => record(id, { given_name: id === 3 ? 'Emmanuel' : 'Manu' })));
    expect(manu.one.given_name).toEqual({ value: 'Emmanuel', recordId: 3, rule: 'full_form' });
    const half = golden([1, 2, 3].map((id) => record(id, { given_name: id === 3 ? 'Jean-Pierre' : 'Jean' })));
    expect(half.one.given_name?.value).toBe('Jean-Pierre');
  });

  it('Jean is no short form of Jeanne: the name most records carry wins', () => {
    const result = golden([1, 2, 3].map((id) => record(id, { given_name: id === 1 ? 'Jeanne' : 'Jean' })));
    expect(result.one.given_name).toEqual({ value: 'Jean', recordId: 2, rule: 'most_frequent' });
  });

  it('case and accents put aside a name is counted once, and its best spelling survives', () => {
    const result = golden([
      record(1, { family_name: 'LEFEVRE' }),
      record(2, { family_name: 'Lefevre' }),
      record(3, { family_name: 'Lefèvre' }),
      record(4, { family_name: 'Lebrun' }),
      record(5, { family_name: 'Lebrun' }),
    ]);
    expect(result.one.family_name).toEqual({ value: 'Lefèvre', recordId: 3, rule: 'most_frequent' });
  });

  it('when only the spelling differs, the spelling is what decided', () => {
    const result = golden([
      record(1, { given_name: 'HELENE' }),
      record(2, { given_name: 'Hélène' }),
      record(3, { given_name: 'Helene' }),
    ]);
    expect(result.one.given_name).toEqual({ value: 'Hélène', recordId: 2, rule: 'best_spelling' });
  });

  it('a name whose letters were lost on the way loses to a sound one', () => {
    for (const damaged of ['Fr\uFFFDd\uFFFDric', 'FrÃ©dÃ©ric', 'Fr?d?ric']) {
      const result = golden([record(1, { given_name: damaged }), record(2, { given_name: 'Frédéric' })]);
      expect(result.one.given_name).toEqual({ value: 'Frédéric', recordId: 2, rule: 'validated_first' });
    }
  });

  it('a record with given and family name the wrong way round is outvoted', () => {
    const result = golden([
      record(1, { given_name: 'Dupont', family_name: 'Jean' }),
      record(2, { given_name: 'Jean', family_name: 'Dupont' }),
      record(3, { given_name: 'J.', family_name: 'Dupont' }),
    ]);
    expect(result.one.given_name?.value).toBe('Jean');
    expect(result.one.family_name?.value).toBe('Dupont');
  });

  it('two records that disagree on the order never make a "Dupont Dupont"', () => {
    const result = golden([
      record(1, { given_name: 'Jean', family_name: 'Dupont' }),
      record(2, { given_name: 'Dupont', family_name: 'Jean' }),
    ]);
    expect([result.one.given_name?.value, result.one.family_name?.value]).toEqual(['Jean', 'Dupont']);
  });
});

describe('dates', () => {
  it('a full birth date beats one that is only a year', () => {
    const result = golden([
      record(1, { birth_date: '1975' }),
      record(2, { birth_date: '1975' }),
      record(3, { birth_date: '1975-03-02' }),
    ]);
    expect(result.one.birth_date).toEqual({ value: '1975-03-02', recordId: 3, rule: 'full_form' });
  });

  it('a birth date that may be a placeholder loses to one that is not', () => {
    const doubted = { issues: [warning('birth_date', 'date.maybe_placeholder')] };
    const result = golden([
      record(1, { birth_date: '1980-01-01' }, doubted),
      record(2, { birth_date: '1980-01-01' }, doubted),
      record(3, { birth_date: '1983-05-17' }),
    ]);
    expect(result.one.birth_date).toEqual({ value: '1983-05-17', recordId: 3, rule: 'validated_first' });
  });

  it('a doubt is lifted when another record says the same without one', () => {
    const result = golden([
      record(1, { birth_date: '1980-01-01' }, { issues: [warning('birth_date', 'date.maybe_placeholder')] }),
      record(2, { birth_date: '1980-01-01' }),
      record(3, { birth_date: '1983-05-17' }),
    ]);
    expect(result.one.birth_date).toMatchObject({ value: '1980-01-01', rule: 'most_frequent' });
  });

  it('the person is known since the first record, and was last touched by the last', () => {
    const result = golden([
      record(1, { created_at: '2019-01-01', updated_at: '2020-01-01' }),
      record(2, { created_at: '2021-01-01', updated_at: '2024-01-01' }),
    ]);
    expect(result.one.created_at).toEqual({ value: '2019-01-01', recordId: 1, rule: 'min' });
    expect(result.one.updated_at).toEqual({ value: '2024-01-01', recordId: 2, rule: 'max' });
  });
});

describe('e-mails, phones, addresses', () => {
  it('every contact point is kept once, the freshest first, each with the records that hold it', () => {
    const result = golden([
      record(1, { email: ['old@ex.fr', 'shared@ex.fr'], updated_at: '2019-01-01' }),
      record(2, { email: ['shared@ex.fr'], updated_at: '2021-01-01' }),
      record(3, { email: ['new@ex.fr'], updated_at: '2024-01-01' }),
    ]);
    expect(result.many.email).toEqual([
      { value: 'new@ex.fr', recordIds: [3], rule: 'most_recent' },
      { value: 'shared@ex.fr', recordIds: [2, 1], rule: 'most_recent' },
      { value: 'old@ex.fr', recordIds: [1], rule: 'union' },
    ]);
  });

  it('an e-mail with a likely typo comes after one without, and only that one of the record', () => {
    const result = golden([
      record(
        1,
        { email: ['a@gmial.com', 'a@work.fr'], updated_at: '2024-01-01' },
        { issues: [warning('email', 'email.domain_typo', 'A@Gmial.com')] },
      ),
      record(2, { email: ['a@gmail.com'], updated_at: '2019-01-01' }),
    ]);
    expect(result.many.email?.map((e) => e.value)).toEqual(['a@work.fr', 'a@gmail.com', 'a@gmial.com']);
  });

  it('a doubted phone is recognised though the file wrote it the national way', () => {
    const result = golden([
      record(
        1,
        { phone: ['+33612345678', '+33145678901'] },
        { issues: [warning('phone', 'phone.maybe_placeholder', '06 12 34 56 78')] },
      ),
    ]);
    expect(result.many.phone?.map((e) => e.value)).toEqual(['+33145678901', '+33612345678']);
  });

  it('the address moves as a whole: parts are never taken from two records', () => {
    const paris = address({ number: '12', street: 'Rue de la Paix', postcode: '75002', city: 'Paris' });
    const lyon = address({ number: '3', street: 'Cours Gambetta', postcode: '69003', complement: 'Bât. B' });
    const result = golden([
      record(1, { address: [paris], updated_at: '2019-01-01' }),
      record(2, { address: [lyon], updated_at: '2024-01-01' }),
    ]);
    expect(result.many.address?.map((a) => a.parts)).toEqual([lyon.parts, paris.parts]);
  });

  it('near-identical addresses count as one, and the most complete survives', () => {
    const short = address({ number: '12', street: 'RUE DE LA PAIX', postcode: '75002' });
    const full = address({
      number: '12',
      street: 'Rue de la Paix',
      postcode: '75002',
      city: 'Paris',
      complement: 'Esc. 3',
    });
    const bare = address({ number: '12', street: 'Rue de la Paix', city: 'Paris' });
    const result = golden([
      record(1, { address: [short] }),
      record(2, { address: [full] }),
      record(3, { address: [bare] }),
    ]);
    expect(result.many.address).toHaveLength(1);
    expect(result.many.address?.[0]).toMatchObject({
      parts: full.parts,
      recordIds: [2, 1, 3],
      rule: 'full_form',
    });
  });

  it('an address mail can reach beats a fresher bare city', () => {
    const result = golden([
      record(1, { address: [address({ city: 'Paris' })], updated_at: '2024-01-01' }),
      record(2, {
        address: [address({ number: '1', street: 'Rue Haute', postcode: '67000', city: 'Strasbourg' })],
        updated_at: '2012-01-01',
      }),
    ]);
    expect(result.many.address?.[0]).toMatchObject({ recordIds: [2], rule: 'full_form' });
  });
});

describe('strategies', () => {
  const three = [
    record(1, { job_title: 'Directeur général' }, { source: 'shop', updatedAt: '2024-01-01' }),
    record(2, { job_title: 'DG' }, { source: 'crm', updatedAt: '2022-01-01' }),
    record(3, { job_title: 'Gérant' }, { source: 'web', updatedAt: '2020-01-01', validated: true }),
    record(4, { job_title: 'Gérant' }, { source: 'web' }),
  ];
  const by = (...strategies: SurvivorshipRules['default']) =>
    golden(three, { sourcePriority: ['crm', 'shop'], attributes: { job_title: { strategies } } }).one
      .job_title;

  it('each strategy finds its value, names itself and the record', () => {
    expect(by('source_priority')).toEqual({ value: 'DG', recordId: 2, rule: 'source_priority' });
    expect(by('most_recent')).toEqual({ value: 'Directeur général', recordId: 1, rule: 'most_recent' });
    expect(by('oldest')).toEqual({ value: 'Gérant', recordId: 3, rule: 'oldest' });
    expect(by('most_frequent')).toEqual({ value: 'Gérant', recordId: 3, rule: 'most_frequent' });
    expect(by('validated_first')).toEqual({ value: 'Gérant', recordId: 3, rule: 'validated_first' });
    expect(by('longest')).toEqual({ value: 'Directeur général', recordId: 1, rule: 'longest' });
    expect(by('shortest')).toEqual({ value: 'DG', recordId: 2, rule: 'shortest' });
    expect(by('min')).toEqual({ value: 'DG', recordId: 2, rule: 'min' });
    expect(by('max')).toEqual({ value: 'Gérant', recordId: 3, rule: 'max' });
  });

  it('what one strategy leaves tied goes to the next, among those it left', () => {
    const members = [
      record(1, { job_title: 'A' }, { source: 'crm', updatedAt: '2020-01-01' }),
      record(2, { job_title: 'A' }, { source: 'shop', updatedAt: '2024-01-01' }),
      record(3, { job_title: 'B' }, { source: 'crm', updatedAt: '2022-01-01' }),
    ];
    const result = golden(members, {
      sourcePriority: ['crm', 'shop'],
      attributes: { job_title: { strategies: ['source_priority', 'most_recent'] } },
    });
    expect(result.one.job_title).toEqual({ value: 'B', recordId: 3, rule: 'most_recent' });
  });

  it('amounts are compared as numbers', () => {
    const prices = ['9.90', '10.00', '100'].map((price, i) => record(i + 1, { price }));
    const max = golden(prices, { attributes: { price: { strategies: ['max'] } } }, PRODUCT);
    expect(max.one.price).toEqual({ value: '100', recordId: 3, rule: 'max' });
  });

  it('with nothing to tell them apart the lowest record id wins, whatever the order given', () => {
    const members = [
      record(7, { job_title: 'BB' }),
      record(3, { job_title: 'AA' }),
      record(5, { job_title: 'CC' }),
    ];
    const expected = { value: 'AA', recordId: 3, rule: 'lowest_record' };
    expect(golden(members).one.job_title).toEqual(expected);
    expect(golden(members.toReversed()).one.job_title).toEqual(expected);
  });

  it('a blank never beats a value, unless the rule says that blanks count', () => {
    const members = [
      record(1, { job_title: 'Gérant' }, { updatedAt: '2020-01-01' }),
      record(2, {}, { updatedAt: '2024-01-01' }),
    ];
    const rule = (ignoreBlanks: boolean) => ({
      attributes: { job_title: { strategies: ['most_recent'] as const, ignoreBlanks } },
    });
    expect(golden(members, rule(true)).one.job_title?.value).toBe('Gérant');
    expect(golden(members, rule(false)).one.job_title).toBeUndefined();
  });
});

describe('attributes that move together', () => {
  it('the title comes from a record with the surviving sex', () => {
    const result = golden([
      record(1, { sex: 'male', title: 'M.' }),
      record(2, { sex: 'female', title: 'Mme' }),
      record(3, { sex: 'female', title: 'Mme' }),
      record(4, { title: 'M.' }),
      record(5, { title: 'M.' }),
    ]);
    expect(result.one.sex?.value).toBe('female');
    expect(result.one.title).toEqual({ value: 'Mme', recordId: 2, rule: 'coupled' });
  });

  it('a doctor is not contradicted by the sex another record gives', () => {
    const result = golden([record(1, { title: 'Dr' }), record(2, { sex: 'male' })]);
    expect(result.one.title?.value).toBe('Dr');
  });

  it('the legal form comes with the name it belongs to, or not at all', () => {
    const names = [
      record(1, { name: 'Boulangerie Martin' }),
      record(2, { name: 'BOULANGERIE MARTIN', legal_form: 'SARL' }),
      record(3, { name: 'Martin Holding', legal_form: 'SA' }),
    ];
    const result = golden(names, {}, ORGANISATION);
    expect(result.one.name?.value).toBe('Boulangerie Martin');
    expect(result.one.legal_form).toEqual({ value: 'SARL', recordId: 2, rule: 'coupled' });
    const without = golden(
      [names[0]!, record(4, { name: 'Boulangerie Martin' }), names[2]!],
      {},
      ORGANISATION,
    );
    expect(without.one.legal_form).toBeUndefined();
  });

  it('price and currency stay together', () => {
    const result = golden(
      [
        record(1, { price: '10', currency: 'EUR' }, { source: 'a', updatedAt: '2024-01-01' }),
        record(2, { price: '11', currency: 'USD' }, { source: 'b', updatedAt: '2020-01-01' }),
        record(3, { currency: 'USD' }, { source: 'c', updatedAt: '2025-01-01' }),
      ],
      {},
      PRODUCT,
    );
    expect([result.one.price?.value, result.one.currency?.value]).toEqual(['10', 'EUR']);
  });
});

describe("a steward's choice", () => {
  const members = [record(1, { given_name: 'Jean', email: ['a@ex.fr'] }), record(2, { given_name: 'Jean' })];

  it('beats every rule, typed or chosen', () => {
    const result = surviveRecord(INDIVIDUAL, members, DEFAULT_SURVIVORSHIP, {
      given_name: { value: 'Jehan' },
      email: { value: [{ value: 'b@ex.fr' }], recordId: 2 },
    });
    expect(result.one.given_name).toEqual({ value: 'Jehan', recordId: null, rule: 'override' });
    expect(result.many.email).toEqual([{ value: 'b@ex.fr', recordIds: [2], rule: 'override' }]);
  });

  it('may be that there is none', () => {
    const result = surviveRecord(INDIVIDUAL, members, DEFAULT_SURVIVORSHIP, { email: { value: null } });
    expect(result.many.email).toBeUndefined();
  });
});

describe('any cluster', () => {
  const text = fc.constantFrom(
    '',
    'Jean',
    'JEAN',
    'Jéan',
    'Dupont',
    'J.',
    'Jean-Paul',
    '=1+1',
    'é',
    '1975',
    '1975-01-02',
  );
  const member = fc.record({
    source: fc.constantFrom('crm', 'shop', 'web'),
    updatedAt: fc.option(fc.constantFrom('2020-01-01', '2021-05-05T10:00:00Z'), { nil: undefined }),
    given_name: text,
    family_name: text,
    birth_date: text,
    email: fc.array(text, { maxLength: 3 }),
  });
  const cluster = fc
    .array(member, { minLength: 1, maxLength: 8 })
    .map((all) =>
      all.map(({ source, updatedAt, ...values }, i) =>
        record(i + 1, values, { source, ...(updatedAt && { updatedAt }) }),
      ),
    );

  it('gives the same golden record in whatever order its records come, of values the named record holds', () => {
    fc.assert(
      fc.property(cluster, fc.integer({ min: 0, max: 7 }), (members, turn) => {
        const turned = [...members.slice(turn), ...members.slice(0, turn)].toReversed();
        const result = golden(members, { sourcePriority: ['shop', 'crm'] });
        expect(golden(turned, { sourcePriority: ['shop', 'crm'] })).toEqual(result);
        for (const [name, { value, recordId }] of Object.entries(result.one)) {
          expect(members.find((m) => m.recordId === recordId)?.row.one[name]).toBe(value);
        }
        const emails = new Set(
          members.flatMap((m) => (m.row.many.email ?? []).map((e) => e.value).filter(Boolean)),
        );
        expect(new Set((result.many.email ?? []).map((e) => e.value))).toEqual(emails);
      }),
      { numRuns: 300 },
    );
  });
});
