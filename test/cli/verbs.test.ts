import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MembershipReasons } from '../../shared/contract/match-reasons.ts';
import type { CheckReport } from '../../shared/contract/project.ts';
import { contents, newFolder, orfevre, orfevreJson, refusal, removeFolder, start } from './orfevre.ts';
import { type Silos, writeSilos } from './silos.ts';

let silos: Silos;
let goldenId: string;
let truth: string;

beforeAll(async () => {
  silos = writeSilos(newFolder('verbs'));
  const { code, data } = await orfevreJson<{
    imports: { source: string; read: number }[];
    manifest: { files: unknown[] };
  }>(...silos.run);
  expect(code).toBe(0);
  expect(data.imports.map(({ source, read }) => [source, read])).toEqual([
    ['crm', 6],
    ['shop', 4],
  ]);
  expect(data.manifest.files).toHaveLength(2);
  goldenId = crosswalk()[0]![0]!;
  truth = join(silos.folder, 'truth.csv');
  const people = ['C1,P1', 'C2,P2', 'C3,P3', 'C4,P4', 'C5,P5', 'C6,P6'].map((line) => `crm,${line}`);
  const shoppers = ['S1,P1', 'S2,P2', 'S3,P5', 'S4,P7'].map((line) => `shop,${line}`);
  writeFileSync(truth, `source,source_key,entity_id\n${[...people, ...shoppers].join('\n')}\n`);
});
afterAll(() => removeFolder(silos.folder));

