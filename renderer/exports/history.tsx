import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './exports.module.css';

/** What a manifest says of its files, as far as it is shown here. */
interface Manifest {
  readonly files: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
}

/** What left, when, by whom, with which hashes. */
export function History() {
  const { t } = useTranslation('exports');
  const { dateTime, number } = useFormat();
  const history = useQuery(api.exports.history.queryOptions());
  return (
    <section className={classes.card}>
      <h2>{t('history')}</h2>
      {history.isPending && <LoadingState rows={3} />}
      {history.isError && <ErrorState error={toUserError(history.error)} />}
      {history.data?.length === 0 && <p className={classes.help}>{t('none')}</p>}
      {history.data && history.data.length > 0 && (
        <div className={classes.scroll}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                {[t('at'), t('by'), t('folder'), t('written')].map((title) => (
                  <Table.Th key={title}>{title}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {history.data.map(({ id, at, actor, directory, manifest }) => (
                <Table.Tr key={id}>
                  <Table.Td className={classes.cell}>{dateTime(at)}</Table.Td>
                  <Table.Td>{actor}</Table.Td>
                  <Table.Td>
                    <code>{directory}</code>
                  </Table.Td>
                  <Table.Td>
                    {(manifest as Manifest).files.map(({ name, rows, sha256 }) => (
                      <div key={name} title={`${t('sha')} ${sha256}`}>
                        {name} – <span className="o-num">{number(rows)}</span> {t('rows')}
                      </div>
                    ))}
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
