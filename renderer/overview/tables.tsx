import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { EntityOverview, Overview } from '../../shared/contract/overview.ts';
import { useIssueWords } from '../app/issue-words.ts';
import { Count } from '../ui/count.tsx';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import { addressOf } from './behind.ts';
import classes from './overview.module.css';

interface Column {
  /** As in the catalogue; also tells the columns apart. */
  readonly name: string;
  /** Null where the column only draws what the one before it says. */
  readonly title: ReactNode;
  readonly number?: boolean;
}

interface FiguresProps {
  readonly title: ReactNode;
  readonly columns: readonly Column[];
  readonly children: ReactNode;
}

function Figures({ title, columns, children }: FiguresProps) {
  return (
    <section className={classes.card}>
      <h3 className={classes.cardTitle}>{title}</h3>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, title: head, number }) =>
              head === null ? (
                <Table.Td key={name} />
              ) : (
                <Table.Th key={name} className={number ? classes.right : undefined}>
                  {head}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </section>
  );
}

function NothingToList({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <section className={classes.card}>
      <h3 className={classes.cardTitle}>{title}</h3>
      <p className={classes.note}>{children}</p>
    </section>
  );
}

/** A bar from the left edge of its column, so that the bars of all rows can be compared; the number stands beside it. */
function Bar({ value, of }: { readonly value: number; readonly of: number }) {
  return (
    <Table.Td className={classes.barCell}>
      <progress className={classes.bar} max={Math.max(1, of)} value={value} aria-hidden="true" />
    </Table.Td>
  );
}

const barColumn: Column = { name: 'bar', title: null };

const SOURCES_SHOWN = 9;

/** What each source brings, and how much of it is known from nowhere else. */
export function SourceTable({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const { percent } = useFormat();
  const rest = entity.sources.length - SOURCES_SHOWN;
  const columns = [
    { name: 'source', title: t('source') },
    { name: 'records', title: t('records'), number: true },
    { name: 'alone', title: t('alone'), number: true },
    barColumn,
  ];
  return (
    <Figures title={t('sources')} columns={columns}>
      {entity.sources.slice(0, SOURCES_SHOWN).map(({ source, records, alone }) => (
        <Table.Tr key={source}>
          <Table.Td className={classes.cut}>
            <Link href={`/sources/${encodeURIComponent(source)}`} title={source}>
              <bdi>{source}</bdi>
            </Link>
          </Table.Td>
          <Table.Td className={classes.right}>
            <Count value={records} to={`/sources/${encodeURIComponent(source)}`} />
          </Table.Td>
          <Table.Td className={`${classes.right} o-num`} title={t('aloneOf', { alone, records })}>
            {alone === 0 ? (
              t('none')
            ) : (
              <Link href={`/golden/${entity.entity}?only=${encodeURIComponent(source)}`}>
                {percent(alone / records)}
              </Link>
            )}
          </Table.Td>
          <Bar value={alone} of={records} />
        </Table.Tr>
      ))}
      {rest > 0 && (
        <Table.Tr>
          <Table.Td colSpan={columns.length}>
            <Link href="/sources">{t('moreSources', { count: rest })}</Link>
          </Table.Td>
        </Table.Tr>
      )}
    </Figures>
  );
}

/** How many golden records are made of one, two, three … records. */
export function Sizes({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  const most = Math.max(1, ...entity.sizes.map(([, count]) => count));
  const columns = [
    { name: 'records', title: t('records') },
    { name: 'golden', title: t('golden'), number: true },
    barColumn,
  ];
  return (
    <Figures title={t('sizes')} columns={columns}>
      {entity.sizes.map(([members, count]) => (
        <Table.Tr key={members}>
          <Table.Td>{t('sizeRow', { count: members })}</Table.Td>
          <Table.Td className={classes.right}>
            <Count value={count} to={`/golden/${entity.entity}?members=${members}`} />
          </Table.Td>
          <Bar value={count} of={most} />
        </Table.Tr>
      ))}
    </Figures>
  );
}

export function Largest({ entity }: { readonly entity: EntityOverview }) {
  const { t } = useTranslation('overview');
  if (entity.largest.length === 0)
    return <NothingToList title={t('largest')}>{t('noLargest')}</NothingToList>;
  const columns = [
    { name: 'golden', title: t('goldenOne') },
    { name: 'records', title: t('records'), number: true },
  ];
  return (
    <Figures title={t('largest')} columns={columns}>
      {entity.largest.map(({ goldenId, label, members }) => (
        <Table.Tr key={goldenId}>
          <Table.Td className={classes.cut}>
            <Link href={`/golden-record/${goldenId}`} title={label || goldenId}>
              <bdi>{label || goldenId}</bdi>
            </Link>
          </Table.Td>
          <Table.Td className={classes.right}>
            <Count value={members} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Figures>
  );
}

/** The issues of the values, most frequent first. */
export function Issues({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const words = useIssueWords();
  const { issues } = overview;
  if (issues.length === 0) return <NothingToList title={t('doubtful')}>{t('noIssue')}</NothingToList>;
  const most = Math.max(...issues.map(({ count }) => count));
  const columns = [
    { name: 'issue', title: <Term name="issue">{t('issue')}</Term> },
    { name: 'count', title: t('count'), number: true },
    barColumn,
  ];
  return (
    <Figures title={t('doubtful')} columns={columns}>
      {issues.map(({ code, count }) => (
        <Table.Tr key={code}>
          <Table.Td title={code}>{words.full(code)}</Table.Td>
          <Table.Td className={classes.right}>
            <Count value={count} to={addressOf({ figure: 'issue', code })} />
          </Table.Td>
          <Bar value={count} of={most} />
        </Table.Tr>
      ))}
    </Figures>
  );
}
