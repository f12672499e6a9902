import { Button, Checkbox } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/model/match-model.ts';
import { Term } from '../../ui/term.tsx';
import { useMatchWords } from '../match-words.ts';
import { AttributeList } from './attribute-list.tsx';
import { type PartName, problemsAt, useEditing } from './editing.ts';
import { changeComparator, changeComparison, removeComparison } from './edits.ts';
import { Choice, NameField } from './fields.tsx';
import { CUSTOM, LevelConditions } from './level-conditions.tsx';
import { LevelsTable } from './levels-table.tsx';
import classes from './model.module.css';
import { Part } from './part.tsx';
import { useFieldError } from './problems.tsx';

interface ComparisonPartProps {
  readonly comparison: Comparison;
  readonly index: number;
  readonly onGo: (part: PartName) => void;
}

/** One comparison: what it looks at, how, and what each of its levels says. */
export function ComparisonPart({ comparison, index, onGo }: ComparisonPartProps) {
  const { t } = useTranslation(['match-model', 'match']);
  const { entity, comparators, problems, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const errorOf = useFieldError();
  const label = words.comparison(comparison.name);
  const at = ['comparisons', index] as const;
  const changed = t('undo.comparison', { name: label });
  const change = (part: Parameters<typeof changeComparison>[2], place?: string) =>
    edit(changed, (now) => changeComparison(now, index, part), place && `comparison.${index}.${place}`);
  const remove = () => {
    edit(t('undo.removeComparison', { name: label }), (now) => removeComparison(now, index));
    onGo('comparisons');
  };
  const setComparator = (name: string) => {
    const levels = comparators.find((one) => one.name === name)?.levels;
    if (levels && name !== comparison.comparator)
      edit(changed, (now) => changeComparator(now, index, name, levels));
  };
  return (
    <Part
      title={label}
      action={
        <Button
          variant="subtle"
          color="gray"
          disabled={isReadOnly}
          leftSection={<IconTrash size={16} aria-hidden="true" />}
          onClick={remove}
        >
          {t('comparisons.removeThis')}
        </Button>
      }
    >
      <div className={classes.fields}>
        <NameField
          label={t('comparisons.nameOf')}
          value={comparison.name}
          error={errorOf(problemsAt(problems, [...at, 'name']))}
          onChange={(name) => change({ name }, 'name')}
        />
        <Choice
          label={t('comparisons.comparator')}
          value={comparison.comparator}
          options={comparators.map(({ name }) => ({
            value: name,
            label: t(`match:comparator.${name}`, { defaultValue: name }),
          }))}
          error={errorOf(problemsAt(problems, [...at, 'comparator']))}
          onChange={setComparator}
        />
        <div className={`${classes.check} ${classes.termFrequency}`}>
          <Checkbox
            label={t('comparisons.termFrequency')}
            checked={comparison.termFrequency ?? false}
            disabled={isReadOnly}
            onChange={(event) => change({ termFrequency: event.currentTarget.checked || undefined })}
          />
          <small>
            <Term name="termFrequency">{t('comparisons.whatIsThat')}</Term>
          </small>
        </div>
      </div>
      <AttributeList comparison={comparison} place={at} onChange={(attributes) => change({ attributes })} />
      {comparison.comparator === CUSTOM && (
        <LevelConditions comparison={comparison} index={index} label={label} />
      )}
      <LevelsTable comparison={comparison} index={index} label={label} />
    </Part>
  );
}