const crosswalk = (): string[][] =>
  readFileSync(join(silos.out, 'crosswalk.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));

describe('what the verbs answer', () => {
  it('a run ends with one summary on stdout, progress and errors apart', async () => {
    const { code, stdout } = await orfevre(...silos.run);
    expect(code).toBe(0);
    expect(stdout).toContain('Found');
    expect(stdout).toContain('Doubtful');
    expect(stdout).toContain('Next');
    expect(stdout).not.toMatch(/\u001b|Importing/);
  });

  it('the crosswalk has every row once, in its columns', () => {
    const head = readFileSync(join(silos.out, 'crosswalk.csv'), 'utf8').split('\r\n')[0];
    expect(head).toBe('golden_id,source,source_key,row_number');
    expect(crosswalk().map(([, source, key, row]) => [source, key, row])).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((row) => ['crm', `C${row}`, String(row)]),
      ...[1, 2, 3, 4].map((row) => ['shop', `S${row}`, String(row)]),
    ]);
  });

  it('check answers with its findings', async () => {
    const { code, data } = await orfevreJson<CheckReport>('check', silos.project);
    expect(code).toBe(0);
    expect(data.ok).toBe(true);
    expect(new Set(data.findings.map(({ state }) => state))).toEqual(new Set(['ok']));
    const checks = data.findings.map(({ check }) => check);
    expect(checks).toEqual(
      expect.arrayContaining(['integrity', 'rows', 'crosswalk', 'golden', 'originals', 'audit']),
    );
  });

  it('check of a project in which a row was lost fails and names the row', async () => {
    const copy = join(silos.folder, 'lost.orfevre');
    writeFileSync(copy, readFileSync(silos.project));
    const db = new Database(copy);
    db.exec("DELETE FROM membership WHERE record_id = (SELECT id FROM record WHERE key = 'S4')");
    db.close();
    const { code, data } = await orfevreJson<CheckReport>('check', copy);
    expect(code).toBe(1);
    const { ok, findings } = data;
    expect(ok).toBe(false);
    expect(
      findings
        .filter(({ state }) => state === 'failed')
        .map(({ message }) => message)
        .join(),
    ).toContain('“S4”');
  });

  it('evaluate gives records, missing, pairwise and B-cubed', async () => {
    const { code, data } = await orfevreJson('evaluate', silos.project, '--truth', truth);
    expect(code).toBe(0);
    const perfect = { precision: 1, recall: 1, f1: 1 };
    expect(data).toEqual({ records: 10, missing: 0, pairwise: perfect, bcubed: perfect });
  });

  it('lineage leads a value to its cells', async () => {
    const { code, data } = await orfevreJson<{ values: { origins: object[] }[] }>(
      'lineage',
      goldenId,
      'family_name',
      '--project',
      silos.project,
    );
    expect(code).toBe(0);
    expect(data).toMatchObject({ goldenId, entity: 'individual' });
    expect(data.values[0]).toMatchObject({
      attribute: 'family_name',
      value: 'Durand',
      origins: [
        { source: 'crm', key: 'C1', row: 1, file: silos.crm, columns: [{ column: 'nom', raw: 'Durand' }] },
      ],
    });
  });

  it('lineage of what is not there says what is', async () => {
    expect(await refusal('lineage', 'G000', '--project', silos.project)).toMatchObject({
      exit: 1,
      code: 'lineage.unknown_id',
    });
    const unknown = await refusal('lineage', goldenId, 'colour', '--project', silos.project);
    expect(unknown).toMatchObject({ exit: 1, code: 'lineage.unknown_attribute' });
    expect(unknown.next).toContain('family_name');
  });

  it('explain says why each record is in its golden record', async () => {
    const { code, data } = await orfevreJson<MembershipReasons>(
      'explain',
      goldenId,
      '--project',
      silos.project,
    );
    expect(code).toBe(0);
    expect(data.members.map(({ key }) => key).sort()).toEqual(['C1', 'S1']);
    expect(data.members.map(({ hold }) => hold.kind)).toEqual(['founder', 'pair']);
    const [founder, other] = data.members;
    const { stdout } = await orfevre('explain', goldenId, '--project', silos.project, '--lang', 'fr');
    expect(stdout).toContain(`${founder!.source}/${founder!.key} : le fondateur`);
    expect(stdout).toMatch(
      new RegExp(
        `${other!.source}/${other!.key} : même que ${founder!.source}/${founder!.key} : .*email.* bits`,
      ),
    );
    expect(await refusal('explain', 'G000', '--project', silos.project)).toMatchObject({
      exit: 1,
      code: 'golden record.unknown',
    });
  });

  it('recipe writes one that gives the same golden records in a new project', async () => {
    const recipe = join(silos.folder, 'written.yml');
    expect(await orfevre('recipe', silos.project, '--out', recipe)).toMatchObject({ code: 0 });
    const out = join(silos.folder, 'replayed');
    const again = await orfevre(
      'run',
      recipe,
      '--project',
      join(silos.folder, 'replayed.orfevre'),
      '--out',
      out,
    );
    expect(again).toMatchObject({ code: 0 });
    for (const name of ['golden.csv', 'crosswalk.csv'])
      expect(readFileSync(join(out, name), 'utf8')).toBe(readFileSync(join(silos.out, name), 'utf8'));
  });

  it('import, match, golden and export step by step give what a run gives', async () => {
    const project = join(silos.folder, 'steps.orfevre');
    const out = join(silos.folder, 'steps');
    const imported = await orfevreJson<{ imports: object[] }>(
      'import',
      silos.crm,
      silos.shop,
      '--project',
      project,
    );
    expect(imported.data.imports).toMatchObject([
      { source: 'crm', loaded: 6 },
      { source: 'shop', loaded: 4 },
    ]);
    const stale = await refusal('export', project, '--out', out);
    expect(stale).toMatchObject({ exit: 1, code: 'export.stale' });
    expect((await orfevreJson('match', '--project', project)).code).toBe(0);
    expect((await orfevreJson('golden', '--project', project)).code).toBe(0);
    expect((await orfevreJson('export', project, '--out', out)).code).toBe(0);
    expect(Object.keys(contents(out)).map((path) => path.slice(out.length + 1))).toEqual([
      'crosswalk.csv',
      'golden.csv',
      'manifest.json',
    ]);
    expect((await orfevreJson('check', project)).code).toBe(0);
  });

  it('a count only import leaves nothing', async () => {
    const project = join(silos.folder, 'counted.orfevre');
    const before = contents(silos.folder);
    const { code, data } = await orfevreJson('import', silos.crm, '--dry-run', '--project', project);
    expect(code).toBe(0);
    expect(data).toMatchObject({ imports: [{ loaded: 6, counts: { new: 6 } }] });
    expect(contents(silos.folder)).toEqual(before);
  });
});

