import { dirname } from 'node:path';
import { UserError } from '../../../shared/model/errors.ts';

/** What is said for an error code of the operating system (`code` is ours). */
interface Explanation {
  readonly code: string;
  readonly message: (path: string) => string;
  readonly next: string;
}

const NOT_WRITABLE: Explanation = {
  code: 'folder_not_writable',
  message: (path) => `The folder ${dirname(path)} cannot be written to.`,
  next: 'Choose another folder, or ask for the right to write in this one.',
};
const DISK_FULL: Explanation = {
  code: 'disk_full',
  message: (path) => `The disk is full: ${path} was not written; the previous file, if any, is intact.`,
  next: 'Free some space or choose another disk, then export again.',
};
const TARGET_IS_FOLDER: Explanation = {
  code: 'target_is_folder',
  message: (path) => `${path} is a folder.`,
  next: 'Choose another file name.',
};
const TARGET_IN_USE: Explanation = {
  code: 'target_in_use',
  message: (path) => `${path} is open in another program.`,
  next: 'Close it there, then export again.',
};
const NAME_TOO_LONG: Explanation = {
  code: 'name_too_long',
  message: (path) => `The name of ${path} is too long for this disk.`,
  next: 'Choose a shorter file name.',
};
const FILE_TOO_LARGE: Explanation = {
  code: 'file_too_large',
  message: (path) => `${path} is larger than this disk or user may write.`,
  next: 'Choose another disk, a compressed format (parquet), or fewer columns.',
};

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  EROFS: NOT_WRITABLE,
  ENOTDIR: NOT_WRITABLE,
  EEXIST: NOT_WRITABLE,
  ENOENT: NOT_WRITABLE,
  ENOSPC: DISK_FULL,
  EDQUOT: DISK_FULL,
  EISDIR: TARGET_IS_FOLDER,
  ENOTEMPTY: TARGET_IS_FOLDER,
  EBUSY: TARGET_IN_USE,
  ETXTBSY: TARGET_IN_USE,
  ENAMETOOLONG: NAME_TOO_LONG,
  EFBIG: FILE_TOO_LARGE,
};

/** An error of the file system while writing `path`, as one a person can act on. Others are returned as they are. */
export function exportError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // Windows refuses to replace a file that a spreadsheet holds open with the code of a missing right.
  const refusedRename = syscall === 'rename' && (code === 'EPERM' || code === 'EACCES');
  const explanation = refusedRename ? TARGET_IN_USE : EXPLANATIONS[code];
  if (!explanation) return error;
  return writeError(explanation.code, explanation.message(path), explanation.next, { path });
}

export function writeError(
  code: string,
  message: string,
  next: string,
  where: Readonly<Record<string, string | number>>,
): UserError {
  return new UserError({ operation: 'export.write', code, message, next, where });
}
