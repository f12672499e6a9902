import { Select, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingView } from '../../../shared/contract/match-training.ts';
import { useFormat } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';
import { LineChart } from './line-chart.tsx';
import classes from './training.module.css';

interface ConvergenceProps {
  readonly entity: string;
  readonly training: TrainingView;
}

/** How the learning went round by round: what still changed, how many matches it expected, m of one comparison. */
export function Convergence({ entity, training }: ConvergenceProps) {
  const { t } = useTranslation('training');
  const { number, probability } = useFormat();
  const { rounds, converged } = training;
  const whole = (value: number) => number(Math.round(value));
  return (
    <section className={match.card} aria-labelledby="training-rounds">
      <h2 id="training-rounds">
        <Term name="expectationMaximisation">{t('rounds', { count: rounds.length })}</Term>
      </h2>
      <p className={match.help}>{t('roundsHelp')}</p>
      <div className={classes.charts}>
        <LineChart
          title={t('change')}
          axis={t('round')}
          kind="log"
          format={probability}
          series={[{ name: 'change', values: rounds.map(({ change }) => change) }]}
          goal={{ value: converged, label: t('goal', { value: probability(converged) }) }}
        />
        <LineChart
          title={t('expected')}
          axis={t('round')}
          kind="linear"
          format={whole}
          series={[{ name: 'expected', values: rounds.map(({ expectedMatches }) => expectedMatches) }]}
        />
        <ByRound entity={entity} training={training} />
      </div>
      <details className={classes.numbers}>
        <summary>{t('numbers')}</summary>
        <Table className={classes.narrow}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('round')}</Table.Th>
              <Table.Th className={match.right}>{t('change')}</Table.Th>
              <Table.Th className={match.right}>{t('expected')}</Table.Th>
              <Table.Th className={match.right}>{t('prior')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rounds.map(({ change, expectedMatches, prior }, round) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number
              <Table.Tr key={round}>
                <Table.Th scope="row">{round + 1}</Table.Th>
                <Table.Td className={`${match.right} o-num`}>{probability(change)}</Table.Td>
                <Table.Td className={`${match.right} o-num`}>{whole(expectedMatches)}</Table.Td>
                <Table.Td className={`${match.right} o-num`}>
                  {prior === null ? '–' : probability(prior)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </section>
  );
}

/** m of each level of one comparison after each round. */
function ByRound({ entity, training: { comparisons } }: ConvergenceProps) {
  const { t } = useTranslation('training');
  const { probability } = useFormat();
  const words = useMatchWords(entity, []);
  const [chosen, choose] = useState(comparisons[0]?.name);
  const comparison = comparisons.find(({ name }) => name === chosen) ?? comparisons[0];
  if (!comparison) return null;
  return (
    <div className={classes.byRound}>
      <Select
        className={classes.chooser}
        aria-label={t('comparison')}
        data={comparisons.map(({ name }) => ({ value: name, label: words.comparison(name) }))}
        value={comparison.name}
        allowDeselect={false}
        onChange={(name) => name && choose(name)}
      />
      <LineChart
        title={t('mByRound', { comparison: words.comparison(comparison.name) })}
        axis={t('round')}
        kind="linear"
        format={probability}
        series={comparison.levels.map(({ name, rounds }) => ({ name: words.level(name), values: rounds }))}
        isNamed
      />
    </div>
  );
}
