import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestSource } from '../../../main/engine/mapping/suggest.ts';
import { suggestProject } from '../../../main/engine/mapping/suggest-project.ts';
import { DEFAULT_MODEL } from '../../../shared/model/default-model.ts';
import { rulesAsText, table, tableOf } from './tables.ts';

const suggest = (name: string, text: string) => suggestSource(table(name, text), DEFAULT_MODEL);

describe('columns whose header lies', () => {
  test('e-mail addresses under "contact" are e-mail addresses', () => {
    const found = suggest(
      'clients',
      `id|nom|prenom|contact
1|Durand|Marie|marie@example.com
2|Petit|Jean|jean@example.com
3|Martin|Sophie|sophie@example.com`,
    );
    expect(rulesAsText(found)).toContain('email <- contact');
  });

  test('"title" is a civility in a list of people and a name in a list of products', () => {
    const people = suggest(
      'a',
      'id|title|first_name|last_name\n1|Mr|John|Smith\n2|Mrs|Mary|Jones\n3|Ms|Ann|Lee',
    );
    expect(rulesAsText(people)).toContain('title <- title');
    const products = suggest(
      'b',
      'id|title|manufacturer|price\n1|quickbooks pro 2007|intuit|299.95\n2|photoshop elements|adobe|99.99\n3|office 2007|microsoft|149.00',
    );
    expect(products.entity).toBe('product');
    expect(rulesAsText(products)).toContain('name <- title');
  });

  test('"name" holds people in one file and restaurants in another', () => {
    const people = suggest(
      'a',
      'name|phone\nMarie Durand|0612345678\nJean Petit|0612345679\nSophie Martin|0145678901',
    );
    expect(rulesAsText(people)).toContain('full_name <- name');
    const places = suggest(
      'b',
      `name|address|city|phone
Chez Gégé Restaurant|12 rue des Lilas|Lyon|0478000001
Le Bistro du Port|3 quai Foch|Nice|0493000001
Pizzeria Bella Napoli|8 bd Voltaire|Paris|0145000001`,
    );
    expect(places.entity).toBe('organisation');
    expect(rulesAsText(places)).toContain('name <- name');
  });

  test('a clear header is not overruled by a few words that look like something else', () => {
    const found = suggest(
      'loyalty',
      `card_no|full_name|mobile|zip_city|store
1|Durand Marie|0612345678|69003 Lyon|Lyon
2|Petit Jean|0612345679|75016 Paris|Paris
3|Martin Sophie|0612345670|75011 Paris|Nantes`,
    );
    expect(found.unmapped).toEqual(['store']);
  });
});

