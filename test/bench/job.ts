import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateSample } from '../../main/engine/sample/generate.ts';
import { orfevre, printTable } from './measure.ts';

/** People per 100,000 records of the generator: about two records each. */
const PEOPLE_PER_RECORD = 0.5;

/**
 * The whole job on generated records (100,000 unless another number is given): suggest, then run from import to export,
 * with the time of each stage, peak memory and the scores. `--keep` leaves the project, for the bench of the window.
 */
export async function run(args: string[]): Promise<void> {
  const records = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 100_000);
  const dir = resolve(import.meta.dirname, '../../.bench/job');
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const sample = await generateSample({
    directory: dir,
    people: Math.round(records * PEOPLE_PER_RECORD),
    seed: 7,
  });
  const files = [
    'crm.csv',
    'ecommerce.jsonl',
    'loyalty.csv',
    'shop_contacts.xlsx',
    'orders.csv',
    'consents.csv',
  ];
  const recipe = join(dir, 'recipe.yml');
  const project = join(dir, 'project.orfevre');
  const suggest = await orfevre(['suggest', ...files.map((file) => join(dir, file)), '--out', recipe]);
  const job = await orfevre(['run', recipe, '--project', project, '--out', join(dir, 'out'), '--json']);
  if (suggest.code !== 0 || job.code !== 0) {
    process.stdout.write(`failed: ${suggest.stderr}${job.stderr}\n`);
    process.exitCode = 1;
    return;
  }
  const { seconds } = JSON.parse(job.stdout) as { seconds: Record<string, number> };
  const evaluated = await orfevre(['evaluate', project, '--truth', join(dir, 'truth.csv'), '--json']);
  const { pairwise, missing } = JSON.parse(evaluated.stdout);
  process.stdout.write(
    `${sample.records.all} customer records, ${sample.orders} orders, ${sample.consents} consents; F1 ${pairwise.f1.toFixed(4)}, ${missing} missing\n`,
  );
  printTable(
    ['stage', 'seconds'],
    [
      ['suggest (before)', suggest.wall.toFixed(1)],
      ...Object.entries(seconds).map(([stage, value]) => [stage, value.toFixed(1)]),
      ['run, whole process', job.wall.toFixed(1)],
    ],
  );
  process.stdout.write(`peak memory: ${Math.round(job.peakMb)} MB\n`);
  if (args.includes('--keep')) process.stdout.write(`kept: ${project}\n`);
  else rmSync(dir, { recursive: true, force: true });
}
