import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../shared/contract/overview.ts';
import { useFormat } from '../ui/format.ts';
import classes from './overview.module.css';

/** Shades of the heat map, from nothing to everything; the percentage is written in each cell too. */
const SHADES = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4'] as const;

/** Share of records with a value, attribute by source. */
export function Completeness({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const { percent, number } = useFormat();
  const { completeness } = overview;
  const sources = [...new Set(completeness.map(({ source }) => source))];
  const attributes = [...new Set(completeness.map(({ attribute }) => attribute))];
  const cells = new Map(completeness.map((cell) => [`${cell.attribute}\u0000${cell.source}`, cell]));
  if (completeness.length === 0) return null;
  return (
    <section className={classes.card}>
      <h3 className={classes.cardTitle}>{t('completeness')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.heat} tabIndex={0} aria-label={t('completeness')}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('attribute')}</Table.Th>
              {sources.map((source) => (
                <Table.Th key={source} className={classes.right}>
                  {source}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {attributes.map((attribute) => (
              <Table.Tr key={attribute}>
                <Table.Td>{attribute}</Table.Td>
                {sources.map((source) => {
                  const cell = cells.get(`${attribute}\u0000${source}`);
                  if (!cell || cell.records === 0) return <Table.Td key={source} />;
                  const share = cell.filled / cell.records;
                  const shown = {
                    percent: percent(share),
                    filled: number(cell.filled),
                    records: number(cell.records),
                  };
                  return (
                    <Table.Td
                      key={source}
                      className={`${classes.right} o-num ${classes[SHADES[Math.min(4, Math.floor(share * 5))]!]}`}
                      title={t('shownAs', shown)}
                    >
                      {percent(share)}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </section>
  );
}
