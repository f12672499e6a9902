import { DEFAULT_PEOPLE, DEFAULT_SEED, generateSample } from '../../engine/sample/generate.ts';
import { type Command, WrongUse, wholeNumber } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export const command: Command = {
  options: { people: { type: 'string' }, seed: { type: 'string' } },
  async run(call) {
    const [directory] = call.positionals;
    if (directory === undefined) throw new WrongUse('DIR');
    const { output } = call;
    const manifest = await generateSample(
      {
        directory,
        people: wholeNumber(call, 'people', DEFAULT_PEOPLE),
        seed: wholeNumber(call, 'seed', DEFAULT_SEED),
      },
      { progress: (progress) => output.progress(progress) },
    );
    const { people, records } = manifest;
    output.summary(
      [
        output.t('sampleDone.written', {
          people: output.number(people),
          records: output.number(records.all),
          dir: directory,
        }),
      ],
      manifest,
    );
    return EXIT.done;
  },
};