describe('parts of addresses', () => {
  test('number, street, locality and city in columns of their own', () => {
    const found = suggest(
      'people',
      `rec_id|given_name|surname|street_number|address_1|address_2|suburb|postcode|state|date_of_birth|soc_sec_id
rec-1|sarah|bruhn|44|forbes street|wintersloe|kellerberrin|4510|vic|19300213|7535316
rec-2|jacob|lanyon|5|milne cove|wellwod|beaconsfield|2602|vic|19080712|9497788
rec-3|brinley|efthimiou|106|rosella place||avalon|2603|nsw|19801220|6118999`,
    );
    expect(found.key).toBe('rec_id');
    expect(rulesAsText(found)).toEqual([
      'given_name <- given_name',
      'family_name <- surname',
      'address.number <- street_number',
      'address.street <- address_1',
      'address.complement <- address_2',
      'address.city <- suburb',
      'address.postcode <- postcode',
      'address.region <- state',
      'birth_date <- date_of_birth (ymd)',
      'national_id <- soc_sec_id',
    ]);
  });

  test('numbered columns are two addresses when the postcode is numbered too', () => {
    const found = suggest(
      'clients',
      `id|nom|prenom|adresse1|cp1|ville1|adresse2|cp2|ville2
1|Durand|Marie|12 rue des Lilas|69003|Lyon|8 rue Basse|75016|Paris
2|Petit|Jean|3 avenue Foch|75016|Paris|||`,
    );
    expect(rulesAsText(found).filter((rule) => rule.startsWith('address'))).toEqual([
      'address.line#1 <- adresse1',
      'address.postcode#1 <- cp1',
      'address.city#1 <- ville1',
      'address.line#2 <- adresse2',
      'address.postcode#2 <- cp2',
      'address.city#2 <- ville2',
    ]);
  });

  test('complements of one address are joined; the street is found where the building stands first', () => {
    const found = suggest(
      'clients',
      `id|nom|prenom|adr1|adr2|adr3|cp|ville
1|Durand|Marie|Résidence du Parc|12 rue des Lilas|Bat B|69003|Lyon
2|Petit|Jean|Chez Mme Roux|3 avenue Foch||75016|Paris
3|Martin|Paul|Les Glycines|8 boulevard Voltaire|BP 12|75011|Paris`,
    );
    expect(rulesAsText(found)).toContain('address.line <- adr2');
    expect(rulesAsText(found)).toContain('address.complement <- adr1 + adr3');
  });

  test('nested addresses of a JSON file keep together', () => {
    const columns = [
      'uid',
      'last_name',
      'first_name',
      'customer.email',
      'addresses[0].type',
      'addresses[0].line1',
      'addresses[0].zip',
      'addresses[1].line1',
      'addresses[1].zip',
    ];
    const rows = [
      [
        'U1',
        'Durand',
        'Marie',
        'marie@example.com',
        'billing',
        '12 rue des Lilas',
        '69003',
        '8 rue Basse',
        '75016',
      ],
      ['U2', 'Petit', 'Jean', 'jean@example.com', 'billing', '3 avenue Foch', '75016', null, null],
    ];
    expect(rulesAsText(suggestSource(tableOf('shop', columns, rows), DEFAULT_MODEL)).slice(2)).toEqual([
      'email <- customer.email',
      'address.type#1 <- addresses[0].type',
      'address.line#1 <- addresses[0].line1',
      'address.postcode#1 <- addresses[0].zip',
      'address.line#2 <- addresses[1].line1',
      'address.postcode#2 <- addresses[1].zip',
    ]);
  });
});

describe('a table of something else', () => {
  const papers = `id|title|authors|venue|year
a1|Semantic integration of models|D. Mackay|SIGMOD Record|1999
a2|Estimation of query results|V. Poosala, Y. Ioannidis|VLDB|1996
a3|Incremental maintenance of views|M. Mohania|EDBT|1996`;

  test('becomes an entity of its own, so that it can be matched', () => {
    const found = suggest('dblp', papers);
    expect(found.newEntity?.attributes.map(({ name, kind }) => [name, kind])).toEqual([
      ['title', 'text'],
      ['authors', 'text'],
      ['venue', 'text'],
      ['year', 'integer'],
    ]);
    expect(found.mapping.entity).toBe(found.newEntity?.name);
    expect(found.key).toBe('id');
  });

  test('two files of the same unknown thing share the entity', async () => {
    const other = papers.replaceAll('a1', 'b1').replaceAll('a2', 'b2').replaceAll('a3', 'b3');
    const found = await suggestProject([table('dblp', papers), table('acm', other)], DEFAULT_MODEL);
    expect(found.newEntities).toHaveLength(1);
    expect(found.sources.map(({ entity }) => entity)).toEqual(['item', 'item']);
    expect(rulesAsText(found.sources[1]!)).toEqual([
      'title <- title',
      'authors <- authors',
      'venue <- venue',
      'year <- year',
    ]);
  });
});

