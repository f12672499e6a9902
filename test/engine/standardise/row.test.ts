import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRow } from '../../../main/engine/standardise/row.ts';
import type { CanonicalModel, EntityType } from '../../../shared/model/canonical.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { UserError } from '../../../shared/model/errors.ts';
import type { MappingRule } from '../../../shared/model/mapping.ts';
import type { RawCell } from '../../../shared/model/source.ts';

const CONTEXT = { defaultCountry: 'FR', now: '2026-01-15' };
const entityOf = (name: string): EntityType => DEFAULT_MODEL.entities.find((entity) => entity.name === name)!;

function rowOf(
  entity: string,
  rules: readonly MappingRule[],
  columns: readonly string[],
  model: CanonicalModel = DEFAULT_MODEL,
) {
  const type = model.entities.find(({ name }) => name === entity) ?? entityOf(entity);
  return compileRow({ entity, rules }, type, model, columns, CONTEXT);
}

const to = (
  target: string,
  from: string | readonly string[],
  extra: Partial<MappingRule> = {},
): MappingRule => ({
  to: target,
  from: typeof from === 'string' ? [from] : from,
  ...extra,
});

/** Cells by column name. */
const cellsOf = (columns: readonly string[], record: Record<string, string>): RawCell[] =>
  columns.map((column) => record[column] ?? null);

function refused(compile: () => unknown) {
  try {
    compile();
  } catch (error) {
    if (error instanceof UserError) return error.data;
    throw error;
  }
  return undefined;
}

const CRM_COLUMNS =
  'ID_CLIENT CIVILITE NOM PRENOM NOM_NAISSANCE DATE_NAISSANCE EMAIL TEL_FIXE TEL_MOBILE ADRESSE1 ADRESSE2 CODE_POSTAL VILLE PAYS SIRET DATE_MAJ'.split(
    ' ',
  );
const CRM_RULES = [
  to('party_identifier', 'ID_CLIENT'),
  to('title', 'CIVILITE'),
  to('family_name', 'NOM'),
  to('given_name', 'PRENOM'),
  to('birth_name', 'NOM_NAISSANCE'),
  to('birth_date', 'DATE_NAISSANCE', { dateOrder: 'dmy' }),
  to('email', 'EMAIL'),
  to('phone', 'TEL_FIXE', { type: 'landline' }),
  to('phone', 'TEL_MOBILE', { type: 'mobile' }),
  to('address.line', 'ADRESSE1'),
  to('address.complement', 'ADRESSE2'),
  to('address.postcode', 'CODE_POSTAL'),
  to('address.city', 'VILLE'),
  to('address.country', 'PAYS'),
  to('siret', 'SIRET'),
  to('updated_at', 'DATE_MAJ'),
];
const CRM_RECORD = {
  ID_CLIENT: 'C00042',
  CIVILITE: 'MME',
  NOM: 'LE GALL',
  PRENOM: 'clémence',
  NOM_NAISSANCE: 'ROUSSEAU',
  DATE_NAISSANCE: '16/07/1982',
  EMAIL: 'Clemence.LeGall@Orange.fr ',
  TEL_FIXE: '02 97 54 12 34',
  TEL_MOBILE: '06-12-34-98-68',
  ADRESSE1: '139, r. de la République',
  ADRESSE2: 'Bât A',
  CODE_POSTAL: '1000',
  VILLE: 'BOURG EN BRESSE CEDEX',
  PAYS: 'FRANCE',
  DATE_MAJ: '03/07/2025',
};

