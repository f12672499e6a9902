import { oc } from '@orpc/contract';
import { z } from 'zod';

/** An error a person can act on, on every procedure: see UserErrorData in shared/model/errors.ts. */
export const userError = z.object({
  operation: z.string(),
  code: z.string(),
  message: z.string(),
  next: z.string(),
  where: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** Every procedure starts from here, so that every procedure has the same typed error. */
export const procedure = oc.errors({ USER: { status: 422, message: 'See data', data: userError } });

export const jobId = z.object({ jobId: z.number().int() });
export const page = { limit: z.number().int().min(1).max(1000).default(100) };
