import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

let project: SampleProject;
let names: string[];
type Row = { goldenId: string; members: number; cells: (string | null)[] };
let all: Row[];

const entity = 'individual';
const cell = (row: Row, column: string): string => row.cells[names.indexOf(column)] ?? '';
const folded = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

beforeAll(async () => {
  project = await sampleProject(250);
  names = (await project.client.golden.columns({ entity })).map(({ name }) => name);
  all = (await project.client.golden.query({ entity, limit: 1000 })).rows;
}, 240_000);
afterAll(() => project.close());

describe('the grid of golden records', () => {
  it('says which of its columns hold nothing', async () => {
    const columns = await project.client.golden.columns({ entity });
    const blank = (name: string) => all.every((row) => cell(row, name) === '');
    expect(columns.map(({ name, empty }) => [name, empty])).toEqual(names.map((name) => [name, blank(name)]));
    expect(new Set(columns.map(({ empty }) => empty))).toEqual(new Set([true, false]));
  });

  it('shows every golden record once, window after window', async () => {
    const { total } = await project.client.golden.query({ entity });
    expect(all).toHaveLength(total);
    expect(new Set(all.map(({ goldenId }) => goldenId)).size).toBe(total);
    const window = await project.client.golden.query({ entity, offset: 40, limit: 7 });
    expect(window).toEqual({ total, rows: all.slice(40, 47) });
    expect((await project.client.golden.query({ entity, offset: total + 5 })).rows).toEqual([]);
  });

  it('shows what the record page shows', async () => {
    const row = all.find(({ members }) => members > 2)!;
    const shown = await project.client.golden.show({ goldenId: row.goldenId });
    expect(shown.members).toHaveLength(row.members);
    for (const name of names) {
      expect(cell(row, name)).toBe((shown.values[name] ?? []).map(({ value }) => value).join('; '));
    }
  });

  it('finds what the figures of the overview count', async () => {
    const of = async (column: string, text: string) => {
      const filters = [{ column, op: 'equals' as const, text }];
      return project.client.golden.query({ entity, filters, limit: 1000 });
    };
    const [people] = (await project.client.overview.get()).entities;
    for (const [members, count] of people!.sizes) {
      const { total, rows } = await of('_members', String(members));
      expect(total).toBe(count);
      expect(rows.every((row) => row.members === members)).toBe(true);
    }
    for (const { source, alone } of people!.sources) {
      const { rows } = await of('_sources', source);
      expect(rows.reduce((sum, { members }) => sum + members, 0)).toBe(alone);
    }
    expect((await of('_sources', 'no such source')).total).toBe(0);
    const { at: _, ...events } = people!.lastRun!;
    for (const [event, count] of Object.entries(events))
      expect((await of('_event', event)).total).toBe(count);
    // Matched again, nothing happens to anybody: what the run before did is no longer told.
    const { jobId } = await project.client.match.run();
    await project.client.jobs.result({ jobId });
    expect((await of('_event', 'created')).total).toBe(0);
    expect((await of('_event', 'unchanged')).total).toBe(people!.golden);
  });

  it.each([false, true])(
    'sorts by any column without regard to accents, blanks last (descending: %s)',
    async (descending) => {
      for (const column of ['family_name', 'birth_date', 'email', 'siret']) {
        const sort = { column, descending };
        const { rows } = await project.client.golden.query({ entity, sort, limit: 1000 });
        expect(rows).toHaveLength(all.length);
        const values = rows.map((row) => folded(cell(row, column)));
        const filled = values.filter((value) => value !== '');
        expect(values.slice(filled.length).every((value) => value === '')).toBe(true);
        const sorted = [...filled].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(filled).toEqual(descending ? sorted.reverse() : sorted);
      }
    },
  );

  it('sorts numbers of records as numbers', async () => {
    const { rows } = await project.client.golden.query({
      entity,
      sort: { column: '_members', descending: true },
      limit: 1000,
    });
    const members = rows.map((row) => row.members);
    expect(members).toEqual([...members].sort((a, b) => b - a));
    expect(members[0]).toBeGreaterThan(1);
  });

  it('filters as a plain look at every record does', async () => {
    const some = all.find((row) => cell(row, 'family_name').length > 4 && cell(row, 'email').includes(';'))!;
    const [first, second] = cell(some, 'email').split('; ');
    const name = cell(some, 'family_name');
    const cases: [
      string,
      'contains' | 'equals' | 'starts' | 'blank' | 'filled' | 'from' | 'to',
      string,
      (value: string) => boolean,
    ][] = [
      [
        'family_name',
        'contains',
        name.slice(1, 4).toUpperCase(),
        (v) => folded(v).includes(folded(name.slice(1, 4))),
      ],
      ['family_name', 'starts', name.slice(0, 2), (v) => folded(v).startsWith(folded(name.slice(0, 2)))],
      ['family_name', 'equals', name, (v) => folded(v) === folded(name)],
      ['email', 'equals', second!, (v) => v.split('; ').includes(second!)],
      [
        'email',
        'starts',
        first!.slice(0, 5),
        (v) => v.split('; ').some((e) => e.startsWith(first!.slice(0, 5))),
      ],
      ['email', 'blank', '', (v) => v === ''],
      ['siret', 'filled', '', (v) => v !== ''],
      ['birth_date', 'from', '1980', (v) => v >= '1980'],
      ['birth_date', 'to', '1980', (v) => v !== '' && v.slice(0, 4) <= '1980'],
    ];
    for (const [column, op, text, holds] of cases) {
      const { total, rows } = await project.client.golden.query({
        entity,
        filters: [{ column, op, text }],
        limit: 1000,
      });
      const wanted = all.filter((row) => holds(cell(row, column)));
      expect(rows, `${column} ${op} ${text}`).toEqual(wanted);
      expect(total).toBe(wanted.length);
    }
  });

  it('several filters and a sort hold together', async () => {
    const { rows } = await project.client.golden.query({
      entity,
      filters: [
        { column: 'email', op: 'filled' },
        { column: 'birth_date', op: 'from', text: '1970' },
      ],
      sort: { column: 'given_name', descending: false },
      limit: 1000,
    });
    const wanted = all.filter((row) => cell(row, 'email') !== '' && cell(row, 'birth_date') >= '1970');
    expect(rows.map((row) => row.goldenId).sort()).toEqual(wanted.map((row) => row.goldenId).sort());
  });

  it('finds a person by parts of the name, by a phone as it is dialled, and by the golden id', async () => {
    const some = all.find((row) => cell(row, 'phone').startsWith('+33') && cell(row, 'given_name') !== '')!;
    const dialled = `0${cell(some, 'phone').slice(3, 12)}`.replace(/(..)(?=.)/g, '$1 ');
    const words = `${cell(some, 'given_name').toUpperCase()} ${cell(some, 'family_name').slice(0, 4)}`;
    for (const search of [words, dialled, some.goldenId, some.goldenId.toLowerCase()]) {
      const { rows } = await project.client.golden.query({ entity, search, limit: 1000 });
      expect(
        rows.map(({ goldenId }) => goldenId),
        search,
      ).toContain(some.goldenId);
      expect(rows.length).toBeLessThan(20);
    }
    expect((await project.client.golden.query({ entity, search: 'nobody-has-this' })).total).toBe(0);
  });

  it('refuses a column it does not have, and an entity without golden records', async () => {
    const bad = { column: 'shoe_size', descending: false };
    expect((await refusedWith(project.client.golden.query({ entity, sort: bad }))).code).toBe(
      'golden.unknown_column',
    );
    const filters = [{ column: 'shoe_size', op: 'contains' as const, text: '4' }];
    expect((await refusedWith(project.client.golden.query({ entity, filters }))).code).toBe(
      'golden.unknown_column',
    );
    expect((await refusedWith(project.client.golden.query({ entity: 'dragon' }))).code).toBe(
      'entity.unknown',
    );
  });
});

