import { ActionIcon, Button, Group, Modal, MultiSelect, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityOverview } from '../../shared/contract/overview.ts';
import { STRATEGIES, type Strategy, type SurvivorshipRules } from '../../shared/model/survivorship.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useJob } from '../api/use-job.ts';
import { useModelWords } from '../app/model.ts';
import { useReadOnly } from '../app/session.ts';
import { notify } from '../app/undo.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './golden.module.css';

interface RulesDialogProps {
  readonly entity: EntityOverview;
  readonly onClose: () => void;
}

/** Which value survives into the golden record. */
export function RulesDialog({ entity, onClose }: RulesDialogProps) {
  const { t } = useTranslation(['golden', 'ui']);
  const rules = useQuery(api.golden.survivorship.queryOptions({ input: { entity: entity.entity } }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('rules.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {rules.isPending && <LoadingState />}
      {rules.isError && <ErrorState error={toUserError(rules.error)} onRetry={() => void rules.refetch()} />}
      {rules.data && <RulesForm entity={entity} saved={rules.data} onClose={onClose} />}
    </Modal>
  );
}

interface RulesFormProps extends RulesDialogProps {
  readonly saved: SurvivorshipRules;
}

function RulesForm({ entity, saved, onClose }: RulesFormProps) {
  const { t } = useTranslation('golden');
  const words = useModelWords();
  const isReadOnly = useReadOnly();
  const [rules, setRules] = useState<SurvivorshipRules>({
    ...saved,
    sourcePriority: withAll(saved.sourcePriority, entity),
  });
  const save = useMutation({
    mutationFn: () =>
      client.golden.saveSurvivorship({
        entity: entity.entity,
        rules: { ...rules, attributes: { ...rules.attributes } },
      }),
  });
  const run = useJob({ start: () => client.golden.run(), label: t('rules.job') });
  const attributes = words.model?.entities.find(({ name }) => name === entity.entity)?.attributes ?? [];
  const own = attributes.filter(({ name }) => rules.attributes[name]);
  const others = attributes.filter(({ name }) => !rules.attributes[name]);
  const isValid =
    rules.default.length > 0 && own.every(({ name }) => rules.attributes[name]!.strategies.length > 0);

  const setAttribute = (name: string, strategies: readonly Strategy[]) =>
    setRules({
      ...rules,
      attributes: { ...rules.attributes, [name]: { ...rules.attributes[name], strategies } },
    });
  const removeAttribute = (name: string) => {
    const { [name]: _, ...rest } = rules.attributes;
    setRules({ ...rules, attributes: rest });
  };
  const submit = async (apply: boolean) => {
    try {
      await save.mutateAsync();
    } catch {
      return;
    }
    if (apply) run.run();
    notify(t(apply ? 'rules.applying' : 'rules.saved'));
    onClose();
  };

  return (
    <div className={classes.rules}>
      <p>{t('rules.help')}</p>
      <SourceOrder
        sources={rules.sourcePriority}
        onChange={(sourcePriority) => setRules({ ...rules, sourcePriority })}
      />
      <Strategies
        label={t('rules.default')}
        value={rules.default}
        onChange={(strategies) => setRules({ ...rules, default: strategies })}
      />
      <h3>{t('rules.attributes')}</h3>
      {own.map(({ name }) => (
        <Group key={name} gap="xs" align="flex-start" wrap="nowrap">
          <Strategies
            label={words.attribute(entity.entity, name)}
            value={rules.attributes[name]!.strategies}
            onChange={(strategies) => setAttribute(name, strategies)}
          />
          <ActionIcon
            aria-label={t('rules.remove', { name: words.attribute(entity.entity, name) })}
            onClick={() => removeAttribute(name)}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
      <Select
        label={t('rules.add')}
        data={others.map(({ name }) => ({ value: name, label: words.attribute(entity.entity, name) }))}
        value={null}
        onChange={(name) => name !== null && setAttribute(name, rules.default)}
        searchable
      />
      {save.error && <ErrorState error={toUserError(save.error)} />}
      <Group justify="flex-end" gap="sm" className={classes.rulesFoot}>
        <Button
          variant="default"
          disabled={isReadOnly || !isValid}
          loading={save.isPending}
          onClick={() => void submit(false)}
        >
          {t('rules.save')}
        </Button>
        <Button disabled={isReadOnly || !isValid} loading={save.isPending} onClick={() => void submit(true)}>
          {t('rules.apply')}
        </Button>
      </Group>
    </div>
  );
}

/** Sources that have no place yet come last, so that each can be given one. */
function withAll(order: readonly string[], { sources }: EntityOverview): readonly string[] {
  return [...order, ...sources.map(({ source }) => source).filter((source) => !order.includes(source))];
}

interface StrategiesProps {
  readonly label: string;
  readonly value: readonly Strategy[];
  readonly onChange: (strategies: readonly Strategy[]) => void;
}

function Strategies({ label, value, onChange }: StrategiesProps) {
  const { t } = useTranslation('golden');
  return (
    <MultiSelect
      flex={1}
      classNames={{ root: classes.strategies }}
      label={label}
      data={STRATEGIES.map((name) => ({ value: name, label: t(`rule.${name}`) }))}
      value={[...value]}
      onChange={(names) => onChange(STRATEGIES_IN(names))}
      error={value.length === 0 ? t('rules.none') : undefined}
      hidePickedOptions
    />
  );
}

const STRATEGIES_IN = (names: readonly string[]): Strategy[] =>
  names.flatMap((name) => STRATEGIES.find((strategy) => strategy === name) ?? []);

interface SourceOrderProps {
  readonly sources: readonly string[];
  readonly onChange: (sources: readonly string[]) => void;
}

/** Most trusted first: by buttons, or dragged. */
function SourceOrder({ sources, onChange }: SourceOrderProps) {
  const { t } = useTranslation('golden');
  const [dragged, setDragged] = useState<number>();
  const move = (from: number, to: number) => {
    const moved = sources.filter((_, index) => index !== from);
    onChange(moved.toSpliced(to, 0, sources[from]!));
  };
  return (
    <div>
      <h3 id="rules-sources">{t('rules.sources')}</h3>
      <ol className={classes.sources} aria-labelledby="rules-sources">
        {sources.map((source, index) => (
          <li
            key={source}
            draggable
            onDragStart={() => setDragged(index)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => {
              if (dragged !== undefined) move(dragged, index);
              setDragged(undefined);
            }}
          >
            <IconGripVertical size={14} aria-hidden="true" />
            <span className={classes.source}>{source}</span>
            <ActionIcon
              aria-label={t('rules.up', { source })}
              disabled={index === 0}
              onClick={() => move(index, index - 1)}
            >
              <IconArrowUp size={16} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              aria-label={t('rules.down', { source })}
              disabled={index === sources.length - 1}
              onClick={() => move(index, index + 1)}
            >
              <IconArrowDown size={16} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ol>
    </div>
  );
}
