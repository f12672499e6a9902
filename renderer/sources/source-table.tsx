import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { SourceView } from '../../shared/contract/sources.ts';
import { Count } from '../ui/count.tsx';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import type { TermName } from '../ui/terms.ts';
import { Blank } from '../ui/value.tsx';
import { lastApplied, useFiles } from './source-files.ts';
import classes from './sources.module.css';

const NUMBERS = new Set(['records', 'trust', 'quarantined']);
const COLUMNS = [
  'name',
  'entity',
  'records',
  'key',
  'coverage',
  'trust',
  'quarantined',
  'lastImport',
] as const;

/** The heads that are words of the field. */
const TERMS: Readonly<Partial<Record<(typeof COLUMNS)[number], TermName>>> = {
  entity: 'entity',
  key: 'key',
  coverage: 'coverage',
  trust: 'trust',
  quarantined: 'quarantine',
};

interface SourceTableProps {
  readonly sources: readonly SourceView[];
  readonly chosen: string | undefined;
}

export function SourceTable({ sources, chosen }: SourceTableProps) {
  const { t } = useTranslation('sources');
  return (
    <section className={classes.list} aria-label={t('title')}>
      <Table stickyHeader highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} className={NUMBERS.has(column) ? classes.right : undefined}>
                <Head column={column} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} isChosen={source.name === chosen} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Head({ column }: { readonly column: (typeof COLUMNS)[number] }) {
  const { t } = useTranslation('sources');
  const term = TERMS[column];
  const title = t(`list.${column}`);
  return term ? <Term name={term}>{title}</Term> : title;
}

/** In a long list, also when it was chosen elsewhere. */
const showRow = (row: HTMLTableRowElement | null): void => {
  row?.scrollIntoView({ block: 'nearest' });
};

function SourceRow({ source, isChosen }: { readonly source: SourceView; readonly isChosen: boolean }) {
  const { t } = useTranslation('sources');
  const { date, dateTime, number } = useFormat();
  const [, go] = useLocation();
  const last = lastApplied(useFiles(source.name).data);
  const address = `/sources/${encodeURIComponent(source.name)}`;
  return (
    <Table.Tr
      ref={isChosen ? showRow : undefined}
      className={isChosen ? classes.chosen : undefined}
      aria-current={isChosen ? 'true' : undefined}
      onClick={() => go(address)}
    >
      <Table.Td className={classes.cut}>
        <Link href={address} title={source.name}>
          <bdi>{source.name}</bdi>
        </Link>
      </Table.Td>
      <Table.Td>
        {source.entity ? (
          t(`entity.${source.entity}`, { defaultValue: source.entity })
        ) : (
          <Badge color="orange">{t('list.unmapped')}</Badge>
        )}
      </Table.Td>
      <Table.Td className={classes.right}>
        <Count value={source.records} />
      </Table.Td>
      <Table.Td className={classes.cut}>
        {source.keyColumns ? (
          <span title={source.keyColumns.join(' + ')}>{source.keyColumns.join(' + ')}</span>
        ) : (
          <span className={classes.muted}>{t('list.rowNumber')}</span>
        )}
      </Table.Td>
      <Table.Td>{t(source.complete ? 'complete' : 'partial')}</Table.Td>
      <Table.Td className={`${classes.right} o-num`}>{number(source.priority)}</Table.Td>
      <Table.Td className={classes.right}>
        {last ? <Count value={last.quarantined ?? 0} of={last.read ?? 0} /> : <Blank />}
      </Table.Td>
      <Table.Td className={classes.oneLine} title={last && dateTime(last.importedAt)}>
        {last ? date(last.importedAt) : <Blank />}
      </Table.Td>
    </Table.Tr>
  );
}
