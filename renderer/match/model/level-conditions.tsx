import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/model/match-model.ts';
import { useMatchWords } from '../match-words.ts';
import { problemsAt, useEditing } from './editing.ts';
import { addLevel, changeLevel, freeName, type StartLevel } from './edits.ts';
import { ConditionField, NameField } from './fields.tsx';
import classes from './model.module.css';
import { useFieldError } from './problems.tsx';

/** The comparator whose levels are conditions that a person writes. */
export const CUSTOM = 'custom';

/** What a level that is added starts from. */
const FRESH = { m: 0.1, u: 0.01 };

interface LevelConditionsProps {
  readonly comparison: Comparison;
  readonly index: number;
  /** Of the comparison, in the reader's language. */
  readonly label: string;
}

/** Levels by what must hold of the two records, tried from the top; the last one takes what no condition holds of. */
export function LevelConditions({ comparison, index, label }: LevelConditionsProps) {
  const { t } = useTranslation('match-model');
  const { isReadOnly, edit } = useEditing();
  const { levels } = comparison;
  const add = () => {
    const level: StartLevel = { name: freeName(t('conditions.newName'), levels), ...FRESH };
    const before = levels.slice(0, -1).map(({ name }) => name);
    edit(t('undo.addLevel', { level: level.name, comparison: label }), (now) =>
      addLevel(now, index, level, [...before, level.name, ...levels.slice(-1).map(({ name }) => name)]),
    );
  };
  return (
    <fieldset className={classes.keys}>
      <legend>{t('conditions.title')}</legend>
      <ConditionHelp comparison={comparison} />
      <ol className={classes.conditions}>
        {levels.map((_, l) => (
          // Known by its place among so many: another number of levels makes all places new.
          <LevelCondition
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
            key={`${l} of ${levels.length}`}
            comparison={comparison}
            at={[index, l]}
            label={label}
          />
        ))}
      </ol>
      <div className={classes.actions}>
        <Button
          variant="default"
          disabled={isReadOnly}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={add}
        >
          {t('levels.add')}
        </Button>
      </div>
    </fieldset>
  );
}

/** How a condition is written, with the attributes of the comparison. */
function ConditionHelp({ comparison: { attributes } }: { readonly comparison: Comparison }) {
  const { t } = useTranslation('match-model');
  const { attributes: known } = useEditing();
  const [first = 'email'] = attributes;
  const address = attributes.find((name) => known.find((one) => one.name === name)?.kind === 'address');
  return (
    <div className={classes.help}>
      <p>{t('conditions.help', { left: `${first}_l`, right: `${first}_r`, names: attributes.join(', ') })}</p>
      <p>
        {t('conditions.syntax', { distance: `jaro_winkler(${first}_l, ${first}_r) >= 0.9` })}
        {address !== undefined && ` ${t('conditions.address', { example: `${address}_postcode_l` })}`}
      </p>
    </div>
  );
}

interface LevelConditionProps {
  readonly comparison: Comparison;
  /** Places of the comparison and of the level. */
  readonly at: readonly [number, number];
  readonly label: string;
}

function LevelCondition({ comparison: { levels, attributes }, at: [index, l], label }: LevelConditionProps) {
  const { t } = useTranslation('match-model');
  const { entity, problems, edit } = useEditing();
  const errorOf = useFieldError();
  const { name, condition } = levels[l]!;
  const level = useMatchWords(entity, []).level(name);
  const place = ['comparisons', index, 'levels', l] as const;
  const change = (part: Parameters<typeof changeLevel>[3], which: 'name' | 'condition') =>
    edit(
      t('undo.levels', { comparison: label }),
      (now) => changeLevel(now, index, l, part),
      place.join('.') + which,
    );
  const isLast = l === levels.length - 1;
  // Of a last level that had one, the field stays where it is while the condition is taken out.
  const [hadCondition] = useState(condition !== undefined);
  const [first = 'email'] = attributes;
  return (
    <li>
      <NameField
        ariaLabel={t('conditions.nameOf', { number: l + 1 })}
        value={name}
        error={errorOf(problemsAt(problems, [...place, 'name']))}
        onChange={(next) => change({ name: next }, 'name')}
      />
      {isLast && condition === undefined && !hadCondition ? (
        <span className={classes.elseLevel}>{t('conditions.else')}</span>
      ) : (
        <ConditionField
          ariaLabel={t('conditions.of', { level })}
          placeholder={`${first}_l = ${first}_r`}
          value={condition}
          error={errorOf([...problemsAt(problems, place), ...problemsAt(problems, [...place, 'condition'])])}
          onChange={(next) => change({ condition: next }, 'condition')}
        />
      )}
    </li>
  );
}
