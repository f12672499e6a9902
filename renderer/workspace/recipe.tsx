import { Button, Group } from '@mantine/core';
import { IconFileExport, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { useJob } from '../api/use-job.ts';
import { notify } from '../app/undo.ts';
import { usePathPicker } from '../ui/path-picker.tsx';
import { ErrorState } from '../ui/states.tsx';

/** The project as a text that does its work again elsewhere or next month: written to a file, or run from one. */
export function Recipe({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation('workspace');
  const picker = usePathPicker();
  const kinds = [{ name: t('recipe.kind'), extensions: ['yml', 'yaml'] }];
  const save = useMutation({
    mutationFn: (path: string) => client.recipe.save({ path }),
    onSuccess: ({ path }) => notify(t('recipe.saved', { path })),
    meta: { invalidates: [] },
  });
  const job = useJob<{ path: string }>({
    start: (input) => client.recipe.run(input),
    label: t('recipe.job'),
  });
  const saveAs = async () => {
    const path = await picker.save({ title: t('recipe.save'), defaultName: t('recipe.name'), kinds });
    if (path !== null) save.mutate(path);
  };
  const run = async () => {
    const [path] = await picker.files({ title: t('recipe.run'), kinds });
    if (path !== undefined) job.run({ path });
  };
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
          loading={save.isPending}
          onClick={() => void saveAs()}
        >
          {t('recipe.save')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          disabled={readOnly}
          loading={job.isRunning}
          onClick={() => void run()}
        >
          {t('recipe.run')}
        </Button>
      </Group>
      {save.error && <ErrorState error={toUserError(save.error)} />}
      {job.error && <ErrorState error={job.error} />}
    </>
  );
}
