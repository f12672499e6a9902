import { Button } from '@mantine/core';
import { IconArrowsDiff, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { PresentFigures, Scenario } from '../../../shared/contract/what-if.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useReadOnly } from '../../app/session.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useMatchedEntity, Workbench } from '../workbench.tsx';
import { Comparison } from './comparison.tsx';
import { NewScenario } from './new-scenario.tsx';
import { Scenarios } from './scenarios.tsx';
import { useCompute } from './use-scenarios.ts';
import classes from './what-if.module.css';

/** Models kept side by side, with what matching by each would give, and the difference of two person by person. */
export default function WhatIfPage() {
  const { t } = useTranslation('what-if');
  const { entity } = useMatchedEntity();
  const [isAdding, setAdding] = useState(false);
  const isReadOnly = useReadOnly();
  const list = useQuery({
    ...api.whatIf.list.queryOptions({ input: { entity: entity?.entity ?? '' } }),
    enabled: Boolean(entity?.lastRun),
  });
  const add = (
    <Button
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      disabled={isReadOnly}
      onClick={() => setAdding(true)}
    >
      {t('add')}
    </Button>
  );
  if (!entity?.lastRun) {
    return (
      <Workbench tab="what-if" title={t('title')}>
        <EmptyState
          icon={<IconArrowsDiff size={40} />}
          title={t('notMatched.title')}
          action={
            <Button component={Link} href="/match">
              {t('notMatched.action')}
            </Button>
          }
        >
          {t('notMatched.text')}
        </EmptyState>
      </Workbench>
    );
  }
  return (
    <Workbench
      tab="what-if"
      title={t('title')}
      subtitle={t('subtitle')}
      body="fill"
      action={list.data && list.data.scenarios.length > 0 && add}
    >
      {list.isPending && <LoadingState />}
      {list.isError && <ErrorState error={toUserError(list.error)} onRetry={() => void list.refetch()} />}
      {list.data && (
        <OfEntity
          key={entity.entity}
          entity={entity.entity}
          list={list.data}
          isAdding={isAdding}
          onAdded={() => setAdding(false)}
          add={add}
        />
      )}
    </Workbench>
  );
}

interface OfEntityProps {
  readonly entity: string;
  readonly list: { readonly scenarios: readonly Scenario[]; readonly present: PresentFigures | null };
  readonly isAdding: boolean;
  readonly onAdded: () => void;
  /** The button that adds a scenario, for a page without any. */
  readonly add: ReactNode;
}

function OfEntity({ entity, list: { scenarios, present }, isAdding, onAdded, add }: OfEntityProps) {
  const { t } = useTranslation('what-if');
  const computing = useCompute(entity);
  return (
    <div className={classes.page}>
      {computing.error && <ErrorState error={computing.error} onRetry={computing.reset} />}
      {computing.isRunning && (
        <p className={classes.help} role="status">
          {t('computingNote')}
        </p>
      )}
      {scenarios.length === 0 ? (
        !computing.isRunning && (
          <EmptyState icon={<IconArrowsDiff size={40} />} title={t('empty.title')} action={add}>
            {t('empty.text')}
          </EmptyState>
        )
      ) : (
        <>
          <Scenarios scenarios={scenarios} present={present} computing={computing} />
          <Comparison entity={entity} scenarios={scenarios} />
        </>
      )}
      <NewScenario
        entity={entity}
        opened={isAdding}
        taken={scenarios.map(({ name }) => name)}
        onStart={(asked) => {
          onAdded();
          computing.run(asked);
        }}
        onClose={onAdded}
      />
    </div>
  );
}
