import { parseArgs } from 'node:util';
import { ORPCError } from '@orpc/server';
import { UserError, type UserErrorData } from '../../shared/model/errors.ts';
import { Cancelled } from '../../shared/model/job.ts';
import { toUserError } from '../engine/db/errors.ts';
import { VERSION } from '../engine/version.ts';
import { type Command, WrongUse } from './command.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { Output } from './output.ts';

/** Verbs are loaded when called: `orfevre --help` should not wait for the engine. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  run: () => import('./verbs/run.ts'),
  suggest: () => import('./verbs/suggest.ts'),
  import: () => import('./verbs/import.ts'),
  match: () => import('./verbs/match.ts'),
  golden: () => import('./verbs/golden.ts'),
  export: () => import('./verbs/export.ts'),
  recipe: () => import('./verbs/recipe.ts'),
  model: () => import('./verbs/model.ts'),
  'what-if': () => import('./verbs/what-if.ts'),
  serve: () => import('./verbs/serve.ts'),
  lineage: () => import('./verbs/lineage.ts'),
  relations: () => import('./verbs/relations.ts'),
  explain: () => import('./verbs/explain.ts'),
  check: () => import('./verbs/check.ts'),
  evaluate: () => import('./verbs/evaluate.ts'),
  accuracy: () => import('./verbs/accuracy.ts'),
  decide: () => import('./verbs/decide.ts'),
  sample: () => import('./verbs/sample.ts'),
  demo: () => import('./verbs/demo.ts'),
};

const EVERYWHERE = {
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs one verb. Returns the exit code; never throws. */
export async function main(words: readonly string[]): Promise<number> {
  const [verb, ...rest] = words;
  const output = new Output({ json: rest.includes('--json'), language: languageOf(words) });
  if (verb === '--version' || verb === '-v') {
    process.stdout.write(`${VERSION}\n`);
    return EXIT.done;
  }
  const load = verb === undefined ? undefined : Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    process.stdout.write(`${usage(output)}\n`);
    return verb === undefined ? EXIT.wrongUse : EXIT.done;
  }
  if (!load) {
    output.note(`${output.t('unknownVerb', { verb })}\n\n${usage(output)}`);
    return EXIT.wrongUse;
  }
  try {
    const { command } = await load();
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...EVERYWHERE, ...command.options },
      allowPositionals: true,
    });
    if (values.help) {
      process.stdout.write(`${output.t(`usage.${verb}`)}\n`);
      return EXIT.done;
    }
    return await command.run({ positionals, values, output, typed: `orfevre ${words.join(' ')}` });
  } catch (error) {
    return fail(output, verb, error);
  }
}

function fail(output: Output, verb: string, error: unknown): number {
  const code = (error as { code?: string })?.code ?? '';
  if (error instanceof WrongUse || code.startsWith('ERR_PARSE_ARGS')) {
    const what =
      error instanceof WrongUse ? output.t('missing', { name: error.message }) : (error as Error).message;
    output.note(`orfevre: ${what}\n${output.t(`usage.${verb}`)}`);
    return EXIT.wrongUse;
  }
  if (error instanceof Cancelled) {
    output.note(output.t('cancelled'));
    return EXIT.failed;
  }
  const data = dataOf(error, verb);
  output.failure(data);
  return exitCodeOf(data);
}

function dataOf(error: unknown, operation: string): UserErrorData {
  if (error instanceof UserError) return error.data;
  if (error instanceof ORPCError && error.code === 'USER') return error.data as UserErrorData;
  return toUserError(error, operation);
}

function languageOf(words: readonly string[]): 'fr' | 'en' {
  const at = words.indexOf('--lang');
  const asked =
    at < 0
      ? (process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '')
      : (words[at + 1] ?? '');
  return asked.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

function usage(output: Output): string {
  const lines = Object.keys(COMMANDS).map((verb) => `  ${output.t(`usage.${verb}`).split('\n')[0]}`);
  return [output.t('title', { version: VERSION }), '', ...lines, '', output.t('exitCodes')].join('\n');
}
