import { Badge, Button, Table } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MatchModelVersionView } from '../../../shared/contract/match-model.ts';
import { client } from '../../api/client.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { notify } from '../../app/undo.ts';
import { useFormat } from '../../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx';
import { useEditing } from './editing.ts';
import classes from './model.module.css';
import { Part } from './part.tsx';
import { useChoice } from './use-choice.ts';

/** Every version of the model: who chose it, when, what it changed; any can be chosen again. */
export function VersionsPart({ onRestored }: { readonly onRestored: () => void }) {
  const { t } = useTranslation('match-model');
  const { entity } = useEditing();
  const versions = useQuery(api.match.modelVersions.queryOptions({ input: { entity } }));
  const restore = useChoice<MatchModelVersionView>({
    entity,
    choose: ({ version }) => client.match.restoreModel({ entity, version }),
    label: ({ version }) => t('undo.restore', { version }),
    onDone: ({ version, saved }, from) => {
      onRestored();
      notify(saved ? t('versions.restored', { from: from.version, version }) : t('versions.same'));
    },
  });
  return (
    <Part title={t('part.versions')} help={t('versions.help')}>
      {restore.error && <ErrorState error={toUserError(restore.error)} />}
      {versions.isPending && <LoadingState rows={3} />}
      {versions.isError && (
        <ErrorState error={toUserError(versions.error)} onRetry={() => void versions.refetch()} />
      )}
      {versions.data?.length === 0 && <EmptyState>{t('versions.none')}</EmptyState>}
      {versions.data && versions.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('versions.version')}</Table.Th>
              <Table.Th>{t('versions.what')}</Table.Th>
              <Table.Th>{t('versions.at')}</Table.Th>
              <Table.Th>{t('versions.actor')}</Table.Th>
              <Table.Th>
                <span className="o-sr">{t('comparisons.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.data.map((version) => (
              <VersionRow
                key={version.version}
                version={version}
                isBusy={restore.isPending}
                onRestore={() => restore.mutate(version)}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Part>
  );
}

interface VersionRowProps {
  readonly version: MatchModelVersionView;
  readonly isBusy: boolean;
  readonly onRestore: () => void;
}

function VersionRow({ version, isBusy, onRestore }: VersionRowProps) {
  const { t } = useTranslation('match-model');
  const { dateTime, number } = useFormat();
  const { isReadOnly } = useEditing();
  const what = [
    ...version.what.map((part) => t(`what.${part}`)),
    ...(version.sameAs === null ? [] : [t('versions.sameAs', { version: version.sameAs })]),
  ];
  return (
    <Table.Tr>
      <Table.Td>
        <span className="o-num">{number(version.version)}</span>{' '}
        {version.current && <Badge>{t('versions.current')}</Badge>}
      </Table.Td>
      <Table.Td>{what.join(' · ')}</Table.Td>
      <Table.Td>{dateTime(version.at)}</Table.Td>
      <Table.Td>{version.actor}</Table.Td>
      <Table.Td className={classes.rowActions}>
        {!version.current && (
          <Button
            variant="default"
            disabled={isReadOnly || isBusy}
            aria-label={t('versions.restoreOne', { version: version.version })}
            leftSection={<IconRestore size={16} aria-hidden="true" />}
            onClick={onRestore}
          >
            {t('versions.restore')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
