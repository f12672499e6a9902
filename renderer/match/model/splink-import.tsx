import { Button, Group, Modal, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplinkNoteView } from '../../../shared/contract/match-model.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useModelWords } from '../../app/model.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import classes from './model.module.css';
import { SplinkNotes } from './splink-notes.tsx';

interface SplinkImportProps {
  readonly entity: string;
  readonly path: string;
  readonly onClose: () => void;
  readonly onImport: (model: MatchModel) => void;
}

/** Column of Splink's table → attribute. */
type Columns = Readonly<Record<string, string>>;

/** A file of settings of Splink as a model: what could not be carried over is told, and only then taken to be edited. */
export function SplinkImportDialog({ entity, path, onClose, onImport }: SplinkImportProps) {
  const { t } = useTranslation('match-model');
  const [columns, setColumns] = useState<Columns>({});
  const read = useQuery({
    ...api.match.openSplink.queryOptions({ input: { entity, path, columns } }),
    placeholderData: keepPreviousData,
    // The file may be another at the next look.
    staleTime: 0,
    gcTime: 0,
  });
  const error = read.error && toUserError(read.error);
  const asked = askedColumns(read.data?.notes ?? [], error?.where?.columns, columns);
  const { model, notes } = read.data ?? {};
  return (
    <Modal
      opened
      size="lg"
      title={t('splink.import')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <div className={classes.dialog}>
        <p className={classes.columns}>{path}</p>
        {read.isPending && <LoadingState rows={4} />}
        {error && <ErrorState error={error} />}
        {asked.length > 0 && (
          <ColumnChoices entity={entity} asked={asked} columns={columns} onChange={setColumns} />
        )}
        {!error && model && notes && (
          <>
            <p>
              {t('splink.comparisons', { count: model.comparisons.length })}{' '}
              {t('splink.rules', { count: model.blockingRules.length })}
            </p>
            <SplinkNotes notes={notes} />
            <p className={classes.help}>{t('splink.notYetSaved')}</p>
          </>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            disabled={!model || read.isError}
            loading={read.isFetching}
            onClick={() => model && onImport(model)}
          >
            {t('splink.take')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

/** Columns that no attribute is known for, and those that a person has already given one. */
function askedColumns(
  notes: readonly SplinkNoteView[],
  refused: string | number | undefined,
  columns: Columns,
): readonly string[] {
  const unknown = notes.filter(({ code }) => code === 'column_unknown').map(({ detail }) => detail);
  const named = typeof refused === 'string' && refused !== '' ? refused.split(', ') : [];
  return [...new Set([...Object.keys(columns), ...unknown, ...named])];
}

interface ColumnChoicesProps {
  readonly entity: string;
  readonly asked: readonly string[];
  readonly columns: Columns;
  readonly onChange: (columns: Columns) => void;
}

/** Which attribute a column is, where its name does not tell; the file is read again with it. */
function ColumnChoices({ entity, asked, columns, onChange }: ColumnChoicesProps) {
  const { t } = useTranslation('match-model');
  const words = useModelWords();
  const attributes = words.model?.entities.find(({ name }) => name === entity)?.attributes ?? [];
  return (
    <fieldset className={classes.keys}>
      <legend>{t('splink.columns')}</legend>
      <div className={classes.fields}>
        {asked.map((column) => (
          <Select
            key={column}
            label={column}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('splink.forget', { column }) }}
            placeholder={t('splink.none')}
            comboboxProps={{ keepMounted: false }}
            data={attributes.map(({ name }) => ({ value: name, label: words.attribute(entity, name) }))}
            value={columns[column] ?? null}
            onChange={(attribute) => {
              const { [column]: _, ...others } = columns;
              onChange(attribute === null ? others : { ...others, [column]: attribute });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
