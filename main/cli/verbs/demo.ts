import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Evaluation } from '../../../shared/contract/evaluate.ts';
import { baselineOfProject } from '../../engine/evaluate/project.ts';
import { DEFAULT_PEOPLE, DEFAULT_SEED, generateSample } from '../../engine/sample/generate.ts';
import { SAMPLE_INPUTS } from '../../engine/sample/sample-files.ts';
import { suggestRecipe } from '../../engine/suggest.ts';
import { type Command, text, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { refreshLines } from '../summary.ts';
import { runJob, withEngine } from '../with-engine.ts';

/** Makes the sample, proposes a recipe for it, runs it unedited, and scores the result beside the naive baseline. */
export const command: Command = {
  options: { dir: { type: 'string' }, people: { type: 'string' }, seed: { type: 'string' } },
  async run(call) {
    const { output } = call;
    const dir = resolve(text(call, 'dir') ?? '.demo');
    for (const name of ['project.orfevre', 'project.orfevre-wal', 'project.orfevre-shm', 'out']) {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
    const files = join(dir, 'files');
    mkdirSync(files, { recursive: true });
    const sample = await generateSample(
      {
        directory: files,
        people: wholeNumber(call, 'people', DEFAULT_PEOPLE),
        seed: wholeNumber(call, 'seed', DEFAULT_SEED),
      },
      { progress: (progress) => output.progress(progress) },
    );
    const { recipe, yaml } = await suggestRecipe(
      SAMPLE_INPUTS.map((name) => join(files, name)),
      dir,
    );
    writeFileSync(join(dir, 'recipe.yml'), yaml);
    const truth = join(dir, 'truth.csv');
    copyFileSync(join(files, 'truth.csv'), truth);
    const project = join(dir, 'project.orfevre');
    const out = join(dir, 'out');
    const { result, score, baseline } = await withEngine(call, project, { create: true }, async (engine) => {
      const refreshed = await runJob(call, engine, 'refresh', { recipe, recipeText: yaml, base: dir, out });
      return {
        result: refreshed,
        score: await engine.client.evaluate.run({ truth }),
        baseline: await baselineOfProject(engine.project.db, truth),
      };
    });
    const title = output.t('demoDone.title', {
      people: output.number(sample.people),
      records: output.number(sample.records.all),
    });
    const lines = [
      title,
      scoreLine(output, 'engine', score),
      scoreLine(output, 'baseline', baseline),
      '',
      ...refreshLines(output, result, { project, out }),
      '',
      output.t('demoDone.files', { dir }),
    ];
    output.summary(lines, { sample, score, baseline, result });
    return EXIT.done;
  },
};

function scoreLine(output: Output, key: 'engine' | 'baseline', { pairwise }: Evaluation): string {
  return output.t('demoDone.line', {
    name: output.t(`demoDone.${key}`),
    precision: output.percent(pairwise.precision),
    recall: output.percent(pairwise.recall),
    f1: output.percent(pairwise.f1),
  });
}
