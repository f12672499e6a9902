import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ColumnProfile } from '../../shared/model/source.ts';
import { useFormat } from '../ui/format.ts';
import { EmptyState } from '../ui/states.tsx';
import { Blank, Value } from '../ui/value.tsx';
import classes from './sources.module.css';

const COLUMNS = ['column', 'filled', 'distinct', 'type', 'lengths', 'top', 'patterns'] as const;
const NUMBERS: ReadonlySet<string> = new Set(['distinct', 'lengths']);
const SHOWN = 4;

/** What each column holds, as counted when the file was read. */
export function Profile({ profiles }: { readonly profiles: readonly ColumnProfile[] }) {
  const { t } = useTranslation('sources');
  if (profiles.length === 0) return <EmptyState>{t('profile.none')}</EmptyState>;
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((column) => (
            <Table.Th key={column} className={NUMBERS.has(column) ? classes.right : undefined}>
              {t(`profile.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {profiles.map((profile) => (
          <ProfileRow key={profile.column} profile={profile} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ProfileRow({ profile }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('sources');
  const { number } = useFormat();
  const { top, patterns } = profile;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.cut} title={profile.column}>
        <bdi>{profile.column}</bdi>
      </Table.Th>
      <Table.Td>
        <Filled profile={profile} />
      </Table.Td>
      <Table.Td className={`${classes.right} o-num`}>
        {t(profile.distinctIsExact ? 'profile.exact' : 'profile.about', { count: number(profile.distinct) })}
      </Table.Td>
      <Table.Td>{t(`type.${profile.typeGuess}`)}</Table.Td>
      <Table.Td className={`${classes.right} o-num`}>
        {t('profile.range', { min: profile.minLength, max: profile.maxLength })}
      </Table.Td>
      <FrequentCell items={top.map(({ value, count }) => ({ text: value, count }))} />
      <FrequentCell items={patterns.map(({ pattern, count }) => ({ text: pattern, count }))} />
    </Table.Tr>
  );
}

/** Completeness as a bar that carries its numbers. */
export function Filled({ profile }: { readonly profile: ColumnProfile }) {
  const { t } = useTranslation('sources');
  const { percent, number } = useFormat();
  const share = profile.rows === 0 ? 0 : profile.filled / profile.rows;
  const figures = t('profile.filledOf', { filled: number(profile.filled), rows: number(profile.rows) });
  return (
    <span className={classes.filled} title={figures}>
      <progress className={classes.bar} max={1} value={share} aria-label={figures} />
      <span className="o-num">{percent(share)}</span>
    </span>
  );
}

interface Item {
  readonly text: string;
  readonly count: number;
}

/** The most frequent ones on one line; all that are known on hover. */
function FrequentCell({ items }: { readonly items: readonly Item[] }) {
  const { number } = useFormat();
  const all = items.map(({ text, count }) => `${text} (${number(count)})`).join('\n');
  return (
    <Table.Td className={classes.frequentCell} title={all}>
      {items.length === 0 ? <Blank /> : <Frequent items={items} />}
    </Table.Td>
  );
}

function Frequent({ items }: { readonly items: readonly Item[] }) {
  const { number } = useFormat();
  return (
    <span className={classes.frequent}>
      {items.slice(0, SHOWN).map(({ text, count }) => (
        <span key={text} className={classes.frequentItem}>
          <Value kind="raw" value={text} />
          <small className="o-num">{number(count)}</small>
        </span>
      ))}
    </span>
  );
}
