import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learnFromTruth } from './learning.ts';
import { dataFolder, orfevre, printTable } from './measure.ts';
import { remainingErrors } from './quality-errors.ts';

interface DataSet {
  readonly name: string;
  readonly files: readonly string[];
  readonly truth: string;
}

const SETS: readonly DataSet[] = [
  {
    name: 'fr-customers-10k',
    files: ['fr-customers-10k/crm.csv', 'fr-customers-10k/shop.jsonl', 'fr-customers-10k/loyalty.csv'],
    truth: 'fr-customers-10k/truth/records.csv',
  },
  ...['febrl1', 'febrl2', 'febrl3', 'fake-1000', 'restaurants', 'childcare-sites'].map((name) => ({
    name,
    files: [`${name}/records.csv`],
    truth: `${name}/truth.csv`,
  })),
];

/** Decisions are asked for where F1 is below this. */
const LEARNED_BELOW = 0.99;
/** Sets whose errors are told without being asked for. */
const ANALYSED: readonly string[] = ['febrl1', 'febrl2', 'childcare-sites'];

/**
 * Precision, recall and F1 on labelled data, as a first-time user gets them: `suggest`, `run` and `evaluate` from the
 * command line, nothing edited, no label seen before the evaluation. Then the errors that remain, by what became of the pairs and by the
 * levels they reach: on the sets of {@link ANALYSED}, with an example of each kind; `--errors=N` shows N of each, on all sets.
 */
export async function run(args: string[]): Promise<void> {
  const data = dataFolder(args);
  if (data === undefined) {
    process.stdout.write('No labelled data: name its folder, e.g. npm run bench -- quality FOLDER\n');
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'orfevre-quality-'));
  const rows: string[][] = [];
  const taught: string[][] = [];
  const errors: string[] = [];
  const asked = args.find((arg) => arg.startsWith('--errors='))?.slice('--errors='.length);
  try {
    for (const set of SETS) {
      const truth = join(data, set.truth);
      if (!existsSync(truth)) continue;
      const scored = await score(data, work, set);
      rows.push(scored.row);
      const project = projectOf(work, set);
      if (existsSync(project) && (asked !== undefined || ANALYSED.includes(set.name)))
        errors.push(
          '',
          `${set.name}: what is still wrong`,
          ...(await remainingErrors(project, truth, Number(asked ?? 1))),
        );
      if (scored.f1 < LEARNED_BELOW) taught.push(await teach(data, work, set, scored.f1));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  printTable(
    ['data', 'records', 'missing', 'precision', 'recall', 'F1', 'B³ F1', 'suggest s', 'run s'],
    rows,
  );
  process.stdout.write(`${errors.join('\n')}\n`);
  if (taught.length === 0) return;
  process.stdout.write(
    '\nAfter 50 decisions on the pairs the engine asks about, answered from the truth (5 seeds):\n',
  );
  printTable(['data', 'F1 before', 'mean after', 'least', 'most', 'model learned'], taught);
}

const projectOf = (work: string, { name }: DataSet): string => join(work, name, 'project.orfevre');

async function teach(data: string, work: string, set: DataSet, before: number): Promise<string[]> {
  const { f1, learned } = await learnFromTruth(projectOf(work, set), join(data, set.truth));
  const mean = f1.reduce((sum, one) => sum + one, 0) / f1.length;
  const figures = [before, mean, Math.min(...f1), Math.max(...f1)].map((value) => value.toFixed(4));
  return [set.name, ...figures, `${learned} of ${f1.length}`];
}

async function score(data: string, work: string, set: DataSet): Promise<{ row: string[]; f1: number }> {
  const { name, files, truth } = set;
  const recipe = join(work, name, 'recipe.yml');
  const project = projectOf(work, set);
  const suggest = await orfevre(['suggest', ...files.map((file) => join(data, file)), '--out', recipe]);
  const job = await orfevre(['run', recipe, '--project', project, '--out', join(work, name, 'out')]);
  if (suggest.code !== 0 || job.code !== 0) {
    process.exitCode = 1;
    return { row: [name, 'failed', (suggest.stderr + job.stderr).trim().slice(-300)], f1: 1 };
  }
  const { stdout } = await orfevre(['evaluate', project, '--truth', join(data, truth), '--json']);
  const { records, missing, pairwise, bcubed } = JSON.parse(stdout);
  const figure = (value: number) => value.toFixed(4);
  const row = [
    name,
    String(records),
    String(missing),
    figure(pairwise.precision),
    figure(pairwise.recall),
    figure(pairwise.f1),
    figure(bcubed.f1),
    suggest.wall.toFixed(1),
    job.wall.toFixed(1),
  ];
  return { row, f1: pairwise.f1 };
}
