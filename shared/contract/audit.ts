import { z } from 'zod';
import { page, procedure } from './base.ts';

export const audit = {
  list: procedure
    .route({ method: 'GET', path: '/audit', summary: 'Entries of the audit journal, newest first' })
    .input(z.object({ before: z.coerce.number().int().optional(), ...page }))
    .output(
      z.array(
        z.object({
          sequence: z.number().int(),
          at: z.string(),
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          payload: z.unknown(),
        }),
      ),
    ),
  verify: procedure
    .route({ method: 'POST', path: '/audit/verify', summary: 'Does the hash chain hold?' })
    .output(
      z.object({
        ok: z.boolean(),
        entries: z.number().int(),
        broken: z.object({ sequence: z.number().int(), reason: z.string() }).optional(),
      }),
    ),
};
