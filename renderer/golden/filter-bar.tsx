import { ActionIcon, Button, Group, Pill, Select, TextInput } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Filter, figureOf, needsText, type OfFigure, OPERATORS } from './filters.ts';
import classes from './golden.module.css';

interface Column {
  readonly name: string;
  readonly label: { readonly fr: string; readonly en: string };
}

interface FilterBarProps {
  readonly columns: readonly Column[];
  readonly filters: readonly Filter[];
  readonly onChange: (filters: readonly Filter[]) => void;
}

/** The conditions all of which hold for the rows shown. */
export function FilterBar({ columns, filters, onChange }: FilterBarProps) {
  const { t } = useTranslation('golden');
  const add = () =>
    onChange([
      ...filters,
      { id: crypto.randomUUID(), column: columns[0]?.name ?? 'golden_id', op: 'contains', text: '' },
    ]);
  return (
    <>
      {filters.map((filter) => {
        const figure = figureOf(filter);
        const remove = () => onChange(filters.filter((one) => one.id !== filter.id));
        if (figure)
          return <FigureFilter key={filter.id} figure={figure} text={filter.text} onRemove={remove} />;
        return (
          <FilterField
            key={filter.id}
            filter={filter}
            columns={columns}
            onChange={(changed) => onChange(filters.map((one) => (one.id === filter.id ? changed : one)))}
            onRemove={remove}
          />
        );
      })}
      <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden="true" />} onClick={add}>
        {t('filter.add')}
      </Button>
    </>
  );
}

interface FigureFilterProps {
  readonly figure: OfFigure;
  readonly text: string;
  readonly onRemove: () => void;
}

/** A condition that came with a figure of the overview: said in words, and taken away. */
function FigureFilter({ figure, text, onRemove }: FigureFilterProps) {
  const { t } = useTranslation(['golden', 'overview']);
  const words = {
    members: () => t('filter.figure.members', { count: Number(text) }),
    only: () => t('filter.figure.only', { source: text }),
    event: () => t('filter.figure.event', { event: t(`overview:run.${text}`, { defaultValue: text }) }),
  };
  return (
    <Pill
      size="md"
      className={classes.figureFilter}
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': t('filter.remove'), 'aria-hidden': false, tabIndex: 0 }}
    >
      {words[figure]()}
    </Pill>
  );
}

interface FieldProps {
  readonly filter: Filter;
  readonly columns: readonly Column[];
  readonly onChange: (filter: Filter) => void;
  readonly onRemove: () => void;
}

function FilterField({ filter, columns, onChange, onRemove }: FieldProps) {
  const { t, i18n } = useTranslation('golden');
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  return (
    <Group gap={2} wrap="nowrap" role="group" aria-label={t('filter.label')}>
      <Select
        w={140}
        aria-label={t('filter.column')}
        data={columns.map(({ name, label }) => ({ value: name, label: label[language] }))}
        value={filter.column}
        onChange={(column) => column !== null && onChange({ ...filter, column })}
        allowDeselect={false}
        searchable
      />
      <Select
        w={120}
        aria-label={t('filter.operator')}
        data={OPERATORS.map((op) => ({ value: op, label: t(`filter.op.${op}`) }))}
        value={filter.op}
        onChange={(op) => op !== null && onChange({ ...filter, op })}
        allowDeselect={false}
      />
      {needsText(filter.op) && (
        <TextInput
          w={120}
          aria-label={t('filter.text')}
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.currentTarget.value })}
        />
      )}
      <ActionIcon aria-label={t('filter.remove')} onClick={onRemove}>
        <IconX size={14} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}
