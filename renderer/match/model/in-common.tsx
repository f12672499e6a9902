import { ActionIcon, Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LookalikeComparison } from '../../../shared/model/match-model.ts';
import { useMatchWords } from '../match-words.ts';
import { problemsUnder, useEditing } from './editing.ts';
import { changeInCommon, removeInCommon } from './edits.ts';
import { NumberField } from './fields.tsx';
import classes from './model.module.css';
import { Problems } from './problems.tsx';

interface InCommonProps {
  readonly inCommon: LookalikeComparison;
  /** Places of the class and of the comparison in it. */
  readonly at: readonly [number, number];
  /** What Ctrl Z says it took back. */
  readonly changed: string;
}

/** What lookalikes have in common in one comparison: how often, and then how closely they agree. */
export function InCommonEditor({ inCommon, at: [lookalike, index], changed }: InCommonProps) {
  const { t } = useTranslation('match-model');
  const { entity, model, problems, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const name = words.comparison(inCommon.comparison);
  const place = ['lookalikes', lookalike, 'comparisons', index] as const;
  const levels = model.comparisons.find((one) => one.name === inCommon.comparison)?.levels;
  const change = (part: Partial<LookalikeComparison>, field?: string) =>
    edit(
      changed,
      (now) => changeInCommon(now, lookalike, index, part),
      field && `${place.join('.')}.${field}`,
    );
  return (
    <fieldset className={classes.inCommon}>
      <legend>{name}</legend>
      <div className={classes.fields}>
        <NumberField
          label={t('lookalikes.share')}
          value={inCommon.share}
          onChange={(share) => change({ share }, 'share')}
        />
        {inCommon.levels.map((value, l) => {
          const level = levels?.[l] ? words.level(levels[l].name) : t('lookalikes.level', { number: l + 1 });
          return (
            <NumberField
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
              key={l}
              label={level}
              value={value}
              onChange={(next) => change({ levels: inCommon.levels.with(l, next) }, `level.${l}`)}
            />
          );
        })}
        <Checkbox
          className={classes.check}
          label={t('lookalikes.train')}
          checked={inCommon.train}
          disabled={isReadOnly}
          onChange={(event) => change({ train: event.currentTarget.checked })}
        />
        <ActionIcon
          className={classes.remove}
          aria-label={t('lookalikes.removeComparison', { comparison: name })}
          disabled={isReadOnly}
          onClick={() => edit(changed, (now) => removeInCommon(now, lookalike, index))}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      <Problems problems={problemsUnder(problems, place)} />
    </fieldset>
  );
}
