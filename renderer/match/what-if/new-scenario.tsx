import { Button, Group, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_NAME, type ScenarioRequest } from '../../../shared/contract/what-if.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../ui/format.ts';
import classes from './what-if.module.css';

interface NewScenarioProps {
  readonly entity: string;
  readonly opened: boolean;
  /** Names there are already. */
  readonly taken: readonly string[];
  readonly onStart: (scenario: { readonly name: string; readonly request: ScenarioRequest }) => void;
  readonly onClose: () => void;
}

/** Which model to try, and what to change of it. */
export function NewScenario({ opened, onClose, ...form }: NewScenarioProps) {
  const { t } = useTranslation(['what-if', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('what-if:add')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Form {...form} onClose={onClose} />
    </Modal>
  );
}

/** As typed: a text while it is no number yet (“-”, “14,”); an empty field leaves what the model says. */
type Limit = number | string;

const numberOf = (limit: Limit): number | undefined => {
  const value = typeof limit === 'number' ? limit : Number.parseFloat(limit);
  return Number.isFinite(value) ? value : undefined;
};

/** Without what was left empty. */
const filled = <Name extends string>(limits: Readonly<Record<Name, Limit>>): Partial<Record<Name, number>> =>
  Object.fromEntries(
    Object.entries<Limit>(limits).flatMap(([name, limit]) => {
      const value = numberOf(limit);
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Partial<Record<Name, number>>;

function Form({ entity, taken, onStart, onClose }: Omit<NewScenarioProps, 'opened'>) {
  const { t } = useTranslation(['what-if', 'ui']);
  const model = useQuery(api.match.model.queryOptions({ input: { entity } }));
  const { number } = useFormat();
  const [name, setName] = useState('');
  const [from, setFrom] = useState('in_force');
  const [autoMerge, setAutoMerge] = useState<Limit>('');
  const [review, setReview] = useState<Limit>('');
  const [maxClusterSize, setMaxClusterSize] = useState<Limit>('');
  const [sharedContactLimit, setSharedContactLimit] = useState<Limit>('');
  const bases = useBases(entity);
  const known = model.data?.lastRun?.model ?? model.data?.model;
  const isTaken = taken.includes(name.trim());
  const thresholds = filled({ autoMerge, review });
  const isWrong =
    (thresholds.review ?? Number.NEGATIVE_INFINITY) > (thresholds.autoMerge ?? Number.POSITIVE_INFINITY);
  const written = (value: number | undefined) => (value === undefined ? '' : number(value));
  const fields = [
    {
      name: 'autoMerge',
      value: autoMerge,
      set: setAutoMerge,
      is: written(known?.thresholds.autoMerge),
      bits: true,
    },
    { name: 'reviewFrom', value: review, set: setReview, is: written(known?.thresholds.review), bits: true },
    {
      name: 'maxClusterSize',
      value: maxClusterSize,
      set: setMaxClusterSize,
      is: written(known?.guards.maxClusterSize),
      bits: false,
    },
    {
      name: 'sharedContactLimit',
      value: sharedContactLimit,
      set: setSharedContactLimit,
      is: written(known?.guards.sharedContactLimit),
      bits: false,
    },
  ] as const;
  const start = () =>
    onStart({
      name: name.trim(),
      request: {
        basis: basisOf(from),
        thresholds,
        guards: filled({ maxClusterSize, sharedContactLimit }),
      },
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !isTaken && !isWrong) start();
      }}
    >
      <div className={classes.form}>
        <TextInput
          label={t('what-if:name')}
          placeholder={t('what-if:namePlaceholder')}
          value={name}
          maxLength={MOST_NAME}
          error={isTaken ? t('what-if:nameTaken') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label={t('what-if:model')}
          data={bases}
          value={from}
          allowDeselect={false}
          onChange={(next) => next && setFrom(next)}
        />
        {fields.map((field) => (
          <LimitInput
            key={field.name}
            label={t(`what-if:figure.${field.name}`)}
            isBits={field.bits}
            value={field.value}
            placeholder={from === 'in_force' || from === 'last_run' ? field.is : ''}
            error={field.name === 'reviewFrom' && isWrong ? t('what-if:thresholdOrder') : undefined}
            onChange={field.set}
          />
        ))}
      </div>
      <p className={classes.help}>{t('what-if:addHelp')}</p>
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" disabled={name.trim() === '' || isTaken || isWrong}>
          {t('what-if:compute')}
        </Button>
      </Group>
    </form>
  );
}

/** The models there are to choose from, the versions of the choice last. */
function useBases(entity: string): { value: string; label: string }[] {
  const { t } = useTranslation('what-if');
  const { dateTime } = useFormat();
  const versions = useQuery(api.match.modelVersions.queryOptions({ input: { entity } }));
  return [
    ...(['in_force', 'last_run', 'template'] as const).map((value) => ({
      value,
      label: t(`basis.${value}`),
    })),
    ...(versions.data ?? []).map(({ version, at }) => ({
      value: String(version),
      label: t('basis.versionOf', { version, at: dateTime(at) }),
    })),
  ];
}

const basisOf = (from: string): ScenarioRequest['basis'] =>
  from === 'in_force' || from === 'last_run' || from === 'template'
    ? { from }
    : { from: 'version', version: Number(from) };

interface LimitInputProps {
  readonly label: string;
  readonly isBits: boolean;
  readonly value: Limit;
  readonly placeholder: string;
  readonly error: string | undefined;
  readonly onChange: (value: Limit) => void;
}

function LimitInput({ label, isBits, value, placeholder, error, onChange }: LimitInputProps) {
  const { t, i18n } = useTranslation('match');
  return (
    <NumberInput
      label={label}
      value={value}
      placeholder={placeholder}
      error={error}
      step={isBits ? 0.5 : 1}
      decimalScale={isBits ? 2 : 0}
      decimalSeparator={i18n.language.startsWith('fr') ? ',' : '.'}
      allowedDecimalSeparators={[',', '.']}
      suffix={isBits ? t('bitsSuffix') : ''}
      min={isBits ? -40 : 1}
      max={isBits ? 60 : 100_000}
      onChange={onChange}
    />
  );
}
