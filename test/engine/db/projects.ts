import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openProject, type Project } from '../../../main/engine/db/open.ts';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import { follow, type Running } from '../../cli/orfevre.ts';

const HOLD = fileURLToPath(new URL('./hold.ts', import.meta.url));

/** Starts hold.ts, another process that works on a project. */
export function another(...words: string[]): Running {
  return follow(spawn(process.execPath, [HOLD, ...words], { stdio: ['pipe', 'pipe', 'pipe'] }));
}

export const open = (path: string, create = false): Project =>
  openProject(path, { what: 'the test', actor: 'test', create });

/** What a person is told when `action` is refused. Fails when it is not, or when it fails otherwise. */
export function refused(action: () => unknown): UserErrorData {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.data;
    throw error;
  }
  throw new Error('was not refused');
}
