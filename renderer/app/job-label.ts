import type { TFunction } from 'i18next';
import type { TrackedJob } from '../api/job-registry.ts';

/** What the person asked for, else the kind of the job. */
export const labelOf = ({ label, view }: TrackedJob, t: TFunction): string =>
  label ?? t(`app:jobs.kind.${view.kind}`, { defaultValue: t('app:jobs.unnamed') });
