import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrainingView } from '../../../shared/contract/match-training.ts';
import { useBits } from '../../review/bits.ts';
import { useFormat } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import match from '../match.module.css';
import { useMatchWords } from '../match-words.ts';
import classes from './training.module.css';

type Comparison = TrainingView['comparisons'][number];
type Level = Comparison['levels'][number];

/** No weight is drawn beyond this: m and u of 0 would be endless. */
const LEAST = 1e-9;
const bitsOf = ({ m, u }: { readonly m: number; readonly u: number }): number =>
  Math.log2(Math.max(LEAST, m) / Math.max(LEAST, u));

interface EstimatesProps {
  readonly entity: string;
  readonly comparisons: readonly Comparison[];
}

/** Weight of each level as learnt, beside the one that the learning started from; with m and u. */
export function Estimates({ entity, comparisons }: EstimatesProps) {
  const { t } = useTranslation('training');
  const words = useMatchWords(entity, []);
  const weights = comparisons.flatMap(({ levels }) =>
    levels.flatMap((level) => [bitsOf(level), ...(level.start ? [bitsOf(level.start)] : [])]),
  );
  const most = Math.max(1, ...weights.map(Math.abs));
  return (
    <section className={match.listCard} aria-labelledby="training-estimates">
      <h2 id="training-estimates">{t('estimates')}</h2>
      <p className={classes.legend}>
        <span className={classes.keyFor} aria-hidden="true" /> {t('learntFor')}
        <span className={classes.keyAgainst} aria-hidden="true" /> {t('learntAgainst')}
        <span className={classes.keyStart} aria-hidden="true" /> {t('start')}
      </p>
      <Table.ScrollContainer minWidth={620} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Term name="level">{t('level')}</Term>
              </Table.Th>
              <Table.Th>
                <Term name="matchWeight">{t('weight')}</Term>
              </Table.Th>
              <Table.Th className={match.right}>{t('bits')}</Table.Th>
              <Table.Th className={match.right}>{t('startBits')}</Table.Th>
              <Table.Th className={match.right}>
                <Term name="mProbability">{t('m')}</Term>
              </Table.Th>
              <Table.Th className={match.right}>
                <Term name="uProbability">{t('u')}</Term>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          {comparisons.map(({ name, levels }) => (
            <Table.Tbody key={name}>
              <Table.Tr>
                <Table.Th scope="rowgroup" colSpan={6} className={match.group} title={name}>
                  {words.comparison(name)}
                </Table.Th>
              </Table.Tr>
              {levels.map((level) => (
                <LevelRow key={level.name} level={level} words={words.level(level.name)} most={most} />
              ))}
            </Table.Tbody>
          ))}
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

interface LevelRowProps {
  readonly level: Level;
  readonly words: string;
  readonly most: number;
}

function LevelRow({ level, words, most }: LevelRowProps) {
  const { probability } = useFormat();
  const bits = useBits();
  const learnt = bitsOf(level);
  const start = level.start && bitsOf(level.start);
  return (
    <Table.Tr>
      <Table.Td className={match.levelCell} title={level.name}>
        {words}
      </Table.Td>
      <Table.Td className={classes.picture}>
        <Bar learnt={learnt} start={start} most={most} />
      </Table.Td>
      <Table.Td className={`${match.right} o-num`}>{bits(learnt)}</Table.Td>
      <Table.Td className={`${match.right} o-num ${classes.before}`}>
        {start === null ? '–' : bits(start)}
      </Table.Td>
      <Table.Td className={`${match.right} o-num`}>{probability(level.m)}</Table.Td>
      <Table.Td className={`${match.right} o-num`}>{probability(level.u)}</Table.Td>
    </Table.Tr>
  );
}

interface BarProps {
  readonly learnt: number;
  readonly start: number | null;
  readonly most: number;
}

function Bar({ learnt, start, most }: BarProps) {
  const x = (bits: number) => 50 + (bits / most) * 50;
  return (
    <svg aria-hidden="true" className={classes.bar} viewBox="0 0 100 14" preserveAspectRatio="none">
      <line x1="50" x2="50" y1="0" y2="14" className={classes.zero} />
      <rect
        x={Math.min(50, x(learnt))}
        y="3"
        width={Math.max(0.3, Math.abs(x(learnt) - 50))}
        height="8"
        className={learnt >= 0 ? match.barFor : match.barAgainst}
      />
      {start !== null && <line x1={x(start)} x2={x(start)} y1="0" y2="14" className={classes.startLine} />}
    </svg>
  );
}
