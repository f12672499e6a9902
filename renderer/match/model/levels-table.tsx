import { ActionIcon, Button, Select, Table } from '@mantine/core';
import { IconDownload, IconScale, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison, ComparisonLevel } from '../../../shared/model/match-model.ts';
import { useFormat } from '../../ui/format.ts';
import { goToNextRow } from '../../ui/row-keys.ts';
import { Term } from '../../ui/term.tsx';
import { useMatchWords } from '../match-words.ts';
import { Weight, WeightBar } from '../weight.tsx';
import { problemsAt, problemsUnder, useEditing } from './editing.ts';
import { addLevel, changeLevel, removeLevel, rescaleLevels, sumOf, takeLevels } from './edits.ts';
import { NumberField } from './fields.tsx';
import { CUSTOM } from './level-conditions.tsx';
import classes from './model.module.css';
import { bitsOf } from './numbers.ts';
import { Problems } from './problems.tsx';

interface LevelsTableProps {
  readonly comparison: Comparison;
  readonly index: number;
  /** Of the comparison, in the reader's language. */
  readonly label: string;
}

/** Probabilities are rounded by whoever writes them; the engine lets as much pass. */
const TOLERANCE = 0.01;

const PROBABILITIES: ReadonlySet<unknown> = new Set(['m', 'u']);

