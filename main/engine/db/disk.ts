import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../../../shared/model/errors.ts';

/** What must stay free on the disk beside what a job needs, in bytes. */
const RESERVE = 64 * 2 ** 20;

/**
 * Refuses a job the disk cannot hold, before it starts.
 * @param bytes what the job may write at the most.
 * @throws UserError `disk_full` with both figures.
 */
export async function requireDiskSpace(path: string, bytes: number, operation: string): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(path));
  const free = bavail * bsize;
  if (free >= bytes + RESERVE) return;
  const mb = (value: number) => Math.ceil(value / 2 ** 20);
  throw new UserError({
    operation,
    code: 'disk_full',
    message: `Not enough room on the disk: ${mb(bytes + RESERVE)} MB are needed, ${mb(free)} MB are free. Nothing was changed.`,
    next: 'Free some space or move the project to a larger disk, then run it again.',
    where: { file: path },
  });
}
