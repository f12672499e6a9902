import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccuracyResult, AccuracySample, BlindPair } from '../../shared/contract/accuracy.ts';
import { newFolder, orfevre, orfevreJson, refusal, removeFolder } from './orfevre.ts';

const folder = newFolder('accuracy-cli');
const project = join(folder, 'project.orfevre');
const csv = join(folder, 'pairs.csv');
/** Person by “source,key”. */
let truth: ReadonlyMap<string, string>;

beforeAll(async () => {
  expect((await orfevre('demo', '--dir', folder, '--people', '250')).code).toBe(0);
  const [, ...lines] = readFileSync(join(folder, 'truth.csv'), 'utf8').trim().split(/\r?\n/);
  truth = new Map(
    lines.map((line) => {
      const [source, key, person] = line.split(',');
      return [`${source},${key}`, person!] as const;
    }),
  );
}, 120_000);
afterAll(() => removeFolder(folder));

const accuracy = <T>(word: string, ...words: string[]) =>
  orfevreJson<T>('accuracy', word, project, ...words).then(({ code, data }) => {
    expect(code).toBe(0);
    return data;
  });

describe('accuracy without truth, from a script', () => {
  it('draws a sample, the same one for the same seed', async () => {
    expect((await refusal('accuracy', 'next', project)).code).toBe('accuracy.no_sample');
    const first = await accuracy<AccuracySample>('start', '--size', '60', '--seed', '4');
    expect(first).toMatchObject({ entity: 'individual', size: 60, seed: 4, labelled: 0 });
    const pairsOf = ({ pairs }: { pairs: BlindPair[] }) =>
      pairs.map(({ left, right }) => [left.source, left.key, right.source, right.key]);
    const shown = pairsOf(await accuracy('next', '--limit', '60'));
    await accuracy('start', '--size', '60', '--seed', '4');
    expect(pairsOf(await accuracy('next', '--limit', '60'))).toEqual(shown);
  });

  it('shows the next pair to a person, blind, in French and in English', async () => {
    for (const [language, word] of [
      ['fr', 'paires étiquetées'],
      ['en', 'pairs labelled'],
    ] as const) {
      const { stdout } = await orfevre('accuracy', 'next', project, '--lang', language);
      expect(stdout).toContain('family_name');
      expect(stdout).toContain(word);
      expect(stdout).not.toMatch(/bits|weight|poids|golden/i);
    }
  });

  it('takes answers one by one and from a file, and gives the figures with their intervals', async () => {
    const [{ pair }] = (await accuracy<{ pairs: [BlindPair] }>('next')).pairs;
    expect(await accuracy('label', String(pair), 'unsure')).toMatchObject({ labelled: 1, unsure: 1 });
    expect(await refusal('accuracy', 'result', project)).toMatchObject({
      code: 'accuracy.too_few_labels',
      exit: 1,
    });

    expect((await orfevre('accuracy', 'next', project, '--out', csv)).stdout).toContain('59');
    const [header, ...rows] = readFileSync(csv, 'utf8').trim().split('\r\n');
    expect(header).toBe('pair,left_source,left_key,right_source,right_key,answer');
    expect(rows).toHaveLength(59);
    const answered = rows.map((row) => {
      const [number, leftSource, leftKey, rightSource, rightKey] = row.split(',');
      const same = truth.get(`${leftSource},${leftKey}`) === truth.get(`${rightSource},${rightKey}`);
      return `${same ? 'same' : 'different'},${number}`;
    });
    writeFileSync(csv, `answer,pair\n${answered.join('\n')}\n`);
    expect(await accuracy('label', '--from', csv)).toMatchObject({ labelled: 60, unsure: 1 });

    const result = await accuracy<AccuracyResult>('result');
    expect(result.same + result.different).toBe(59);
    expect(result.precision!.low).toBeLessThan(result.precision!.value);
    expect(result.recall!.high).toBeLessThanOrEqual(1);
    const { stdout } = await orfevre('accuracy', 'result', project, '--lang', 'fr');
    expect(stdout).toMatch(/Précision : [\d,]+.% *, entre/);
    expect(stdout).toContain('ne sont pas vues');
  });

  it('refuses a file that says something else, and takes none of it', async () => {
    await accuracy('start', '--size', '30');
    const cases = {
      'accuracy.column_missing': 'pair,said\n1,same\n',
      'accuracy.answer_unknown': 'pair,answer\n1,perhaps\n',
      'accuracy.pair_unknown': 'pair,answer\n1,same\n999999,same\n',
    };
    for (const [code, text] of Object.entries(cases)) {
      writeFileSync(csv, text);
      expect((await refusal('accuracy', 'label', project, '--from', csv)).code).toBe(code);
    }
    expect((await refusal('accuracy', 'label', project, '--from', join(folder, 'none.csv'))).code).toBe(
      'accuracy.file_unreadable',
    );
    const { sample } = await accuracy<{ sample: AccuracySample }>('next');
    expect(sample.labelled).toBe(0);
    expect((await orfevre('accuracy', 'guess', project)).code).toBe(2);
    expect((await orfevre('accuracy', 'label', project, '1', 'perhaps')).code).toBe(2);
  });
});
