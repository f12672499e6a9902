import { z } from 'zod';
import { procedure } from './base.ts';

const finding = z.object({
  check: z.enum(['integrity', 'rows', 'crosswalk', 'golden', 'links', 'audit', 'originals']),
  state: z.enum(['ok', 'failed', 'pending']),
  message: z.string(),
  where: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const checkReport = z.object({ ok: z.boolean(), findings: z.array(finding) });
export type CheckReport = z.infer<typeof checkReport>;
export type CheckFinding = z.infer<typeof finding>;

const info = z.object({
  path: z.string(),
  projectId: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
  sources: z.number().int(),
  records: z.number().int(),
  goldenRecords: z.record(z.string(), z.number().int()),
  pending: z.array(z.string()),
});

export const project = {
  info: procedure
    .route({ method: 'GET', path: '/project', summary: 'The open project in figures' })
    .output(info),
  check: procedure
    .route({
      method: 'POST',
      path: '/project/check',
      summary: 'Integrity of the file, row accounting, completeness of the crosswalk, audit chain',
    })
    .output(checkReport),
  snapshots: procedure
    .route({
      method: 'GET',
      path: '/project/snapshots',
      summary: 'Snapshots beside the project, newest first',
    })
    .output(z.array(z.object({ name: z.string(), at: z.string(), reason: z.string(), bytes: z.number() }))),
  restore: procedure
    .route({
      method: 'POST',
      path: '/project/snapshots/restore',
      summary: 'Put a snapshot in the place of the project; what it replaces is kept as a snapshot',
    })
    .input(z.object({ name: z.string() }))
    .output(z.object({ restored: z.string() })),
  snapshot: procedure
    .route({ method: 'POST', path: '/project/snapshots', summary: 'Take a snapshot beside the project' })
    .output(z.object({ path: z.string() })),
};
