import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdviceView } from '../../shared/contract/match-advice.ts';
import type {
  MatchModelVersionView,
  MatchModelView,
  SplinkNoteView,
} from '../../shared/contract/match-model.ts';
import type { TrainingView } from '../../shared/contract/match-training.ts';
import type { LessonView } from '../../shared/contract/review.ts';
import type { MatchModel } from '../../shared/model/match-model.ts';
import { fingerprint, newFolder, orfevre, orfevreJson, refusal, removeFolder } from './orfevre.ts';
import { type Silos, writeSilos } from './silos.ts';

let silos: Silos;
let file: string;
beforeAll(async () => {
  silos = writeSilos(newFolder('model'));
  expect((await orfevre(...silos.run)).code).toBe(0);
  file = join(silos.folder, 'model.json');
}, 60_000);
afterAll(() => removeFolder(silos.folder));

const model = (action: string, ...words: string[]): string[] => ['model', action, silos.project, ...words];
const shown = async (): Promise<MatchModelView> => (await orfevreJson<MatchModelView>(...model('show'))).data;

describe('orfevre model', () => {
  it('show says where the model comes from and prints its comparisons', async () => {
    const { code, stdout } = await orfevre(...model('show'), '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toContain('proposé par le gabarit');
    expect(stdout).toContain('birth_date : date(birth_date)');
    const { origin, entity, problems } = await shown();
    expect([origin, entity, problems]).toEqual(['last_run', 'individual', []]);
  });

  it('learn says what the decisions teach, and saves nothing where that is nothing', async () => {
    const { code, stdout } = await orfevre(...model('learn'), '--save', '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toContain('Rien n’est appris');
    const { data } = await orfevreJson<LessonView & { saved: boolean }>(...model('learn'));
    expect(data).toMatchObject({ saved: false, model: null, learning: { reason: 'too_few' } });
    expect((await shown()).origin).toBe('last_run');
  });

  it('export and import give the same model, as a version that can be taken back', async () => {
    const before = (await shown()).model;
    expect((await orfevre(...model('export'), '--file', file)).stdout).toContain(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(before);
    const dry = await orfevreJson<{ saved: boolean }>(...model('import'), '--file', file, '--dry-run');
    expect(dry.data.saved).toBe(false);
    expect((await shown()).origin).toBe('last_run');
    const { code, data } = await orfevreJson<{ version: number }>(...model('import'), '--file', file);
    expect([code, data.version]).toEqual([0, 1]);
    expect(await shown()).toMatchObject({ origin: 'chosen', version: 1, model: before });
    expect((await orfevre(...model('reset'))).stdout).toContain('template');
    expect((await shown()).origin).toBe('last_run');
    expect((await orfevre(...model('restore'), '--version', '1')).stdout).toContain('version 3');
    const versions = await orfevreJson<{ versions: MatchModelVersionView[] }>(...model('versions'));
    expect(versions.data.versions.map(({ version, what, sameAs }) => [version, what[0], sameAs])).toEqual([
      [3, 'first', 1],
      [2, 'reset', null],
      [1, 'first', null],
    ]);
    expect((await orfevre('match', silos.project)).code).toBe(0);
  });

  it('training tells how the weights were learnt, or why not', async () => {
    const { code, stdout } = await orfevre(...model('training'), '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toMatch(/poids (non )?appris au passage du/);
    expect(stdout).toContain('birth_date:');
    const { data } = await orfevreJson<TrainingView>(...model('training'));
    expect(data.comparisons[0]!.levels[0]!.start).not.toBeNull();
  });

  it('advise counts the pairs of every rule, and of a model in a file', async () => {
    const { code, stdout } = await orfevre(...model('advise'), '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toContain('paires à comparer');
    const before = (await shown()).model!;
    const { data } = await orfevreJson<AdviceView>(...model('advise'));
    expect(data.rules.map(({ rule }) => rule.name)).toEqual(before.blockingRules.map(({ name }) => name));
    const path = join(silos.folder, 'one-rule.json');
    writeFileSync(path, JSON.stringify({ ...before, blockingRules: before.blockingRules.slice(0, 1) }));
    const given = await orfevreJson<AdviceView>(...model('advise'), '--file', path);
    expect(given.data.rules).toHaveLength(1);
    expect((await shown()).model).toEqual(before);
  });

  it('goes to Splink and comes back, listing what is lost', async () => {
    const settings = join(silos.folder, 'splink.json');
    const { code, stdout } = await orfevre(...model('export'), '--splink', '--file', settings);
    expect(code).toBe(0);
    expect(stdout).toContain('email[]');
    expect(stdout).toContain('nickname');
    const { stdout: alone, stderr } = await orfevre(...model('export'), '--splink', '--dialect', 'spark');
    expect((JSON.parse(alone) as { sql_dialect: string }).sql_dialect).toBe('spark');
    expect(stderr).toContain('household');
    const back = await orfevreJson<{ model: MatchModel; notes: SplinkNoteView[] }>(
      ...model('import'),
      ...['--splink', '--file', settings, '--dry-run'],
    );
    expect(back.code).toBe(0);
    const names = (of: MatchModel) => of.comparisons.map(({ name, comparator }) => [name, comparator]);
    expect(names(back.data.model)).toEqual(names((await shown()).model!));
    const foreign = readFileSync(settings, 'utf8').replaceAll('birth_date', 'dob');
    writeFileSync(settings, foreign);
    const unknown = await orfevre(...model('import'), '--splink', '--file', settings, '--dry-run');
    expect(unknown.stdout).toContain('“dob”');
    const named = await orfevre(
      ...model('import'),
      ...['--splink', '--file', settings, '--dry-run', '--column', 'dob=birth_date'],
    );
    expect(named.stdout).not.toContain('“dob”');
  });

  it('refuses what it cannot use, and changes nothing', async () => {
    const before = fingerprint(silos.project);
    const good = JSON.parse(readFileSync(file, 'utf8')) as MatchModel;
    const write = (data: unknown): void =>
      writeFileSync(file, typeof data === 'string' ? data : JSON.stringify(data));
    const told = () => refusal(...model('import'), '--file', file);
    write({ ...good, blockingRules: [] });
    expect(await told()).toMatchObject({
      exit: 1,
      code: 'match.no_blocking_rule',
      where: { entity: 'individual' },
    });
    write({ ...good, comparison: [] });
    expect((await told()).code).toBe('match.model_invalid');
    write('{not json');
    expect((await told()).code).toBe('match.model_not_json');
    write(' '.repeat(25_000_000));
    expect((await told()).code).toBe('match.model_too_large');
    expect((await refusal(...model('import'), '--file', join(silos.folder, 'none.json'))).code).toBe(
      'file.unreadable',
    );
    expect((await refusal(...model('restore'), '--version', '99')).code).toBe('version.unknown');
    expect((await refusal(...model('show'), '--entity', 'activity')).code).toBe('match.not_matched');
    expect((await refusal(...model('show'), '--entity', 'pets')).code).toBe('entity.unknown');
    expect((await refusal('model', 'show', join(silos.folder, 'none.orfevre'))).exit).toBe(1);
    expect(existsSync(join(silos.folder, 'none.orfevre'))).toBe(false);
    expect(fingerprint(silos.project)).toBe(before);
  });

  it('says how it is used when it is used wrongly', async () => {
    for (const words of [['model'], model('praise'), ['model', 'show'], model('import'), model('restore')])
      expect((await orfevre(...words)).code).toBe(2);
    const { code, stderr } = await orfevre(...model('export'), '--splink', '--dialect', 'oracle');
    expect([code, stderr.includes('duckdb|spark|sqlite')]).toEqual([2, true]);
  });
});