describe('a row of a French CRM', () => {
  const row = rowOf('individual', CRM_RULES, CRM_COLUMNS);

  it('becomes one canonical record', () => {
    const { one, many, issues } = row.standardise(cellsOf(CRM_COLUMNS, CRM_RECORD));
    expect(one).toMatchObject({
      sex: 'female',
      given_name: 'Clémence',
      family_name: 'Le Gall',
      birth_name: 'Rousseau',
      birth_date: '1982-07-16',
      updated_at: '2025-07-03',
    });
    expect(many).toEqual({
      party_identifier: [{ value: 'C00042', type: 'ID_CLIENT' }],
      email: [{ value: 'clemence.legall@orange.fr' }],
      phone: [
        { value: '+33297541234', type: 'landline' },
        { value: '+33612349868', type: 'mobile' },
      ],
      address: [
        {
          value: '139 Rue de la République, Bât A, 01000 Bourg-en-Bresse',
          parts: {
            number: '139',
            street: 'Rue de la République',
            complement: 'Bât A',
            postcode: '01000',
            city: 'Bourg-en-Bresse',
            country: 'FR',
          },
        },
      ],
    });
    expect(issues.map(({ code, attribute }) => `${attribute} ${code}`)).toEqual([
      'address address.postcode_lost_zero',
    ]);
  });

  it('is blank where it says nothing, and says so', () => {
    const { one, many, issues } = row.standardise(
      cellsOf(CRM_COLUMNS, {
        NOM: 'INCONNU',
        PRENOM: 'Léa',
        DATE_NAISSANCE: '01/01/1900',
        ADRESSE1: 'N/A',
        TEL_MOBILE: '0600000000',
      }),
    );
    expect(one).toEqual({ given_name: 'Léa' });
    expect(many).toEqual({});
    expect(new Set(issues.map(({ attribute }) => attribute))).toEqual(
      new Set(['family_name', 'birth_date', 'address', 'phone']),
    );
    expect(issues.find(({ attribute }) => attribute === 'family_name')?.raw).toBe('INCONNU');
  });

  it('is an empty record when all cells are blank', () => {
    expect(row.standardise(CRM_COLUMNS.map(() => null))).toEqual({ one: {}, many: {}, issues: [] });
    expect(row.standardise([])).toEqual({ one: {}, many: {}, issues: [] });
  });

  it('keeps its head when columns are shifted', () => {
    const values = Object.values(CRM_RECORD);
    const { one, issues } = row.standardise(['x', ...values]);
    expect(one.birth_date).toBeUndefined();
    expect(issues.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(2);
  });

  it('gives a number its real line type, and every number once', () => {
    const { many } = row.standardise(
      cellsOf(CRM_COLUMNS, { TEL_FIXE: '06 12 34 98 68', TEL_MOBILE: '+33 6 12 34 98 68' }),
    );
    expect(many.phone).toEqual([{ value: '+33612349868', type: 'mobile' }]);
  });

  it('takes both numbers of one cell', () => {
    const { many } = row.standardise(cellsOf(CRM_COLUMNS, { TEL_FIXE: '02 97 54 12 34 / 06 12 34 98 68' }));
    expect(many.phone?.map(({ value, type }) => `${type} ${value}`)).toEqual([
      'landline +33297541234',
      'mobile +33612349868',
    ]);
  });

  it('flags a name field that holds a company, and keeps it', () => {
    const { one, issues } = row.standardise(cellsOf(CRM_COLUMNS, { NOM: 'DUPONT TRANSPORTS SARL' }));
    expect(one.family_name?.toLowerCase()).toContain('dupont');
    expect(issues.map(({ code }) => code)).toContain('name.organisation');
  });
});

describe('a row of a loyalty file', () => {
  const columns = ['card_no', 'full_name', 'mobile', 'street', 'zip_city'];
  const row = rowOf(
    'individual',
    [
      to('loyalty_number', 'card_no'),
      to('full_name', 'full_name'),
      to('phone', 'mobile', { type: 'mobile' }),
      to('address.line', 'street'),
      to('address.postcode_city', 'zip_city'),
    ],
    columns,
  );

  it.each([
    [
      'Levy, Hugo',
      '14 Boulevard de la Paix',
      '51000 Châlons-en-Champagne',
      '14 Boulevard de la Paix, 51000 Châlons-en-Champagne',
    ],
    ['LEVY Hugo', '32 Avenue du Calvaire', 'Niort 79000', '32 Avenue du Calvaire, 79000 Niort'],
    [
      'M. Hugo Levy',
      'Appt 31 45 Rue de Verdun',
      '97400 ST DENIS',
      '45 Rue de Verdun, Appt 31, 97400 Saint-Denis',
    ],
  ])('splits the name %s and the town %s', (name, street, town, address) => {
    const { one, many } = row.standardise(['2900012345671', name, null, street, town]);
    expect(one).toMatchObject({ given_name: 'Hugo', family_name: 'Levy', loyalty_number: '2900012345671' });
    expect(many.address?.map(({ value }) => value)).toEqual([address]);
  });
});

describe('a row of a nested shop file', () => {
  const columns = [
    'uid',
    'first_name',
    'last_name',
    'addresses[0].type',
    'addresses[0].line1',
    'addresses[0].zip',
    'addresses[0].city',
    'addresses[1].type',
    'addresses[1].line1',
    'addresses[1].zip',
    'addresses[1].city',
  ];
  const group = (index: number) => {
    const extra = { group: String(index + 1) };
    const from = (name: string) => `addresses[${index}].${name}`;
    return [
      to('address.type', from('type'), extra),
      to('address.line', from('line1'), extra),
      to('address.postcode', from('zip'), extra),
      to('address.city', from('city'), extra),
    ];
  };
  const row = rowOf(
    'individual',
    [to('given_name', 'first_name'), to('family_name', 'last_name'), ...group(0), ...group(1)],
    columns,
  );

  it('has one address per group, typed by its column', () => {
    const cells = [
      'U1',
      'marie',
      'clément',
      'billing',
      '84 Chemin du Puits',
      '81390',
      'Briatexte',
      'Livraison',
      '2 r Haute',
      '81000',
      'ALBI',
    ];
    const { one, many } = row.standardise(cells);
    expect(one).toMatchObject({ given_name: 'Marie', family_name: 'Clément' });
    expect(many.address?.map(({ type, value }) => [type, value])).toEqual([
      ['billing', '84 Chemin du Puits, 81390 Briatexte'],
      ['shipping', '2 Rue Haute, 81000 Albi'],
    ]);
    expect(row.trace(cells, 'address').values[1]?.columns.map(({ column }) => column)).toEqual(
      columns.slice(7),
    );
  });

  it('has no address where the group is blank', () => {
    const { many } = row.standardise([
      'U1',
      'marie',
      'clément',
      'billing',
      '',
      '',
      '',
      null,
      null,
      null,
      null,
    ]);
    expect(many).toEqual({});
  });
});

describe('values that other values tell', () => {
  it('a SIREN comes from the SIRET, a legal form from the name', () => {
    const row = rowOf('organisation', [to('name', 'nom'), to('siret', 'siret')], ['nom', 'siret']);
    const cells = ['MERCIER ET FILS SARL', '732 829 320 00074'];
    expect(row.standardise(cells).one).toMatchObject({
      legal_form: 'SARL',
      siret: '73282932000074',
      siren: '732829320',
    });
    expect(row.trace(cells, 'siren').values).toEqual([
      {
        value: '732829320',
        columns: [{ column: 'siret', raw: '732 829 320 00074' }],
        steps: [{ operation: 'siren.from_siret', input: '73282932000074', output: '732829320' }],
      },
    ]);
  });

  it('what is stated outright wins, in whatever order the rules stand', () => {
    const row = rowOf('organisation', [to('name', 'nom'), to('legal_form', 'forme')], ['nom', 'forme']);
    const { one, issues } = row.standardise(['MERCIER ET FILS SARL', 'SAS']);
    expect(one.legal_form).toBe('SAS');
    expect(issues).toEqual([]);
  });

  it('a currency comes from the amount', () => {
    const row = rowOf('activity', [to('party_ref', 'ref'), to('amount', 'montant')], ['ref', 'montant']);
    expect(row.standardise(['C1', '17,43 €']).one).toMatchObject({ amount: '17.43', currency: 'EUR' });
  });
});

describe('nomenclatures and requirements', () => {
  const columns = ['ref', 'etat', 'canal'];
  const row = rowOf(
    'consent',
    [
      to('party_ref', 'ref'),
      to('status', 'etat', { codes: { A: 'opt_in', D: 'opt_out' } }),
      to('channel', 'canal'),
    ],
    columns,
  );

  it("the rule's own codes come first, then the code list", () => {
    expect(row.standardise(['C1', 'a', 'Courriel']).one).toMatchObject({
      status: 'opt_in',
      channel: 'email',
    });
    expect(row.standardise(['C1', 'oui', 'SMS']).one).toMatchObject({ status: 'opt_in', channel: 'sms' });
  });

  it('a value outside the list is kept and flagged', () => {
    const { one, issues } = row.standardise(['C1', 'peut-être', 'sms']);
    expect(one.status).toBe('peut-être');
    expect(issues).toMatchObject([{ code: 'code.unknown', attribute: 'status', raw: 'peut-être' }]);
  });

  it('a required attribute left blank is an issue', () => {
    expect(row.standardise(['C1', '', null]).issues).toEqual([
      { code: 'required.blank', severity: 'error', attribute: 'channel' },
      { code: 'required.blank', severity: 'error', attribute: 'status' },
    ]);
  });
});

describe('a mapping that does not fit', () => {
  it('names the missing column and those like it', () => {
    const data = refused(() => rowOf('individual', [to('email', 'E_MAIL')], ['ID', 'EMAIL', 'VILLE']));
    expect(data).toMatchObject({ code: 'mapping.column_missing', where: { column: 'E_MAIL' } });
    expect(data?.next).toContain('EMAIL');
    expect(data?.next).not.toContain('VILLE');
  });

  it.each(['nickname', 'address.planet', 'email.host'])('names the target %s that there is not', (target) => {
    expect(refused(() => rowOf('individual', [to(target, 'a')], ['a']))?.code).toBe('mapping.target_unknown');
  });

  it('names the code list that the model does not have', () => {
    const model = { ...DEFAULT_MODEL, codeLists: [] };
    expect(refused(() => rowOf('consent', [to('status', 'a')], ['a'], model))?.code).toBe(
      'mapping.code_list_missing',
    );
  });
});

describe('the trace of a value', () => {
  const columns = ['prenom', 'nom', 'tel1', 'tel2', 'rue', 'cp', 'ville'];
  const row = rowOf(
    'individual',
    [
      to('full_name', ['prenom', 'nom']),
      to('phone', 'tel1', { transforms: [{ op: 'replace', pattern: '^tel:', with: '' }] }),
      to('phone', 'tel2'),
      to('address.line', ['rue', 'cp', 'ville']),
    ],
    columns,
  );

  it('tells the cells and the steps', () => {
    const cells = ['Léa', 'MARTIN', 'tel:0612349868', '+33612349868', '5 r Haute', '81000', 'ALBI'];
    expect(row.trace(cells, 'phone')).toEqual({
      attribute: 'phone',
      values: [
        {
          value: '+33612349868',
          columns: [
            { column: 'tel1', raw: 'tel:0612349868' },
            { column: 'tel2', raw: '+33612349868' },
          ],
          steps: [
            { operation: 'replace', input: 'tel:0612349868', output: '0612349868' },
            { operation: 'phone.e164', input: '0612349868', output: '+33612349868' },
          ],
        },
      ],
    });
    const address = row.trace(cells, 'address').values[0];
    expect(address?.columns.map(({ column }) => column)).toEqual(['rue', 'cp', 'ville']);
    expect(address?.steps[0]).toEqual({
      operation: 'join',
      input: '5 r Haute | 81000 | ALBI',
      output: '5 r Haute 81000 ALBI',
    });
    expect(address?.steps.at(-1)?.output).toBe('5 Rue Haute, 81000 Albi');
    expect(row.trace(cells, 'family_name').values[0]?.value).toBe('Martin');
  });

  it('gives the values that the record has, for any cells', () => {
    const texts = Object.values(CRM_RECORD);
    const cell = fc.option(fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 20 })));
    const crm = rowOf('individual', CRM_RULES, CRM_COLUMNS);
    const targets = entityOf('individual').attributes;
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: CRM_COLUMNS.length, maxLength: CRM_COLUMNS.length }),
        (cells) => {
          const { one, many } = crm.standardise(cells);
          for (const { name } of targets) {
            const traced = new Set(crm.trace(cells, name).values.map(({ value }) => value));
            const stated =
              one[name] === undefined ? (many[name] ?? []).map(({ value }) => value) : [one[name]];
            expect(traced).toEqual(new Set(stated));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
