import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import type { GoldenSelection } from '../../shared/contract/golden.ts';
import { client } from '../api/client.ts';
import { useJob } from '../api/use-job.ts';
import { notify } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { usePathPicker } from '../ui/path-picker.tsx';
import { ErrorState } from '../ui/states.tsx';
import classes from './golden.module.css';

interface ExportSelectionProps {
  readonly entity: string;
  readonly count: number;
  readonly selection: GoldenSelection;
  readonly onClose: () => void;
}

const FORMATS = ['xlsx', 'csv', 'jsonl', 'parquet'] as const;

/** Writes the records picked to one file. */
export function ExportSelection({ entity, count, selection, onClose }: ExportSelectionProps) {
  const { t } = useTranslation(['golden', 'exports', 'ui']);
  const { number } = useFormat();
  const picker = usePathPicker();
  const [format, setFormat] = useState<ExportRule['format']>('xlsx');
  const [name, setName] = useState('selection');
  const [bom, setBom] = useState(true);
  const rule: ExportRule = {
    what: 'golden',
    entity,
    format,
    file: `${name.trim()}.${format}`,
    formulaProtection: false,
    ...(format === 'csv' && { bom }),
  };
  const job = useJob<{ directory: string }>({
    start: ({ directory }) => client.exports.selection({ directory, rule, selection }),
    label: t('exports:running'),
    onDone: (_, { directory }) => {
      notify(t('exports:done', { folder: directory }));
      onClose();
    },
  });
  const run = async () => {
    const directory = await picker.folder({ title: t('exports:chooseFolder') });
    if (directory !== null) job.run({ directory });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('selection.exportTitle', { count, picked: number(count) })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <div className={classes.rules}>
        <TextInput
          label={t('exports:file')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          rightSection={<span className={classes.hint}>.{format}</span>}
          rightSectionWidth={64}
          data-autofocus
        />
        <NativeSelect
          label={t('exports:format')}
          value={format}
          data={FORMATS.map((one) => ({ value: one, label: t(`exports:formats.${one}`) }))}
          onChange={(event) => setFormat(event.currentTarget.value as ExportRule['format'])}
        />
        {format === 'csv' && (
          <Checkbox
            label={t('exports:bom')}
            description={t('exports:bomHelp')}
            checked={bom}
            onChange={(event) => setBom(event.currentTarget.checked)}
          />
        )}
        <p>{t('selection.manifest', { file: `${rule.file}.manifest.json` })}</p>
        {job.error && <ErrorState error={job.error} />}
        <Group justify="flex-end">
          <Button disabled={name.trim() === ''} loading={job.isRunning} onClick={() => void run()}>
            {t('exports:run')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
