import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRelations, countRelations } from '../../../main/engine/db/relations.ts';
import { orfevreJson } from '../../cli/orfevre.ts';
import { refusedWith, type SampleProject, sampleProject } from '../sample-project.ts';

let sample: SampleProject;
beforeAll(async () => {
  sample = await sampleProject(400);
});
afterAll(() => sample?.close());

const relations = () => [...allRelations(sample.engine.project.db)];

describe('links between golden records of the sample', () => {
  it('are of people who live together, nine times in ten', () => {
    const lines = readFileSync(join(sample.folder, 'truth-flags.csv'), 'utf8').trim().split('\n').slice(1);
    const truth = new Map(
      lines.map((line) => {
        const [source, key, person, household] = line.split(',');
        return [`${source} ${key}`, { person, household }];
      }),
    );
    const nameOf = sample.engine.project.db.prepare(
      "SELECT s.name || ' ' || r.key FROM record r JOIN source s ON s.id = r.source_id WHERE r.id = ?",
    );
    const whoIs = (id: number) => truth.get(nameOf.pluck().get(id) as string)!;
    const people = relations().filter(({ entity }) => entity === 'individual');
    const right = people.filter(
      ({ leftId, rightId }) =>
        whoIs(leftId).household === whoIs(rightId).household &&
        whoIs(leftId).person !== whoIs(rightId).person,
    );
    expect(people.length).toBeGreaterThan(50);
    expect(right.length / people.length).toBeGreaterThan(0.9);
  });

  it('are told on both golden records, with what they have in common, and merge nothing', async () => {
    const [strongest] = relations().sort((a, b) => b.probability - a.probability);
    const { goldenId, otherId, kind } = strongest!;
    const known = await sample.client.golden.related({ goldenId, limit: 1 });
    expect(known.known).toBe(true);
    const [one, other] = await Promise.all(
      [goldenId, otherId].map((id) => sample.client.golden.related({ goldenId: id, limit: 50 })),
    );
    expect(one!.related.find((related) => related.goldenId === otherId)).toMatchObject({ kind });
    const back = other!.related.find((related) => related.goldenId === goldenId)!;
    const own = await sample.client.golden.show({ goldenId: otherId });
    const shown = await sample.client.golden.show({ goldenId });
    expect(back.inCommon.length).toBeGreaterThan(0);
    for (const name of back.inCommon) {
      const values = own.values[name]!.map(({ value }) => value);
      expect(shown.values[name]!.some(({ value }) => values.includes(value))).toBe(true);
    }
  });

  it('are counted and exported once each', async () => {
    const all = relations();
    expect(countRelations(sample.engine.project.db)).toBe(all.length);
    const pairs = new Set(all.map(({ goldenId, otherId }) => [goldenId, otherId].sort().join()));
    expect(pairs.size).toBe(all.length);
    const rule = { what: 'relations', format: 'csv', file: 'links.csv', formulaProtection: false } as const;
    const { columns, rows, total } = await sample.client.exports.preview({ rule, limit: 5 });
    expect(columns).toEqual(['golden_id', 'related_golden_id', 'entity', 'relation', 'probability']);
    expect(total).toBe(all.length);
    expect(rows[0]!.slice(0, 2)).toEqual([all[0]!.goldenId, all[0]!.otherId]);
  });

  it('are listed on the command line, all or those of one golden record', async () => {
    const all = relations();
    const listed = await orfevreJson<{ known: boolean; relations: object[] }>(
      'relations',
      sample.engine.project.path,
    );
    expect(listed.code).toBe(0);
    expect(listed.data).toEqual({ known: true, relations: all });
    const { goldenId } = all[0]!;
    const own = await orfevreJson<{ relations: { goldenId: string }[] }>(
      'relations',
      sample.engine.project.path,
      '--golden',
      goldenId,
    );
    expect(own.data.relations).toHaveLength(
      all.filter((link) => link.goldenId === goldenId || link.otherId === goldenId).length,
    );
    expect(own.data.relations.every((link) => link.goldenId === goldenId)).toBe(true);
  }, 60_000);

  it('are said to be unknown after a matching that did not look for them', async () => {
    const { db } = sample.engine.project;
    const { goldenId } = relations()[0]!;
    const stats = db.prepare('SELECT id, stats FROM match_run').all() as { id: number; stats: string }[];
    const write = db.prepare('UPDATE match_run SET stats = ? WHERE id = ?');
    for (const run of stats)
      write.run(JSON.stringify({ ...JSON.parse(run.stats), related: undefined }), run.id);
    const { known } = await sample.client.golden.related({ goldenId, limit: 1 });
    for (const run of stats) write.run(run.stats, run.id);
    expect(known).toBe(false);
  });

  it('of an unknown golden record are refused', async () => {
    const told = await refusedWith(sample.client.golden.related({ goldenId: 'G0', limit: 5 }));
    expect(told.code).toBe('golden record.unknown');
  });
});
