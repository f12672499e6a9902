import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../../../shared/model/match-model.ts';
import { useModelWords } from '../../app/model.ts';
import { type Path, problemsAt, useEditing } from './editing.ts';
import { Choice } from './fields.tsx';
import classes from './model.module.css';
import { useFieldError } from './problems.tsx';

interface AttributeListProps {
  readonly comparison: Comparison;
  /** Of the comparison. */
  readonly place: Path;
  readonly onChange: (attributes: readonly string[]) => void;
}

/** The attributes a comparison looks at, in order: the first is what is compared, the others help to understand it. */
export function AttributeList({ comparison, place, onChange }: AttributeListProps) {
  const { t } = useTranslation('match-model');
  const { entity, attributes, comparators, problems, isReadOnly } = useEditing();
  const words = useModelWords();
  const errorOf = useFieldError();
  const { attributes: used, comparator } = comparison;
  const family = comparators.find(({ name }) => name === comparator);
  const optionsAt = (position: number) =>
    attributes
      .filter(({ kind }) => position > 0 || !family || family.kinds.includes(kind))
      .map(({ name }) => ({ value: name, label: words.attribute(entity, name) }));
  const next = optionsAt(used.length).find(({ value }) => !used.includes(value));
  const mayAdd = used.length < (family?.mostAttributes ?? 1) && next !== undefined;
  return (
    <fieldset className={classes.keys}>
      <legend>{t('comparisons.attributes')}</legend>
      <div className={classes.attributes}>
        {used.map((name, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attribute has its part to play by its place
          <div key={position} className={classes.attribute}>
            <Choice
              ariaLabel={t(position === 0 ? 'comparisons.attribute' : 'comparisons.helper', {
                number: position + 1,
              })}
              value={name}
              options={optionsAt(position)}
              error={errorOf(problemsAt(problems, [...place, 'attributes', position]))}
              onChange={(value) => onChange(used.with(position, value))}
            />
            {used.length > 1 && (
              <ActionIcon
                aria-label={t('comparisons.removeAttribute', { attribute: words.attribute(entity, name) })}
                disabled={isReadOnly}
                onClick={() => onChange(used.toSpliced(position, 1))}
              >
                <IconTrash size={16} aria-hidden="true" />
              </ActionIcon>
            )}
          </div>
        ))}
        {mayAdd && (
          <Button
            variant="subtle"
            color="gray"
            disabled={isReadOnly}
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => onChange([...used, next.value])}
          >
            {t('comparisons.addAttribute')}
          </Button>
        )}
      </div>
      {used.length === 0 && <p>{errorOf(problemsAt(problems, [...place, 'attributes', 0]))}</p>}
    </fieldset>
  );
}
