import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Overview } from '../../shared/contract/overview.ts';
import { useModelWords } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import { addressOf } from './behind.ts';
import classes from './overview.module.css';

/** Shades of the heat map, from nothing to everything; the percentage is written in each cell too. */
const SHADES = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4'] as const;

type Cell = Overview['completeness'][number];

/** Share of records with a value, attribute by source, one entity after the other: sources differ from one to the next. */
export function Completeness({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation('overview');
  const { completeness } = overview;
  const entities = [...new Set(completeness.map(({ entity }) => entity))];
  if (completeness.length === 0) return null;
  return (
    <section className={classes.card}>
      <h3 className={classes.cardTitle}>
        <Term name="completeness">{t('completeness')}</Term>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.heat} tabIndex={0} aria-label={t('completeness')}>
        {entities.map((entity) => (
          <HeatMap
            key={entity}
            entity={entity}
            cells={completeness.filter((cell) => cell.entity === entity)}
          />
        ))}
      </section>
    </section>
  );
}

function HeatMap({ entity, cells }: { readonly entity: string; readonly cells: readonly Cell[] }) {
  const words = useModelWords();
  const sources = [...new Set(cells.map(({ source }) => source))];
  const attributes = [...new Set(cells.map(({ attribute }) => attribute))];
  const places = new Map(cells.map((cell) => [`${cell.attribute}\u0000${cell.source}`, cell]));
  return (
    <Table className={classes.heatTable}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.entity(entity)}</Table.Th>
          {sources.map((source) => (
            <Table.Th key={source} className={`${classes.right} ${classes.heatHead}`} title={source}>
              <bdi>{source}</bdi>
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {attributes.map((attribute) => (
          <Table.Tr key={attribute}>
            <Table.Td className={classes.cut} title={attribute}>
              {words.attribute(entity, attribute)}
            </Table.Td>
            {sources.map((source) => (
              <HeatCell key={source} cell={places.get(`${attribute}\u0000${source}`)} />
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function HeatCell({ cell }: { readonly cell: Cell | undefined }) {
  const { t } = useTranslation('overview');
  const { percent, number } = useFormat();
  if (!cell || cell.records === 0) return <Table.Td />;
  const share = cell.filled / cell.records;
  const figures = { percent: percent(share), filled: number(cell.filled), records: number(cell.records) };
  const shade = SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))]!;
  return (
    <Table.Td className={`${classes.right} o-num ${classes[shade]}`} title={t('shownAs', figures)}>
      {cell.filled === cell.records ? (
        figures.percent
      ) : (
        <Link
          href={addressOf({
            figure: 'blank',
            entity: cell.entity,
            attribute: cell.attribute,
            source: cell.source,
          })}
        >
          {figures.percent}
        </Link>
      )}
    </Table.Td>
  );
}
