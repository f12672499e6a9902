import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LessonView } from '../../shared/contract/review.ts';
import { useModelWords } from '../app/model.ts';
import { useFormat } from '../ui/format.ts';
import { useBits } from './bits.ts';
import classes from './review.module.css';

/** A change of fewer bits than this is none to a person. */
const LEAST_BITS = 0.05;

/** The figures of a lesson: what it foretells, the levels that change, the pairs judged otherwise. */
export function LessonTables({ lesson }: { readonly lesson: LessonView }) {
  return (
    <>
      <Figures lesson={lesson} />
      {lesson.model !== null && <Levels lesson={lesson} />}
      {lesson.model !== null && <Changes lesson={lesson} />}
    </>
  );
}

function Figures({ lesson: { learning, counts, model } }: { readonly lesson: LessonView }) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const decimal = (value: number): string => number(Number(value.toFixed(2)));
  const rows: readonly (readonly [string, string, string])[] = [
    ['wrong', number(learning.wrongBefore), number(learning.wrongAfter)],
    ['surprise', decimal(learning.surpriseBefore), decimal(learning.surpriseAfter)],
    ...(model === null
      ? []
      : ([
          ['merge', number(counts.before.merge), number(counts.after.merge)],
          ['review', number(counts.before.review), number(counts.after.review)],
        ] as const)),
  ];
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('lesson.figures')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.before')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, before, after]) => (
          <Table.Tr key={name}>
            <Table.Td>{t(`lesson.figure.${name}`)}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{before}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{after}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Levels({ lesson: { entity, comparisons } }: { readonly lesson: LessonView }) {
  const { t } = useTranslation('review');
  const words = useModelWords();
  const bits = useBits();
  const { probability } = useFormat();
  const changed = comparisons.flatMap(({ name, levels }) =>
    levels
      .filter(({ bitsBefore, bitsAfter }) => Math.abs(bitsAfter - bitsBefore) >= LEAST_BITS)
      .map((level) => ({ comparison: name, ...level })),
  );
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('lesson.level')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.mBefore')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.mAfter')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.bitsBefore')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.bitsAfter')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changed.map(({ comparison, name, before, after, bitsBefore, bitsAfter }) => (
          <Table.Tr key={`${comparison} ${name}`}>
            <Table.Td>
              {words.attribute(entity, comparison)} · {t(`level.${name}`, { defaultValue: name })}
            </Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{probability(before)}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{probability(after)}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{bits(bitsBefore)}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{bits(bitsAfter)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Changes({ lesson: { changes, changed } }: { readonly lesson: LessonView }) {
  const { t } = useTranslation('review');
  const { number } = useFormat();
  const bits = useBits();
  if (changed === 0) return <p>{t('lesson.noChange')}</p>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            {t('lesson.changes', { count: changed, shown: number(changes.length), all: number(changed) })}
          </Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.bitsBefore')}</Table.Th>
          <Table.Th className={classes.lessonNumber}>{t('lesson.bitsAfter')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ leftId, rightId, label, before, after }) => (
          <Table.Tr key={`${leftId},${rightId}`}>
            <Table.Td dir="auto">{label}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{bits(before)}</Table.Td>
            <Table.Td className={`${classes.lessonNumber} o-num`}>{bits(after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
