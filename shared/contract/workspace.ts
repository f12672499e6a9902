import { z } from 'zod';
import { jobId, procedure } from './base.ts';

export const recent = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.string(),
  pinned: z.boolean(),
  /** false: the file is no longer there. */
  exists: z.boolean(),
  bytes: z.number().nullable(),
});
export type RecentProject = z.infer<typeof recent>;

/** Without defaults: an absent one is left as it is. */
export const preferenceChanges = z.object({
  language: z.enum(['fr', 'en', 'system']).optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
  /** Who acts: the name in the journal. Absent: the account of the system; '' goes back to it. */
  profile: z.string().max(100).optional(),
  /** Saved views of grids, by page. */
  views: z.record(z.string(), z.array(z.object({ name: z.string(), state: z.unknown() }))).optional(),
});
export const preferences = z.object({
  ...preferenceChanges.shape,
  language: preferenceChanges.shape.language.unwrap().default('system'),
  theme: preferenceChanges.shape.theme.unwrap().default('system'),
  views: preferenceChanges.shape.views.unwrap().default({}),
});
export type Preferences = z.infer<typeof preferences>;

const session = z.object({
  /** null: no project is open. */
  project: z
    .object({
      path: z.string(),
      name: z.string(),
      readOnly: z.boolean(),
      /** Code of the reason: `project.busy`, `project.folder_not_writable`, `project.not_writable`. */
      readOnlyReason: z.string().optional(),
    })
    .nullable(),
  /** Jobs that the death of an earlier process interrupted, told once after opening. */
  interrupted: z.array(z.string()),
});
export type SessionState = z.infer<typeof session>;

/** What is there before, and around, an open project. */
export const workspace = {
  session: procedure
    .route({ method: 'GET', path: '/session', summary: 'The open project, if any' })
    .output(session),
  open: procedure
    .route({
      method: 'POST',
      path: '/session/open',
      summary: 'Open a project (read-only when another process holds it), or create one',
    })
    .input(z.object({ path: z.string().min(1), create: z.boolean().default(false) }))
    .output(session),
  close: procedure
    .route({ method: 'POST', path: '/session/close', summary: 'Close the open project into its one file' })
    .output(session),
  sample: procedure
    .route({
      method: 'POST',
      path: '/session/sample',
      summary: 'Make and open the sample project; the job imports and matches it',
    })
    .input(
      z.object({
        directory: z.string().min(1),
        people: z.number().int().min(10).max(100_000).default(2_000),
      }),
    )
    .output(jobId.extend({ path: z.string() })),
  recents: procedure
    .route({ method: 'GET', path: '/recents', summary: 'Projects opened before, pinned first' })
    .output(z.array(recent)),
  pin: procedure
    .route({ method: 'POST', path: '/recents/pin', summary: 'Pin a project, or let it go' })
    .input(z.object({ path: z.string(), pinned: z.boolean() }))
    .output(z.array(recent)),
  forget: procedure
    .route({
      method: 'POST',
      path: '/recents/forget',
      summary: 'Take a project off the list; the file stays',
    })
    .input(z.object({ path: z.string() }))
    .output(z.array(recent)),
  preferences: procedure
    .route({ method: 'GET', path: '/preferences', summary: 'Preferences of this workstation' })
    .output(preferences),
  savePreferences: procedure
    .route({ method: 'PUT', path: '/preferences', summary: 'Change preferences' })
    .input(preferenceChanges)
    .output(preferences),
  folders: procedure
    .route({
      method: 'POST',
      path: '/folders',
      summary: 'What a folder holds, to choose files without a system dialog',
    })
    .input(z.object({ path: z.string().optional() }))
    .output(
      z.object({
        path: z.string(),
        parent: z.string().nullable(),
        entries: z.array(
          z.object({ name: z.string(), path: z.string(), folder: z.boolean(), bytes: z.number() }),
        ),
      }),
    ),
};
