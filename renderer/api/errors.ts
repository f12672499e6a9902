import { ORPCError } from '@orpc/client';
import i18next from 'i18next';
import type { UserErrorData } from '../../shared/model/errors.ts';

export type { UserErrorData };

/** Did the request not get through, so that asking again may help? */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && error.name === 'AbortError') ||
  (error instanceof ORPCError && [408, 502, 503, 504].includes(error.status));

const isUserErrorData = (data: unknown): data is UserErrorData =>
  typeof data === 'object' && data !== null && 'message' in data && 'next' in data && 'code' in data;

/** Any failure as what happened, where, and what to do, in the reader's language where it has words for the code. */
export function toUserError(error: unknown): UserErrorData {
  if (isUserErrorData(error)) return inWords(error);
  if (error instanceof ORPCError && isUserErrorData(error.data)) return inWords(error.data);
  if (isNetworkError(error)) return own('network');
  if (error instanceof ORPCError) {
    if (error.status === 404 || error.status === 501) return own('missing');
    if (error.status === 400) return own('invalid');
  }
  return own('fault', error instanceof Error ? error.message : String(error));
}

const own = (code: string, detail = ''): UserErrorData => ({
  operation: 'window',
  code: `window.${code}`,
  message: i18next.t(`errors:window.${code}.message`, { detail }),
  next: i18next.t(`errors:window.${code}.next`),
});

/** The engine writes in English; what the catalogue knows by its code is said in the reader's language. */
function inWords(error: UserErrorData): UserErrorData {
  const say = (part: 'message' | 'next') =>
    i18next.t(`engine:${error.code}.${part}`, { ...error.where, defaultValue: error[part] });
  return { ...error, message: withSafety(say('message'), say('next')), next: say('next') };
}

/** Sentences that already tell what is safe. */
const TELLS_SAFE =
  /rien n’(a été modifié|est perdu)|n’a pas été (touché|modifié)|est tel qu’il était|aucun fichier n’a été|nothing (was changed|is lost)|as it was|no trace|untouched/i;

/** Whatever the engine refuses leaves the project as it was: told wherever the sentences do not. */
const withSafety = (message: string, next: string): string =>
  TELLS_SAFE.test(`${message} ${next}`) ? message : `${message} ${i18next.t('errors:safe')}`;
