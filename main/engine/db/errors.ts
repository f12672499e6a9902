import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';

const SYSTEM: Readonly<Record<string, { code: string; message: string; next: string }>> = {
  ENOSPC: {
    code: 'disk_full',
    message: 'The disk is full. The project is as it was before.',
    next: 'Free some space, then run it again.',
  },
  SQLITE_FULL: {
    code: 'disk_full',
    message: 'The disk is full. The project is as it was before.',
    next: 'Free some space, then run it again.',
  },
  EACCES: {
    code: 'no_access',
    message: 'Access was refused by the system.',
    next: 'Check the rights on the file or folder, or choose another one.',
  },
  ENOENT: { code: 'file.missing', message: 'The file does not exist.', next: 'Check the path.' },
  SQLITE_BUSY: {
    code: 'project.busy',
    message: 'Another operation kept the project busy for too long. Nothing was changed.',
    next: 'Wait until it has finished, then try again.',
  },
  SQLITE_READONLY: {
    code: 'project.read_only',
    message: 'The project is open read-only. Nothing was changed.',
    next: 'Close it where else it is open, or ask for the right to write the file, then open it again.',
  },
  SQLITE_CORRUPT: {
    code: 'project.damaged',
    message: 'The project file is damaged.',
    next: 'Restore a snapshot from the folder beside the project.',
  },
  SQLITE_IOERR: {
    code: 'io_error',
    message: 'The disk could not be read or written. The project is as it was before.',
    next: 'Check the disk, then run it again.',
  },
};

/**
 * Any failure as something a person can act on: errors of our own as they are, known system and SQLite errors in
 * words, everything else with its message kept and the operation named.
 */
export function toUserError(error: unknown, operation: string): UserErrorData {
  if (error instanceof UserError) return error.data;
  const code = (error as { code?: unknown })?.code;
  const known =
    typeof code === 'string' ? (SYSTEM[code] ?? SYSTEM[code.split('_').slice(0, 2).join('_')]) : undefined;
  const path = (error as { path?: unknown })?.path;
  const detail = error instanceof Error ? error.message : String(error);
  return {
    operation,
    code: known?.code ?? 'unexpected',
    message: known ? `${known.message} (${detail})` : `Unexpected failure: ${detail}`,
    next:
      known?.next ??
      'The project is as it was before. Try again; if it happens again, report it with this message.',
    ...(typeof path === 'string' ? { where: { file: path } } : {}),
  };
}
