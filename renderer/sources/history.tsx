import { Badge, Button, Group, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SourceFile } from '../../shared/contract/sources.ts';
import { useReadOnly } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import { Blank } from '../ui/value.tsx';
import { DriftText } from './drift.tsx';
import { fileName } from './source-files.ts';
import classes from './sources.module.css';
import { useStaged } from './use-staged.ts';

const NUMBERS = ['read', 'loaded', 'quarantined', 'new', 'changed', 'unchanged', 'gone'] as const;
const COLOURS = { staging: 'gray', staged: 'blue', applied: 'green', discarded: 'gray' } as const;

/** Every import, newest first: read = loaded + set aside, and what it changed. */
export function History({ files }: { readonly files: readonly SourceFile[] }) {
  const { t } = useTranslation('sources');
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('history.at')}</Table.Th>
          <Table.Th>{t('history.file')}</Table.Th>
          <Table.Th>{t('history.state')}</Table.Th>
          {NUMBERS.map((column) => (
            <Table.Th key={column} className={classes.right}>
              {t(`count.${column}`)}
            </Table.Th>
          ))}
          <Table.Th>
            <Term name="drift">{t('history.drift')}</Term>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FileRow({ file }: { readonly file: SourceFile }) {
  const { t } = useTranslation('sources');
  const { dateTime, number, bytes } = useFormat();
  const figures = { read: file.read, loaded: file.loaded, quarantined: file.quarantined, ...file.counts };
  return (
    <Table.Tr>
      <Table.Td>{dateTime(file.importedAt)}</Table.Td>
      <Table.Td className={classes.cut} title={file.path}>
        {fileName(file.path)}
        {file.bytes !== null && <small className={classes.aside}>{bytes(file.bytes)}</small>}
      </Table.Td>
      <Table.Td>
        <Badge color={COLOURS[file.state]}>{t(`state.${file.state}`)}</Badge>
        {file.state === 'staged' && <Waiting file={file} />}
      </Table.Td>
      {NUMBERS.map((column) => {
        const value = figures[column];
        return (
          <Table.Td key={column} className={`${classes.right} o-num`}>
            {value === null || value === undefined ? <Blank /> : number(value)}
          </Table.Td>
        );
      })}
      <Table.Td>
        <DriftText drift={file.drift} />
      </Table.Td>
    </Table.Tr>
  );
}

/** A new version that was read and left: it is decided upon here as well. */
function Waiting({ file }: { readonly file: SourceFile }) {
  const { t } = useTranslation('sources');
  const readOnly = useReadOnly();
  const waiting = useStaged([file.id]);
  return (
    <>
      <Group gap="xs" mt={4} wrap="nowrap">
        <Button
          variant="default"
          size="compact-xs"
          disabled={readOnly || waiting.isDiscarding}
          loading={waiting.isApplying}
          onClick={waiting.apply}
        >
          {t('staged.apply')}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          disabled={readOnly || waiting.isApplying}
          loading={waiting.isDiscarding}
          onClick={waiting.discard}
        >
          {t('staged.discard')}
        </Button>
      </Group>
      {waiting.error && <ErrorState error={waiting.error} />}
    </>
  );
}
