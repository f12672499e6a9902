import { ActionIcon, Button, Popover, Select, TextInput } from '@mantine/core';
import { IconBookmarkPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences, useSavePreferences } from '../app/preferences.ts';
import type { View } from './golden-desk.tsx';

interface SavedViewsProps {
  /** Under which the views of this grid are kept. */
  readonly page: string;
  readonly current: () => View;
  readonly onShow: (view: View) => void;
}

/** Filters, search and order kept under a name, on this workstation. */
export function SavedViews({ page, current, onShow }: SavedViewsProps) {
  const { t } = useTranslation('golden');
  const { data: preferences } = usePreferences();
  const save = useSavePreferences();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  if (!preferences) return null;
  const views = preferences.views[page] ?? [];
  const keep = (changed: typeof views) => save({ views: { ...preferences.views, [page]: changed } });
  const show = (wanted: string | null) => {
    setChosen(wanted);
    const view = views.find((one) => one.name === wanted);
    if (view) onShow(view.state as View);
  };
  const add = () => {
    const given = name.trim();
    if (given === '') return;
    keep([...views.filter((one) => one.name !== given), { name: given, state: current() }]);
    setChosen(given);
    setName('');
    setOpened(false);
  };
  return (
    <>
      {views.length > 0 && (
        <Select
          w={160}
          aria-label={t('views.label')}
          placeholder={t('views.label')}
          data={views.map((view) => view.name)}
          value={chosen}
          onChange={show}
        />
      )}
      {chosen !== null && (
        <ActionIcon
          aria-label={t('views.remove', { name: chosen })}
          onClick={() => {
            keep(views.filter((view) => view.name !== chosen));
            setChosen(null);
          }}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      )}
      <Popover opened={opened} onChange={setOpened} trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconBookmarkPlus size={16} aria-hidden="true" />}
            onClick={() => setOpened((open) => !open)}
          >
            {t('views.save')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('views.save')}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextInput
              label={t('views.name')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Button type="submit" mt="sm" disabled={name.trim() === ''}>
              {t('views.keep')}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
