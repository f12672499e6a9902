import { ActionIcon, Table, Tooltip } from '@mantine/core';
import { IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bridge } from '../api/bridge.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { notify } from '../app/notify.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './exports.module.css';

/** What a manifest says of its files, as far as it is shown here. */
interface Manifest {
  readonly files: readonly {
    readonly name: string;
    readonly rows: number;
    readonly bytes: number;
    readonly sha256: string;
  }[];
  /** Only some golden records were written. */
  readonly selection?: unknown;
}

/** Where the manifest of an export stands: the system shows its folder with it marked. */
const manifestPath = (directory: string, { files, selection }: Manifest): string => {
  const separator = directory.includes('\\') ? '\\' : '/';
  return `${directory}${separator}${selection ? `${files[0]?.name}.` : ''}manifest.json`;
};

/** What left, when, by whom, with which hashes. */
export function History() {
  const { t } = useTranslation('exports');
  const { dateTime, number, bytes } = useFormat();
  const history = useQuery(api.exports.history.queryOptions());
  return (
    <section className={classes.card}>
      <h2>{t('history')}</h2>
      {history.isPending && <LoadingState rows={3} />}
      {history.isError && <ErrorState error={toUserError(history.error)} />}
      {history.data?.length === 0 && <p className={classes.help}>{t('none')}</p>}
      {history.data && history.data.length > 0 && (
        <div className={classes.scroll}>
          <Table verticalSpacing={4} horizontalSpacing={8}>
            <Table.Thead>
              <Table.Tr>
                {[t('at'), t('by'), t('written')].map((title) => (
                  <Table.Th key={title}>{title}</Table.Th>
                ))}
                <Table.Th aria-hidden="true" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {history.data.map(({ id, at, actor, directory, manifest }) => (
                <Table.Tr key={id}>
                  <Table.Td className={classes.cell}>{dateTime(at)}</Table.Td>
                  <Table.Td>{actor}</Table.Td>
                  <Table.Td>
                    {(manifest as Manifest).selection !== undefined && (
                      <span className={classes.hint}>{t('ofSelection')}</span>
                    )}
                    <ul className={classes.written}>
                      {(manifest as Manifest).files.map(({ name, rows, bytes: size, sha256 }) => (
                        <li key={name} title={`${t('sha')} ${sha256}`}>
                          <span>{name}</span>
                          <span className="o-num">
                            {t('rowCount', { count: rows, formatted: number(rows) })}
                          </span>
                          <span className={`${classes.hint} o-num`}>{bytes(size)}</span>
                        </li>
                      ))}
                    </ul>
                    <code className={classes.folder} title={directory}>
                      {directory}
                    </code>
                  </Table.Td>
                  <Table.Td>
                    <FolderAction
                      path={manifestPath(directory, manifest as Manifest)}
                      directory={directory}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** Opens the folder where the window can; a browser cannot, so there its path is copied. */
function FolderAction({ path, directory }: { readonly path: string; readonly directory: string }) {
  const { t } = useTranslation('exports');
  const label = t(bridge ? 'show' : 'copyPath');
  const act = async () => {
    if (bridge) return bridge.showInFolder(path);
    await navigator.clipboard.writeText(directory);
    notify(t('pathCopied'));
  };
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={`${label}: ${directory}`} onClick={() => void act()}>
        {bridge ? <IconFolderOpen size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
      </ActionIcon>
    </Tooltip>
  );
}
