import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { EmptyState } from '../ui/states.tsx';
import type { QueueState } from './queue.ts';

interface NoPairsProps {
  readonly entity: EntityOverview;
  readonly state: QueueState;
  readonly isFiltered: boolean;
}

/** Where to go on from an empty list. */
const NEXT: Readonly<Record<'noRun' | QueueState, (entity: string) => string>> = {
  noRun: (entity) => `/match/${entity}`,
  review: (entity) => `/golden/${entity}`,
  telling: (entity) => `/golden/${entity}`,
  cut: (entity) => `/review/${entity}?state=review`,
  decided: (entity) => `/review/${entity}?state=review`,
};

/** Nothing to show, and why. */
export function NoPairs({ entity, state, isFiltered }: NoPairsProps) {
  const { t } = useTranslation('review');
  const kind = isFiltered ? 'filtered' : entity.lastRun === null ? 'noRun' : state;
  return (
    <EmptyState
      icon={<IconArrowsSplit2 size={40} />}
      title={t(`empty.${kind}.title`)}
      action={
        kind === 'filtered' ? undefined : (
          <Button component={Link} href={NEXT[kind](entity.entity)}>
            {t(`empty.${kind}.action`)}
          </Button>
        )
      }
    >
      {t(`empty.${kind}.text`)}
    </EmptyState>
  );
}
