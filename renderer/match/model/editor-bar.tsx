import { Button, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MatchModelView } from '../../../shared/contract/match-model.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { client } from '../../api/client.ts';
import { toUserError } from '../../api/errors.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useReadOnly } from '../../app/session.ts';
import { notify } from '../../app/undo.ts';
import { useFormat } from '../../ui/format.ts';
import { Shortcut } from '../../ui/shortcut.tsx';
import { ErrorState } from '../../ui/states.tsx';
import type { ModelDraft } from './draft.ts';
import { ExchangeMenu } from './exchange-menu.tsx';
import classes from './model.module.css';
import { useChoice } from './use-choice.ts';

interface EditorBarProps {
  readonly view: MatchModelView;
  readonly draft: ModelDraft;
  /** As it is being edited. */
  readonly model: MatchModel;
  /** How much is wrong with the model as it is being edited. */
  readonly wrong: number;
}

/** Where the model comes from, whether it is changed, and what is done with it as a whole. */
export function EditorBar({ view, draft, model, wrong }: EditorBarProps) {
  const { t } = useTranslation('match-model');
  const { entity } = view;
  const isReadOnly = useReadOnly();
  const save = useChoice({
    entity,
    choose: () => client.match.saveModel({ entity, model }),
    label: () => t('undo.save'),
    onDone: ({ version, saved }) => {
      draft.discard();
      notify(saved ? t('saved', { version }) : t('versions.same'));
    },
  });
  const reset = useChoice({
    entity,
    choose: async () => {
      const { reset: done } = await client.match.resetModel({ entity });
      return { version: 0, saved: done };
    },
    label: () => t('undo.reset'),
    onDone: () => {
      draft.discard();
      notify(t('resetDone'));
    },
  });
  const isBusy = save.isPending || reset.isPending;
  const cannotSave = isReadOnly || !draft.isChanged || wrong > 0 || isBusy;
  const reason = wrong > 0 ? t('saveWaits', { count: wrong }) : '';
  const doSave = () => !cannotSave && save.mutate(undefined);
  usePageKeys([{ key: 's', label: t('save'), run: doSave, isOff: cannotSave }]);
  const failed = save.error ?? reset.error;
  return (
    <>
      <div className={classes.bar}>
        <Origin view={view} isChanged={draft.isChanged} />
        <div className={classes.barEnd}>
          {draft.isChanged && (
            <Button variant="subtle" color="gray" onClick={draft.discard}>
              {t('discard')}
            </Button>
          )}
          {view.origin === 'chosen' && (
            <Button
              variant="default"
              disabled={isReadOnly || isBusy}
              loading={reset.isPending}
              onClick={() => reset.mutate(undefined)}
            >
              {t('reset')}
            </Button>
          )}
          <ExchangeMenu entity={entity} hasModel isChanged={draft.isChanged} onImport={draft.replace} />
          <Tooltip label={reason} disabled={reason === ''} events={{ hover: true, focus: true, touch: true }}>
            <Button
              loading={save.isPending}
              disabled={isReadOnly || !draft.isChanged}
              data-disabled={cannotSave || undefined}
              aria-disabled={cannotSave || undefined}
              aria-description={reason}
              aria-keyshortcuts="Control+S"
              rightSection={<Shortcut keys="mod+S" isToldElsewhere />}
              onClick={doSave}
            >
              {t('save')}
            </Button>
          </Tooltip>
        </div>
      </div>
      {failed && <ErrorState error={toUserError(failed)} />}
    </>
  );
}

/** Which model this is, and since when. */
function Origin({ view, isChanged }: { readonly view: MatchModelView; readonly isChanged: boolean }) {
  const { t } = useTranslation('match-model');
  const { dateTime } = useFormat();
  const { origin, version, at, actor } = view;
  return (
    <span className={classes.origin}>
      {t(`origin.${origin}`, { version, at: at === null ? '' : dateTime(at), actor })}
      {isChanged && <strong>{t('changed')}</strong>}
    </span>
  );
}
