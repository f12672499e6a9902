import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EntityOverview, Overview } from '../../shared/contract/overview.ts';
import { Count } from '../ui/count.tsx';
import { useFormat } from '../ui/format.ts';
import classes from './overview.module.css';

interface Column {
  readonly title: string;
  readonly number?: boolean;
}

function Figures({
  title,
  columns,
  children,
}: {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}) {
  return (
    <section className={classes.card}>
      <h3 className={classes.cardTitle}>{title}</h3>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column.title} className={column.number ? classes.right : undefined}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </section>
  );
}

export function SourceTable({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const columns = [
    { title: t('source') },
    { title: t('records'), number: true },
    { title: t('alone'), number: true },
  ];
  return (
    <Figures title={t('sources')} columns={columns}>
      {entity.sources.map(({ source, records, alone }) => (
        <Table.Tr key={source}>
          <Table.Td>
            <Link href={`/sources/${encodeURIComponent(source)}`}>{source}</Link>
          </Table.Td>
          <Table.Td className={classes.right}>
            <Count value={records} />
          </Table.Td>
          <Table.Td className={classes.right}>
            <Count value={alone} of={records} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Figures>
  );
}

/** How many golden records are made of one, two, three … records, as bars that carry their number. */
export function Sizes({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const most = Math.max(1, ...entity.sizes.map(([, count]) => count));
  const columns = [{ title: t('records') }, { title: t('golden'), number: true }];
  return (
    <Figures title={t('sizes')} columns={columns}>
      {entity.sizes.slice(0, 8).map(([members, count]) => (
        <Table.Tr key={members}>
          <Table.Td>{t('sizeRow', { count: members })}</Table.Td>
          <Table.Td className={classes.right}>
            <progress className={classes.bar} max={most} value={count} aria-hidden="true" />
            <Count value={count} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Figures>
  );
}

export function Largest({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const columns = [{ title: t('golden') }, { title: t('records'), number: true }];
  return (
    <Figures title={t('largest')} columns={columns}>
      {entity.largest.slice(0, 8).map(({ goldenId, label, members }) => (
        <Table.Tr key={goldenId}>
          <Table.Td className={classes.cut}>
            <Link href={`/golden-record/${goldenId}`} title={label}>
              {label || goldenId}
            </Link>
          </Table.Td>
          <Table.Td className={classes.right}>{t('members', { count: members })}</Table.Td>
        </Table.Tr>
      ))}
    </Figures>
  );
}

export function Issues({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation(['overview', 'errors']);
  const { number } = useFormat();
  const columns = [{ title: t('issue') }, { title: t('count'), number: true }];
  if (overview.issues.length === 0) {
    return (
      <section className={classes.card}>
        <h3 className={classes.cardTitle}>{t('doubtful')}</h3>
        <p>{t('noIssue')}</p>
      </section>
    );
  }
  return (
    <Figures title={t('doubtful')} columns={columns}>
      {overview.issues.slice(0, 14).map(({ code, count }) => (
        <Table.Tr key={code}>
          <Table.Td>
            <code>{code}</code>
          </Table.Td>
          <Table.Td className={`${classes.right} o-num`}>{number(count)}</Table.Td>
        </Table.Tr>
      ))}
    </Figures>
  );
}
