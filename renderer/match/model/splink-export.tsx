import { Button, Group, Modal, SegmentedControl, Text } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { notify } from '../../app/undo.ts';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import classes from './model.module.css';
import { SplinkNotes } from './splink-notes.tsx';

const DIALECTS = ['duckdb', 'spark', 'sqlite'] as const;
type Dialect = (typeof DIALECTS)[number];
const NAMES: Readonly<Record<Dialect, string>> = { duckdb: 'DuckDB', spark: 'Spark', sqlite: 'SQLite' };

interface SplinkExportProps {
  readonly entity: string;
  readonly isChanged: boolean;
  readonly onClose: () => void;
}

/** The model in force as settings of Splink 4, with what they cannot say told before they are written. */
export function SplinkExportDialog({ entity, isChanged, onClose }: SplinkExportProps) {
  const { t } = useTranslation('match-model');
  const picker = usePathPicker();
  const [dialect, setDialect] = useState<Dialect>('duckdb');
  const settings = useQuery(api.match.exportSplink.queryOptions({ input: { entity, dialect } }));
  const save = useMutation({
    mutationFn: (path: string) => client.match.saveSplink({ entity, dialect, path }),
    onSuccess: ({ path }) => {
      notify(t('splink.saved', { path }));
      onClose();
    },
    meta: { invalidates: [] },
  });
  const saveAs = async () => {
    const kinds = [{ name: t('splink.kind'), extensions: ['json'] }];
    const path = await picker.save({
      title: t('splink.export'),
      defaultName: t('splink.fileName', { entity }),
      kinds,
    });
    if (path !== null) save.mutate(path);
  };
  return (
    <Modal
      opened
      size="lg"
      title={t('splink.export')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      <div className={classes.dialog}>
        <SegmentedControl
          aria-label={t('splink.dialect')}
          data={DIALECTS.map((value) => ({ value, label: NAMES[value] }))}
          value={dialect}
          onChange={(next) => setDialect(next as Dialect)}
        />
        {isChanged && <Text>{t('splink.notSaved')}</Text>}
        {settings.isPending && <LoadingState rows={4} />}
        {settings.isError && (
          <ErrorState error={toUserError(settings.error)} onRetry={() => void settings.refetch()} />
        )}
        {settings.data && (
          <>
            <p className={classes.help}>{t('splink.columnsHelp')}</p>
            <p className={classes.columns}>
              {settings.data.columns.map(({ name, list }) => (list ? `${name}[]` : name)).join(', ')}
            </p>
            <SplinkNotes notes={settings.data.notes} />
          </>
        )}
        {save.error && <ErrorState error={toUserError(save.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button
            disabled={!settings.data}
            loading={save.isPending}
            leftSection={<IconFileExport size={16} aria-hidden="true" />}
            onClick={() => void saveAs()}
          >
            {t('splink.saveAs')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
