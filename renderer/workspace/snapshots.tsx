import { Button, Group, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api, invalidate } from '../api/queries.ts';
import { enterSession, leaving } from '../app/session.ts';
import { notify } from '../app/undo.ts';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';

/** The snapshots beside the project: take one, put one back. */
export function Snapshots({ readOnly }: { readonly readOnly: boolean }) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const list = useQuery(api.project.snapshots.queryOptions());
  const [restoring, setRestoring] = useState<string | null>(null);
  const take = useMutation({
    mutationFn: () => client.project.snapshot(),
    onSuccess: () => invalidate([api.project.snapshots.key()]),
    meta: { invalidates: [] },
  });
  const restore = useMutation({
    mutationFn: (name: string) => leaving(() => client.project.restore({ name })),
    onSuccess: async () => {
      setRestoring(null);
      await enterSession(await client.workspace.session());
      notify(t('settings.restored'));
    },
    onError: () => setRestoring(null),
  });
  const error = list.error ?? take.error ?? restore.error;
  return (
    <>
      {error && <ErrorState error={toUserError(error)} />}
      {list.isPending && <LoadingState rows={2} />}
      {list.data?.length === 0 && <Text>{t('settings.noSnapshots')}</Text>}
      {list.data && list.data.length > 0 && (
        <Table verticalSpacing={4} aria-label={t('settings.snapshots')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('settings.takenAt')}</Table.Th>
              <Table.Th>{t('settings.reason')}</Table.Th>
              <Table.Th ta="right">{t('settings.size')}</Table.Th>
              <Table.Th>
                <span className="o-sr">{t('settings.restore')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.data.map(({ name, at, reason, bytes }) => (
              <Table.Tr key={name}>
                <Table.Td>{format.dateTime(at)}</Table.Td>
                <Table.Td>
                  {t(`settings.reasons.${withoutNumber(reason)}`, { defaultValue: reason })}
                </Table.Td>
                <Table.Td ta="right">{format.bytes(bytes)}</Table.Td>
                <Table.Td ta="right">
                  <Button
                    variant="default"
                    size="compact-xs"
                    disabled={readOnly}
                    onClick={() => setRestoring(name)}
                  >
                    {t('settings.restore')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group mt="sm">
        <Button variant="default" loading={take.isPending} disabled={readOnly} onClick={() => take.mutate()}>
          {t('settings.take')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={restoring !== null}
        title={t('settings.restoreTitle')}
        confirm={t('settings.restore')}
        busy={restore.isPending}
        onConfirm={() => restoring !== null && restore.mutate(restoring)}
        onClose={() => setRestoring(null)}
      >
        {t('settings.restoreText')}
      </ConfirmDialog>
    </>
  );
}

/** `before-version-2` → `before-version`. */
const withoutNumber = (reason: string): string => reason.replace(/-\d+$/, '');
