import path from 'node:path';
import { UserError } from '../../../../shared/model/errors.ts';

/** A refusal to read a file, naming it. `where` adds row, column, sheet, entry … */
export function sourceError(
  operation: 'source.inspect' | 'source.read',
  file: string,
  code: string,
  message: string,
  next: string,
  where: Readonly<Record<string, string | number>> = {},
): UserError {
  return new UserError({ operation, code, message, next, where: { file: path.basename(file), ...where } });
}

/** The same error about a file that was unpacked from `file`: it is the archive the person knows. */
export function insideArchive(error: unknown, file: string, entry?: string): unknown {
  if (!(error instanceof UserError)) return error;
  const where = { ...error.data.where, file: path.basename(file) };
  return new UserError({ ...error.data, where: entry === undefined ? where : { ...where, entry } });
}

/** The reader was asked to stop; nothing is wrong with the file. */
export function cancelledError(file: string): UserError {
  return sourceError(
    'source.read',
    file,
    'cancelled',
    'Reading was cancelled.',
    'Start the import again when you want.',
  );
}

/** Turns what the operating system says when a file cannot be opened or read into a sentence. */
export function fileSystemError(file: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = SYSTEM_ERRORS.get(code);
  const detail = error instanceof Error ? error.message : String(error);
  return sourceError(
    'source.inspect',
    file,
    known?.code ?? 'file.unreadable',
    known?.message ?? `The file could not be read: ${detail}`,
    known?.next ?? 'Check the file and its storage, then try again.',
  );
}

const SYSTEM_ERRORS = new Map([
  [
    'ENOENT',
    {
      code: 'file.missing',
      message: 'The file does not exist.',
      next: 'Check the path, or choose the file again.',
    },
  ],
  [
    'EACCES',
    {
      code: 'file.denied',
      message: 'You may not read this file.',
      next: 'Ask for the right to read it, or copy it to a folder of yours.',
    },
  ],
  [
    'EPERM',
    {
      code: 'file.denied',
      message: 'You may not read this file.',
      next: 'Ask for the right to read it, or copy it to a folder of yours.',
    },
  ],
  [
    'EISDIR',
    {
      code: 'file.directory',
      message: 'This is a folder, not a file.',
      next: 'Choose the files inside the folder, one by one.',
    },
  ],
]);
