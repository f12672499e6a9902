import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../../../shared/model/errors.ts';
import type { MatchModel } from '../../../../shared/model/match-model.ts';
import { matchModelShape } from '../../../../shared/model/match-model-shape.ts';

/** Far above any model or Splink settings, far below what would hurt to parse. In characters. */
const MOST_CHARACTERS = 5_000_000;

/**
 * Parses JSON that somebody hands in.
 * @throws UserError `match.model_too_large`, `match.model_not_json`.
 */
export function parseJson(text: string, operation: string): unknown {
  if (text.length > MOST_CHARACTERS) throw tooLarge(operation, text.length);
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown;
  } catch (error) {
    throw new UserError({
      operation,
      code: 'match.model_not_json',
      message: `The file is not JSON: ${(error as Error).message.slice(0, 200)}.`,
      next: 'Choose a file that an export of the model, or Splink, has written.',
    });
  }
}

/**
 * The JSON of a file that somebody names.
 * @throws UserError `file.unreadable`; as {@link parseJson}.
 */
export function readJson(path: string, operation: string): unknown {
  let content: string;
  try {
    const { size } = statSync(path);
    if (size > 4 * MOST_CHARACTERS) throw tooLarge(operation, size);
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError({
      operation,
      code: 'file.unreadable',
      message: `${path} cannot be read: ${(error as Error).message}.`,
      next: 'Check the path and that you may read the file.',
      where: { file: path },
    });
  }
  return parseJson(content, operation);
}

/** @throws UserError `match.model_too_large`. */
function tooLarge(operation: string, size: number): UserError {
  return new UserError({
    operation,
    code: 'match.model_too_large',
    message: `${size} characters are too many for a match model; ${MOST_CHARACTERS} are read.`,
    next: 'Choose the file of the model itself.',
  });
}

/**
 * A match model from JSON of unknown origin. Only its shape is looked at: see validate.ts for the rest.
 * @throws UserError `match.model_invalid`, which names the place.
 */
export function readModel(data: unknown, operation: string): MatchModel {
  const result = matchModelShape.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = pathText(issue?.path ?? []);
  throw new UserError({
    operation,
    code: 'match.model_invalid',
    message: `This is not a match model: ${at === '' ? '' : `${at}: `}${(issue?.message ?? 'not an object').slice(0, 300)}.`,
    next: 'Correct the place named, or choose a file that an export of the model has written.',
    where: { place: at },
  });
}

/** `comparisons[0].levels[2].m`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part).slice(0, 100)}`,
    )
    .join('');
}
