import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Lookalike } from '../../../shared/model/match-model.ts';
import { useMatchWords } from '../match-words.ts';
import { type PartName, problemsAt, useEditing } from './editing.ts';
import { addInCommon, changeLookalike, removeLookalike } from './edits.ts';
import { Choice, NameField, NumberField } from './fields.tsx';
import { InCommonEditor } from './in-common.tsx';
import { useLookalikeName } from './lookalike-name.ts';
import classes from './model.module.css';
import { Part } from './part.tsx';
import { useFieldError } from './problems.tsx';

interface LookalikePartProps {
  readonly lookalike: Lookalike;
  readonly index: number;
  readonly onGo: (part: PartName) => void;
}

/** One class of lookalikes: how many there are, and what they have in common. */
export function LookalikePart({ lookalike, index, onGo }: LookalikePartProps) {
  const { t } = useTranslation('match-model');
  const { entity, model, problems, isReadOnly, edit } = useEditing();
  const words = useMatchWords(entity, []);
  const errorOf = useFieldError();
  const label = useLookalikeName()(lookalike.name);
  const at = ['lookalikes', index] as const;
  const changed = t('undo.lookalike', { name: label });
  const named = new Set(lookalike.comparisons.map(({ comparison }) => comparison));
  const missing = model.comparisons.filter(({ name }) => !named.has(name));
  const change = (part: Partial<Lookalike>, place: string) =>
    edit(changed, (now) => changeLookalike(now, index, part), `lookalike.${index}.${place}`);
  const remove = () => {
    edit(t('undo.removeLookalike', { name: label }), (now) => removeLookalike(now, index));
    onGo('lookalikes');
  };
  return (
    <Part
      title={label}
      help={t('lookalikes.oneHelp')}
      action={
        <Button
          variant="subtle"
          color="gray"
          disabled={isReadOnly}
          leftSection={<IconTrash size={16} aria-hidden="true" />}
          onClick={remove}
        >
          {t('lookalikes.removeThis')}
        </Button>
      }
    >
      <div className={classes.fields}>
        <NameField
          label={t('lookalikes.name')}
          value={lookalike.name}
          onChange={(name) => change({ name }, 'name')}
        />
        <NumberField
          label={t('lookalikes.ratio')}
          value={lookalike.ratio}
          error={errorOf(problemsAt(problems, [...at, 'ratio']))}
          onChange={(ratio) => change({ ratio }, 'ratio')}
        />
      </div>
      {lookalike.comparisons.map((one, c) => (
        <InCommonEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: known by its place
          key={c}
          inCommon={one}
          at={[index, c]}
          changed={changed}
        />
      ))}
      {missing.length > 0 && (
        <Choice
          ariaLabel={t('lookalikes.addComparison')}
          placeholder={t('lookalikes.addComparison')}
          className={classes.wideField}
          value={null}
          options={missing.map(({ name }) => ({ value: name, label: words.comparison(name) }))}
          onChange={(name) => edit(changed, (now) => addInCommon(now, index, name))}
        />
      )}
    </Part>
  );
}
