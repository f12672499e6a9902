import { ORPCError, os } from '@orpc/server';
import { UserError, type UserErrorData } from '../../../shared/model/errors.ts';
import { Cancelled } from '../../../shared/model/job.ts';
import type { EngineContext } from './context.ts';
import { toUserError } from './errors.ts';

/**
 * In front of every procedure: whatever a handler throws reaches the caller as the typed error USER: operation, code,
 * sentence, next step.
 */
export const userErrors = os.$context<EngineContext>().middleware(async ({ next, path }) => {
  try {
    return await next();
  } catch (error) {
    if (error instanceof ORPCError) throw error;
    const operation = path.join('.');
    throw asTypedError(error instanceof Cancelled ? cancelled(operation) : toUserError(error, operation));
  }
});

const cancelled = (operation: string): UserErrorData => ({
  operation,
  code: 'cancelled',
  message: 'The operation was cancelled; it left no trace.',
  next: 'Start it again when you are ready.',
});

function asTypedError(data: UserErrorData): ORPCError<'USER', UserErrorData> {
  return new ORPCError('USER', { status: 422, defined: true, message: data.message, data });
}

/** A thing that was asked for by name and is not there. */
export function notFound(operation: string, what: string, name: string | number): UserError {
  return new UserError({
    operation,
    code: `${what}.unknown`,
    message: `There is no ${what} “${name}” in this project.`,
    next: `List them and choose one that is there.`,
    where: { [what]: name },
  });
}