/** Best level first: m, u and the weight they make, beside what the last run trained. */
export function LevelsTable({ comparison, index, label }: LevelsTableProps) {
  const { t } = useTranslation(['match-model', 'match']);
  const { model, lastRun, problems } = useEditing();
  const { levels } = comparison;
  const trained = lastRun?.model.train
    ? lastRun.model.comparisons.find(({ name }) => name === comparison.name)
    : undefined;
  // What is wrong with names and conditions is said at their fields.
  const hasConditions = comparison.comparator === CUSTOM;
  const weights = levels.map(bitsOf).map(Math.abs).filter(Number.isFinite);
  const most = Math.max(1, ...weights);
  return (
    <>
      <div className={classes.tableScroll}>
        <Table className={classes.levels} aria-label={t('levels.title', { comparison: label })}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Term name="level">{t('levels.level')}</Term>
              </Table.Th>
              <Table.Th className={classes.number}>
                <Term name="mProbability">{t('levels.m')}</Term>
              </Table.Th>
              <Table.Th className={classes.number}>
                <Term name="uProbability">{t('levels.u')}</Term>
              </Table.Th>
              <Table.Th className={classes.number}>
                <Term name="matchWeight">{t('match:weight')}</Term>
              </Table.Th>
              <Table.Td className={classes.barCell} />
              {trained && (
                <Table.Th className={classes.number} colSpan={3}>
                  {t('levels.trained')}
                </Table.Th>
              )}
              <Table.Th>
                <span className="o-sr">{t('comparisons.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody onKeyDown={goToNextRow}>
            {levels.map((level, l) => (
              <LevelRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
                key={l}
                level={level}
                at={[index, l]}
                label={label}
                most={most}
                isOnly={levels.length === 1}
                trained={trained && (trained.levels.find(({ name }) => name === level.name) ?? null)}
              />
            ))}
          </Table.Tbody>
          <SumRow comparison={comparison} hasTrained={trained !== undefined} />
        </Table>
      </div>
      <Problems
        problems={[
          ...problemsAt(problems, ['comparisons', index, 'levels']),
          ...levels
            .flatMap((_, l) => problemsUnder(problems, ['comparisons', index, 'levels', l]))
            .filter(({ path }) => !hasConditions || PROBABILITIES.has(path.at(-1))),
        ]}
      />
      <LevelActions comparison={comparison} index={index} label={label} trained={trained} />
      {model.train && <p className={classes.help}>{t('levels.trains')}</p>}
    </>
  );
}

interface LevelRowProps {
  readonly level: ComparisonLevel;
  /** Places of the comparison and of the level. */
  readonly at: readonly [number, number];
  readonly label: string;
  readonly most: number;
  readonly isOnly: boolean;
  /** null: the last run knew no such level; undefined: it trained nothing. */
  readonly trained: ComparisonLevel | null | undefined;
}

function LevelRow({ level, at: [index, l], label, most, isOnly, trained }: LevelRowProps) {
  const { t } = useTranslation('match-model');
  const { probability } = useFormat();
  const { entity, problems, isReadOnly, edit } = useEditing();
  const name = useMatchWords(entity, []).level(level.name);
  const place = ['comparisons', index, 'levels', l] as const;
  const isWrong = problemsAt(problems, [...place, 'name']).length > 0;
  const field = (which: 'm' | 'u') => (
    <Table.Td className={classes.number}>
      <NumberField
        ariaLabel={t('levels.valueOf', { which, level: name })}
        value={level[which]}
        error={problemsAt(problems, [...place, which]).length > 0}
        onChange={(value) =>
          edit(
            t('undo.level', { which, level: name, comparison: label }),
            (now) => changeLevel(now, index, l, { [which]: value }),
            place.join('.') + which,
          )
        }
      />
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row" className={isWrong ? classes.wrong : undefined} title={level.name}>
        {name}
      </Table.Th>
      {field('m')}
      {field('u')}
      <Table.Td className={classes.number}>
        <Weight bits={bitsOf(level)} />
      </Table.Td>
      <Table.Td className={classes.barCell}>
        <WeightBar bits={bitsOf(level)} most={most} />
      </Table.Td>
      {trained === null && <Table.Td colSpan={3} />}
      {trained && (
        <>
          <Table.Td className={`${classes.number} ${classes.quiet} o-num`}>{probability(trained.m)}</Table.Td>
          <Table.Td className={`${classes.number} ${classes.quiet} o-num`}>{probability(trained.u)}</Table.Td>
          <Table.Td className={classes.number}>
            <Weight bits={bitsOf(trained)} />
          </Table.Td>
        </>
      )}
      <Table.Td className={classes.rowActions}>
        <ActionIcon
          aria-label={t('levels.remove', { level: name })}
          disabled={isReadOnly || isOnly}
          onClick={() =>
            edit(t('undo.removeLevel', { level: name, comparison: label }), (now) =>
              removeLevel(now, index, l),
            )
          }
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

interface SumRowProps {
  readonly comparison: Comparison;
  readonly hasTrained: boolean;
}

/** Every pair is on exactly one level: each column adds up to 1. */
function SumRow({ comparison: { levels }, hasTrained }: SumRowProps) {
  const { t } = useTranslation('match-model');
  const { number } = useFormat();
  const cell = (which: 'm' | 'u') => {
    const sum = sumOf(levels, which);
    const isOff = Math.abs(sum - 1) > TOLERANCE;
    return (
      <Table.Td className={`${classes.number} o-num ${isOff ? classes.wrong : classes.quiet}`}>
        {number(Number(sum.toFixed(isOff ? 4 : 2)))}
      </Table.Td>
    );
  };
  return (
    <Table.Tfoot>
      <Table.Tr>
        <Table.Th scope="row">{t('levels.sum')}</Table.Th>
        {cell('m')}
        {cell('u')}
        <Table.Td colSpan={hasTrained ? 6 : 3} />
      </Table.Tr>
    </Table.Tfoot>
  );
}

interface LevelActionsProps extends LevelsTableProps {
  readonly trained: Comparison | undefined;
}

/** Add a level the comparator has, bring the sums to 1, take what the last run trained. */
function LevelActions({ comparison, index, label, trained }: LevelActionsProps) {
  const { t } = useTranslation('match-model');
  const { entity, comparators, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const hasConditions = comparison.comparator === CUSTOM;
  const known = hasConditions
    ? []
    : (comparators.find(({ name }) => name === comparison.comparator)?.levels ?? []);
  const missing = known.filter(({ name }) => !comparison.levels.some((level) => level.name === name));
  const changed = t('undo.levels', { comparison: label });
  const add = (name: string | null) => {
    const level = known.find((one) => one.name === name);
    if (!level) return;
    const order = known.map((one) => one.name);
    edit(t('undo.addLevel', { level: words.level(level.name), comparison: label }), (now) =>
      addLevel(now, index, level, order),
    );
  };
  return (
    <div className={classes.actions}>
      {missing.length > 0 && (
        <Select
          aria-label={t('levels.add')}
          placeholder={t('levels.add')}
          disabled={isReadOnly}
          comboboxProps={{ keepMounted: false }}
          data={missing.map(({ name }) => ({ value: name, label: words.level(name) }))}
          value={null}
          onChange={add}
        />
      )}
      <Button
        variant="default"
        disabled={isReadOnly}
        leftSection={<IconScale size={16} aria-hidden="true" />}
        onClick={() => edit(changed, (now) => rescaleLevels(now, index))}
      >
        {t('levels.rescale')}
      </Button>
      {trained && (
        <Button
          variant="default"
          disabled={isReadOnly}
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          onClick={() => edit(changed, (now) => takeLevels(now, index, trained))}
        >
          {t('levels.take')}
        </Button>
      )}
    </div>
  );
}