describe('wrong use ends with exit code 2 and says how it is used', () => {
  it.each([
    ['no verb', []],
    ['an unknown verb', ['polish']],
    ['a word every object has', ['constructor']],
    ['an unknown option', ['check', '--colour', 'blue']],
    ['an option without its value', ['run', 'recipe.yml', '--project']],
    ['no recipe', ['run', '--project', 'x.orfevre']],
    ['no project', ['run', 'recipe.yml']],
    ['no file', ['import', '--project', 'x.orfevre']],
    ['no truth', ['evaluate', 'x.orfevre']],
    ['no folder for an export', ['export', 'x.orfevre']],
    ['no golden id', ['lineage', '--project', 'x.orfevre']],
    ['no golden id to explain', ['explain', '--project', 'x.orfevre']],
    ['a decision of no kind', ['decide', 'perhaps', 'crm/1', 'crm/2', '--project', 'x.orfevre']],
    ['no file to look at', ['suggest']],
  ])('%s', async (_, words) => {
    const cwd = join(silos.folder, 'empty');
    mkdirSync(cwd, { recursive: true });
    const { code, stderr, stdout } = await start(words, { cwd }).ended;
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('orfevre ');
    expect(stderr).not.toMatch(/at .*\.ts:\d+/);
    expect(contents(cwd)).toEqual({});
  });

  it('help names every exit code', async () => {
    const { code, stdout } = await orfevre('--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 done.*1 failed.*2 wrong use.*4 .*busy.*5 .*quarantined/);
  });

  it('a project that is not there is a failure, named', async () => {
    const path = join(silos.folder, 'nowhere.orfevre');
    for (const words of [
      ['check', path],
      ['export', path, '--out', silos.out],
      ['match', '--project', path],
    ])
      expect(await refusal(...words)).toMatchObject({
        exit: 1,
        code: 'project.missing',
        where: { file: path },
      });
  });
});

describe('while another process has the project', () => {
  it('writing verbs are refused with exit code 4, reading ones answer', async () => {
    const server = start(['serve', silos.project]);
    await server.until(/Listening/);
    // The server itself writes beside the project while it holds it: its log, and the snapshot of an opening.
    const others = () =>
      Object.entries(contents(silos.folder)).filter(([path]) => !path.startsWith(silos.project));
    const before = others();
    for (const words of [
      silos.run,
      ['match', '--project', silos.project],
      ['export', silos.project, '--out', silos.out],
    ]) {
      const told = await refusal(...words);
      expect(told).toMatchObject({ exit: 4, code: 'project.busy', where: { pid: server.child.pid } });
      expect(told.stderr).toContain(`process ${server.child.pid} `);
      expect(told.stderr).toContain('orfevre serve');
    }
    expect(await orfevre('check', silos.project)).toMatchObject({ code: 0 });
    expect(await orfevre('evaluate', silos.project, '--truth', truth)).toMatchObject({ code: 0 });
    expect(await orfevre('lineage', goldenId, '--project', silos.project)).toMatchObject({ code: 0 });
    expect(await orfevre('recipe', silos.project)).toMatchObject({ code: 0 });
    expect(others()).toEqual(before);
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(Object.keys(contents(silos.folder)).filter((path) => /-(?:wal|shm|lock)$/.test(path))).toEqual([]);
    expect(await orfevre(...silos.run)).toMatchObject({ code: 0 });
  });
});
