import { Button, Group, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceChanges, SourceView } from '../../shared/contract/sources.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { invalidate } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, pushUndo } from '../app/undo.ts';
import { ErrorState } from '../ui/states.tsx';
import classes from './sources.module.css';

const INVENTORY = ['system', 'department', 'owner', 'purpose', 'legal_basis'] as const;

const settingsOf = (source: SourceView) => ({
  complete: source.complete,
  priority: source.priority,
  maxQuarantine: source.maxQuarantine,
  inventory: source.inventory,
});
type Draft = ReturnType<typeof settingsOf>;

/** What the project knows of a source beside its rows: trust, coverage, who answers for it, what it is for. */
export function SourceSettings({ source }: { readonly source: SourceView }) {
  const { t } = useTranslation('sources');
  const readOnly = useReadOnly();
  const [draft, setDraft] = useState<Draft>(() => settingsOf(source));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: (settings: SourceChanges) => client.sources.save({ name: source.name, settings }),
    onSuccess: () => {
      const former = settingsOf(source);
      pushUndo({
        label: t('settings.undo', { source: source.name }),
        undo: async () => {
          await client.sources.save({ name: source.name, settings: former });
          setDraft(former);
          await invalidate();
        },
      });
      notify(t('settings.saved'));
    },
  });
  const isSame = JSON.stringify(draft) === JSON.stringify(settingsOf(source));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <fieldset className={classes.fieldset} disabled={readOnly}>
        <legend className="o-sr">{t('detail.settings')}</legend>
        <Coverage complete={draft.complete} onChange={(complete) => change({ complete })} />
        <Group gap="md" align="flex-start" grow>
          <NumberInput
            label={t('settings.trust')}
            description={t('settings.trustHelp')}
            min={1}
            allowDecimal={false}
            value={draft.priority}
            onChange={(value) => change({ priority: Number(value) || 1 })}
          />
          <NumberInput
            label={t('settings.maxQuarantine')}
            description={t('settings.maxQuarantineHelp')}
            min={0}
            max={100}
            suffix={t('settings.percent')}
            value={Math.round(draft.maxQuarantine * 1000) / 10}
            onChange={(value) => change({ maxQuarantine: Math.min(1, Math.max(0, Number(value) / 100)) })}
          />
        </Group>
        {INVENTORY.map((name) => (
          <TextInput
            key={name}
            label={t(`settings.${name}`)}
            value={draft.inventory[name] ?? ''}
            onChange={(event) =>
              change({ inventory: withText(draft.inventory, name, event.currentTarget.value) })
            }
          />
        ))}
        {save.error && <ErrorState error={toUserError(save.error)} />}
        <Button type="submit" loading={save.isPending} disabled={isSame} className={classes.start}>
          {t('settings.save')}
        </Button>
      </fieldset>
    </form>
  );
}

/** An emptied field is unknown again, not known to be empty. */
function withText(
  inventory: Readonly<Record<string, string>>,
  name: string,
  text: string,
): Record<string, string> {
  const { [name]: _former, ...rest } = inventory;
  return text === '' ? rest : { ...rest, [name]: text };
}

interface CoverageProps {
  readonly complete: boolean;
  readonly onChange: (complete: boolean) => void;
}

/** Is a row that is absent from the next file gone, or just not told? */
export function Coverage({ complete, onChange }: CoverageProps) {
  const { t } = useTranslation('sources');
  return (
    <div className={classes.coverage}>
      <SegmentedControl
        aria-label={t('list.coverage')}
        value={complete ? 'complete' : 'partial'}
        onChange={(value) => onChange(value === 'complete')}
        data={[
          { value: 'complete', label: t('complete') },
          { value: 'partial', label: t('partial') },
        ]}
      />
      <small className={classes.muted}>{t(complete ? 'completeHelp' : 'partialHelp')}</small>
    </div>
  );
}
