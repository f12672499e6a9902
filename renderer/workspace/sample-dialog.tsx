import { Button, Group, Modal, NumberInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { jobRegistry } from '../api/job-registry.ts';
import { api } from '../api/queries.ts';
import { enterSession, leaving } from '../app/session.ts';
import type { FolderListing } from '../ui/folder-dialog.tsx';
import { usePathPicker } from '../ui/path-picker.tsx';
import { freeName, joinPath } from '../ui/paths.ts';
import { ErrorState } from '../ui/states.tsx';
import classes from './workspace.module.css';

const PEOPLE = { least: 10, most: 100_000, usual: 2_000 };

/** The sample wants a folder of its own: a new one in the one that was chosen. */
const ownFolder = ({ path, entries }: FolderListing, name: string): string =>
  joinPath(
    path,
    freeName(
      name,
      entries.map((entry) => entry.name),
    ),
  );

/** Where to make the sample project, and how large; it opens at once and fills while it is looked at. */
export function SampleDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const [, go] = useLocation();
  const picker = usePathPicker();
  const [parent, setParent] = useState<string>();
  const beside = useQuery({
    ...api.workspace.folders.queryOptions({ input: { path: parent } }),
    staleTime: 0,
  });
  const [typed, setTyped] = useState<string>();
  const [people, setPeople] = useState(PEOPLE.usual);
  const directory = typed ?? (beside.data ? ownFolder(beside.data, t('sample.folderName')) : '');

  const make = useMutation({
    mutationFn: () => leaving(() => client.workspace.sample({ directory, people })),
    onSuccess: async ({ jobId }) => {
      await enterSession(await client.workspace.session());
      void jobRegistry.follow(jobId, t('sample.job'));
      onClose();
      go('/');
    },
    meta: { invalidates: [] },
  });
  const choose = async () => {
    const folder = await picker.folder({ title: t('sample.where') });
    if (!folder) return;
    setParent(folder);
    setTyped(undefined);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sample.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Text>{t('sample.about')}</Text>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            flex={1}
            label={t('sample.directory')}
            value={directory}
            onChange={(event) => setTyped(event.currentTarget.value)}
            spellCheck={false}
            required
          />
          <Button variant="default" onClick={choose}>
            {t('choose')}
          </Button>
        </Group>
        <NumberInput
          label={t('sample.people')}
          description={t('sample.peopleHelp')}
          min={PEOPLE.least}
          max={PEOPLE.most}
          step={1000}
          clampBehavior="strict"
          thousandSeparator={t('thousands')}
          value={people}
          onChange={(value) => setPeople(Number(value) || PEOPLE.usual)}
        />
        {beside.error && <ErrorState error={toUserError(beside.error)} />}
        {make.error && <ErrorState error={toUserError(make.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={directory === ''}>
            {t('sample.make')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
