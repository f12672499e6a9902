import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Comparison, ComparisonLevel } from '../../shared/model/match-model.ts';
import { useFormat } from '../ui/format.ts';
import { Term } from '../ui/term.tsx';
import classes from './match.module.css';
import { useMatchWords } from './match-words.ts';
import { Weight, WeightBar } from './weight.tsx';

interface ComparisonsProps {
  readonly entity: string;
  readonly comparisons: readonly Comparison[];
}

const bitsOf = ({ m, u }: ComparisonLevel): number => Math.log2(m / u);

/** m, u and the weight of each level, as trained: the evidence every pair is judged by. */
export function Comparisons({ entity, comparisons }: ComparisonsProps) {
  const { t } = useTranslation('match');
  const words = useMatchWords(entity, []);
  const weights = comparisons.flatMap(({ levels }) => levels.map(bitsOf)).filter(Number.isFinite);
  const most = Math.max(1, ...weights.map(Math.abs));
  return (
    <section className={classes.listCard} aria-labelledby="match-comparisons">
      <h2 id="match-comparisons">
        <Term name="comparison">{t('comparisons')}</Term>
      </h2>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Term name="level">{t('level')}</Term>
            </Table.Th>
            <Table.Th className={classes.right}>
              <Term name="mProbability">{t('m')}</Term>
            </Table.Th>
            <Table.Th className={classes.right}>
              <Term name="uProbability">{t('u')}</Term>
            </Table.Th>
            <Table.Th className={classes.right}>{t('weight')}</Table.Th>
            <Table.Td className={classes.barCell} />
          </Table.Tr>
        </Table.Thead>
        {comparisons.map(({ name, levels }) => (
          <Table.Tbody key={name}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={5} className={classes.group} title={name}>
                {words.comparison(name)}
              </Table.Th>
            </Table.Tr>
            {levels.map((level) => (
              <LevelRow key={level.name} level={level} words={words.level(level.name)} most={most} />
            ))}
          </Table.Tbody>
        ))}
      </Table>
    </section>
  );
}

interface LevelRowProps {
  readonly level: ComparisonLevel;
  readonly words: string;
  /** The heaviest weight of all, that the bars are drawn against. */
  readonly most: number;
}

function LevelRow({ level, words, most }: LevelRowProps) {
  const { probability } = useFormat();
  const bits = bitsOf(level);
  return (
    <Table.Tr>
      <Table.Td className={classes.levelCell} title={level.name}>
        {words}
      </Table.Td>
      <Table.Td className={`${classes.right} o-num`}>{probability(level.m)}</Table.Td>
      <Table.Td className={`${classes.right} o-num`}>{probability(level.u)}</Table.Td>
      <Table.Td className={classes.right}>
        <Weight bits={bits} />
      </Table.Td>
      <Table.Td className={classes.barCell}>
        <WeightBar bits={bits} most={most} />
      </Table.Td>
    </Table.Tr>
  );
}