describe('a project', () => {
  test('the customer of an order is the column that looks like the keys of the other files', async () => {
    const crm = table(
      'crm',
      'ID_CLIENT|NOM|PRENOM\nC01969791|Durand|Marie\nC08121424|Petit|Jean\nC05485722|Martin|Paul',
    );
    const orders = table(
      'ventes',
      'no_ticket|date_vente|montant|porteur\nT1|01/02/2024|12,50|C01969791\nT2|13/02/2024|3,20|C01969791\nT3|14/02/2024|8,00|C05485722',
    );
    const [, found] = (await suggestProject([crm, orders], DEFAULT_MODEL)).sources;
    expect(found?.entity).toBe('activity');
    expect(rulesAsText(found!)).toContain('party_ref <- porteur');
  });

  test('what was chosen before is chosen again', () => {
    const input = table('crm', 'id|nom|prenom|zone_7\n1|Durand|Marie|x\n2|Petit|Jean|y');
    const earlier = [{ column: 'ZONE_7', entity: 'individual', to: 'loyalty_number' }];
    const found = suggestSource({ ...input, earlier }, DEFAULT_MODEL);
    expect(rulesAsText(found)).toContain('loyalty_number <- zone_7');
    expect(found.suggestions.find(({ rule }) => rule.to === 'loyalty_number')?.reasons.join()).toContain(
      'before',
    );
  });

  test('an attribute the project added is found by its name or label', () => {
    const model = {
      ...DEFAULT_MODEL,
      entities: DEFAULT_MODEL.entities.map((entity) =>
        entity.name === 'individual'
          ? {
              ...entity,
              attributes: [
                ...entity.attributes,
                {
                  name: 'shoe_size',
                  kind: 'text' as const,
                  label: { fr: 'Pointure', en: 'Shoe size' },
                  cardinality: 'one' as const,
                },
              ],
            }
          : entity,
      ),
    };
    const found = suggestSource(
      table('crm', 'id|nom|prenom|POINTURE\n1|Durand|Marie|38\n2|Petit|Jean|43'),
      model,
    );
    expect(rulesAsText(found)).toContain('shoe_size <- POINTURE');
  });
});

describe('whatever the table', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      null,
      '',
      'Marie Durand',
      'a@b.fr',
      '0612345678',
      '12 rue x',
      '69003 Lyon',
      '01/02/1980',
      '12,5',
      'M',
      'oui',
    ),
    fc.string({ maxLength: 20 }),
  );
  const header = fc.oneof(
    fc.constantFrom(
      'nom',
      'prenom',
      'name',
      'email',
      'tel',
      'adresse',
      'cp',
      'ville',
      'id',
      'date',
      'total',
      'x',
      'column_1',
      '__proto__',
      'constructor',
      '',
    ),
    fc.string({ maxLength: 20 }),
  );

  test('every column is mapped, unmapped or the key, and no single value is fed twice', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(header, { minLength: 1, maxLength: 8 }),
        fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 6 }),
        (columns, rows) => {
          const found = suggestSource(tableOf('t', columns, rows), DEFAULT_MODEL);
          const read = found.mapping.rules.flatMap((rule) => rule.from);
          expect(new Set(read).size).toBe(read.length);
          expect(new Set([...read, ...found.unmapped, ...(found.key === null ? [] : [found.key])])).toEqual(
            new Set(columns),
          );
          const entity = found.newEntity ?? DEFAULT_MODEL.entities.find(({ name }) => name === found.entity)!;
          const single = found.mapping.rules
            .filter(({ to }) => entity.attributes.find(({ name }) => name === to)?.cardinality !== 'many')
            .map(({ to, group }) => `${to} ${group ?? ''}`);
          expect(new Set(single).size).toBe(single.length);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a table of 3,000 columns is read in seconds', () => {
    const columns = Array.from({ length: 3000 }, (_, i) => `mesure_${i}`);
    const rows = Array.from({ length: 20 }, (_, r) => columns.map((_, i) => String(r * i)));
    const start = performance.now();
    suggestSource(tableOf('wide', columns, rows), DEFAULT_MODEL);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
