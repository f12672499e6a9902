import { describe, expect, it } from 'vitest';
import { flattenGolden, goldenColumns, plainValues } from '../../../main/engine/golden/flatten.ts';
import type { EntityType } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';

const INDIVIDUAL = DEFAULT_MODEL.entities.find((e) => e.name === 'individual')!;

const flat = (entity: EntityType, golden: Parameters<typeof flattenGolden>[1]) => {
  const columns = goldenColumns(entity);
  const cells = flattenGolden(columns, golden);
  return Object.fromEntries(
    columns.map(({ name }, i) => [name, cells[i]]).filter(([, cell]) => cell !== null),
  );
};

describe('a golden record on one line', () => {
  it('shows the best of each contact point, and all of them', () => {
    const row = flat(INDIVIDUAL, {
      goldenId: 'G1',
      one: { given_name: 'Jean' },
      many: {
        email: [{ value: 'a@ex.fr' }, { value: 'b@ex.fr' }],
        phone: [
          { value: '+33145678901', type: 'landline' },
          { value: '+33612345678', type: 'mobile' },
          { value: '+4412345' },
        ],
        address: [
          {
            value: '12B Rue de la Paix 75002 Paris',
            parts: {
              number: '12B',
              street: 'Rue de la Paix',
              postcode: '75002',
              city: 'Paris',
              country: 'FR',
            },
          },
          { value: '69003 Lyon', parts: { postcode: '69003', city: 'Lyon', region: 'Rhône' } },
        ],
      },
      sources: ['crm', 'shop'],
      records: 3,
    });
    expect(row).toEqual({
      golden_id: 'G1',
      given_name: 'Jean',
      email: 'a@ex.fr',
      emails: 'a@ex.fr; b@ex.fr',
      mobile: '+33612345678',
      landline: '+33145678901',
      phones: '+33145678901; +33612345678; +4412345',
      street: '12B Rue de la Paix',
      postcode: '75002',
      city: 'Paris',
      country: 'FR',
      addresses: '12B Rue de la Paix 75002 Paris; 69003 Lyon',
      sources: 'crm; shop',
      records: '3',
    });
  });

  it('has no two columns of one name, in any entity', () => {
    const tricky: EntityType = {
      name: 'site',
      role: 'custom',
      label: { fr: 'Site', en: 'Site' },
      attributes: [
        ...(['city', 'mobile', 'records'] as const).map((name) => ({
          name,
          kind: 'text' as const,
          label: { fr: name, en: name },
          cardinality: 'one' as const,
        })),
        ...(['home', 'work'] as const).map((name) => ({
          name,
          kind: 'address' as const,
          label: { fr: name, en: name },
          cardinality: 'many' as const,
        })),
      ],
    };
    for (const entity of [...DEFAULT_MODEL.entities, tricky]) {
      const names = goldenColumns(entity).map((column) => column.name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(goldenColumns(tricky).map((column) => column.name)).toContain('home_city');
  });

  it('takes a golden record as it survived', () => {
    const values = plainValues({ one: { sex: { value: 'male' } }, many: { email: [{ value: 'a@ex.fr' }] } });
    expect(values).toEqual({ one: { sex: 'male' }, many: { email: [{ value: 'a@ex.fr' }] } });
  });
});
