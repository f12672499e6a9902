import { IconAdjustments } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchModelView } from '../../../shared/contract/match-model.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useMatchedEntity, Workbench } from '../workbench.tsx';
import { useModelDraft } from './draft.ts';
import { ExchangeMenu } from './exchange-menu.tsx';
import { ModelEditor } from './model-editor.tsx';

/** The match model of an entity, to be looked at, edited, kept in versions and exchanged. */
export default function MatchModelPage() {
  const { t } = useTranslation('match-model');
  const { overview, entity } = useMatchedEntity();
  return (
    <Workbench tab="model" title={t('title')} subtitle={t('subtitle')} body="fill">
      {entity ? (
        <ModelLoader key={entity.entity} entity={entity.entity} />
      ) : (
        overview && (
          <EmptyState icon={<IconAdjustments size={40} />} title={t('none.title')}>
            {t('none.noEntity')}
          </EmptyState>
        )
      )}
    </Workbench>
  );
}

function ModelLoader({ entity }: { readonly entity: string }) {
  const view = useQuery(api.match.model.queryOptions({ input: { entity } }));
  if (view.isPending) return <LoadingState />;
  if (view.isError) {
    return <ErrorState error={toUserError(view.error)} onRetry={() => void view.refetch()} />;
  }
  return <Loaded view={view.data} />;
}

/** What is in force, so that a draft knows whether it still starts from it. */
const baseOf = ({ origin, version, at }: MatchModelView): string => `${origin} ${version ?? at ?? ''}`;

function Loaded({ view }: { readonly view: MatchModelView }) {
  const { t } = useTranslation('match-model');
  const draft = useModelDraft(view.entity, view.model, baseOf(view));
  const { model } = draft;
  if (model) return <ModelEditor view={view} draft={draft} model={model} />;
  return (
    <EmptyState
      icon={<IconAdjustments size={40} />}
      title={t('none.title')}
      action={
        <ExchangeMenu entity={view.entity} hasModel={false} isChanged={false} onImport={draft.replace} />
      }
    >
      {t('none.notRun')}
    </EmptyState>
  );
}