describe('a golden record', () => {
  it('lists every value its records offer, the winner being the one shown', async () => {
    const row = all.find(({ members }) => members > 2)!;
    const candidates = await project.client.golden.candidates({
      goldenId: row.goldenId,
      attribute: 'family_name',
    });
    expect(candidates.filter(({ won }) => won).map(({ value }) => value)).toEqual([cell(row, 'family_name')]);
    expect(new Set(candidates.map(({ recordId }) => recordId)).size).toBe(row.members);
    const refused = await refusedWith(
      project.client.golden.candidates({ goldenId: row.goldenId, attribute: 'shoe_size' }),
    );
    expect(refused.code).toBe('golden.unknown_attribute');
  });

  it('has the orders and consents of all its records, latest first', async () => {
    const { db } = project.engine.project;
    const goldenId = db
      .prepare(
        `SELECT m.golden_id FROM party_link l JOIN membership m ON m.record_id = l.party_record_id
         GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
      )
      .pluck()
      .get() as string;
    const count = db
      .prepare(
        'SELECT count(*) FROM party_link l JOIN membership m ON m.record_id = l.party_record_id WHERE m.golden_id = ?',
      )
      .pluck()
      .get(goldenId);
    const activities = await project.client.golden.activities({ goldenId, limit: 1000 });
    expect(activities).toHaveLength(count as number);
    const dates = activities.flatMap(({ at }) => at ?? []);
    expect(dates).toEqual([...dates].sort().reverse());
    expect(activities[0]!.values.occurred_at).toBe(activities[0]!.at);
    expect(await project.client.golden.activities({ goldenId, limit: 1 })).toEqual(activities.slice(0, 1));
  });

  it('tells when it was created; an id never given is refused', async () => {
    const history = await project.client.golden.history({ goldenId: all[0]!.goldenId });
    expect(history).toEqual([{ at: expect.stringMatching(/^\d{4}-/), event: 'created', otherIds: [] }]);
    expect((await refusedWith(project.client.golden.history({ goldenId: 'G000' }))).code).toBe(
      'golden record.unknown',
    );
  });
});

describe('survivorship rules', () => {
  it('are those in force, and change what survives after the next run', async () => {
    const rules = await project.client.golden.survivorship({ entity });
    expect(rules.sourcePriority).toContain('crm');
    const family = { strategies: ['longest' as const] };
    await project.client.golden.saveSurvivorship({
      entity,
      rules: { ...rules, attributes: { ...rules.attributes, family_name: family } },
    });
    expect((await project.client.golden.survivorship({ entity })).attributes.family_name).toEqual(family);
    expect((await project.client.project.info()).pending).toEqual(['standardise', 'match', 'golden']);
    await project.engine.queue.start('golden', null).done;
    // The grid follows the records that were made anew.
    const { rows } = await project.client.golden.query({
      entity,
      sort: { column: 'family_name', descending: false },
      limit: 1000,
    });
    const shown = await project.client.golden.list({ entity, limit: 1000 });
    expect(rows.map((row) => [row.goldenId, cell(row, 'family_name')]).sort()).toEqual(
      shown.map(({ goldenId, values }) => [goldenId, values.family_name ?? '']).sort(),
    );
  });

  it('that name a source or an attribute that is not there are refused', async () => {
    const rules = await project.client.golden.survivorship({ entity });
    const wrong = { ...rules, sourcePriority: ['nowhere'] };
    const refused = await refusedWith(project.client.golden.saveSurvivorship({ entity, rules: wrong }));
    expect(refused).toMatchObject({ code: 'survivorship.unknown_source', where: { source: 'nowhere' } });
  });
});
