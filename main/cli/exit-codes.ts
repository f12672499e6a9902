import type { UserErrorData } from '../../shared/model/errors.ts';

/** Documented in the README: schedulers rely on them. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, busy: 4, quarantine: 5 } as const;

export function exitCodeOf(error: UserErrorData): number {
  if (error.code === 'project.busy') return EXIT.busy;
  if (error.code === 'quarantine.too_much') return EXIT.quarantine;
  return EXIT.failed;
}
