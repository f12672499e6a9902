import { ActionIcon, Button, Checkbox, MultiSelect } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BlockingKey, BlockingRule } from '../../../shared/model/match-model.ts';
import { useModelWords } from '../../app/model.ts';
import { freshKey, problemsAt, useEditing } from './editing.ts';
import { changeRule, isNamedByKeys, nameOfKeys } from './edits.ts';
import { Choice, NameField, OptionalNumberField } from './fields.tsx';
import classes from './model.module.css';
import { Problems, useFieldError } from './problems.tsx';

interface RuleEditorProps {
  readonly rule: BlockingRule;
  readonly index: number;
  /** What the rule is called in the reader's language. */
  readonly words: string;
}

/** What records of one block have in common, and how large a block may be. */
export function RuleEditor({ rule, index, words }: RuleEditorProps) {
  const { t } = useTranslation('match-model');
  const editing = useEditing();
  const { problems, isReadOnly, edit } = editing;
  const another = freshKey(editing, rule.keys);
  const errorOf = useFieldError();
  const at = ['blockingRules', index] as const;
  const change = (part: Parameters<typeof changeRule>[2], place?: string) =>
    edit(
      t('undo.rule', { name: words }),
      (now) => changeRule(now, index, part),
      place && `${index}.${place}`,
    );
  const changeKey = (k: number, part: Partial<BlockingKey>) =>
    change({ keys: rule.keys.map((key, at) => (at === k ? { ...key, ...part } : key)) });
  return (
    <>
      <fieldset className={classes.keys}>
        <legend>{t('rules.keys')}</legend>
        {rule.keys.map((key, k) => (
          <KeyEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: a key is known by its place
            key={k}
            blockingKey={key}
            place={[...at, 'keys', k]}
            isFirst={k === 0}
            onChange={(part) => changeKey(k, part)}
            onRemove={() => change({ keys: rule.keys.toSpliced(k, 1) })}
          />
        ))}
        <Problems problems={problemsAt(problems, [...at, 'keys'])} />
        <Button
          variant="subtle"
          color="gray"
          disabled={isReadOnly || !another}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => another && change({ keys: [...rule.keys, another] })}
        >
          {t('rules.addKey')}
        </Button>
      </fieldset>
      <div className={classes.fields}>
        <NameField
          className={classes.wideField}
          label={t('rules.name')}
          placeholder={words}
          mayBeEmpty
          value={isNamedByKeys(rule) ? '' : rule.name}
          error={errorOf(problemsAt(problems, [...at, 'name']))}
          onChange={(name) => change({ name: name.trim() === '' ? nameOfKeys(rule.keys) : name }, 'name')}
        />
        <OptionalNumberField
          isWhole
          label={t('rules.maxBlockSize')}
          placeholder={t('rules.noLimit')}
          value={rule.maxBlockSize}
          error={errorOf(problemsAt(problems, [...at, 'maxBlockSize']))}
          onChange={(maxBlockSize) => change({ maxBlockSize }, 'maxBlockSize')}
        />
        <Checkbox
          className={classes.check}
          label={t('rules.anyOrder')}
          checked={rule.unordered ?? false}
          disabled={isReadOnly}
          onChange={(event) => change({ unordered: event.currentTarget.checked || undefined })}
        />
      </div>
    </>
  );
}

interface KeyEditorProps {
  readonly blockingKey: BlockingKey;
  readonly place: readonly (string | number)[];
  readonly isFirst: boolean;
  readonly onChange: (part: Partial<BlockingKey>) => void;
  readonly onRemove: () => void;
}

function KeyEditor({ blockingKey, place, isFirst, onChange, onRemove }: KeyEditorProps) {
  const { t } = useTranslation(['match-model', 'match']);
  const words = useModelWords();
  const errorOf = useFieldError();
  const { entity, attributes, transforms, problems, isReadOnly } = useEditing();
  const chosen = blockingKey.attribute.split('|');
  const kinds = attributes.filter(({ name }) => chosen.includes(name)).map(({ kind }) => kind);
  const possible = new Set(transforms.flatMap((transform) => transform.kinds));
  const fitting = transforms.filter((one) => kinds.every((kind) => one.kinds.includes(kind)));
  const options = attributes.filter(({ name, kind }) => possible.has(kind) || chosen.includes(name));
  const labelOf = (name: string): string => words.attribute(entity, name);
  const label = chosen.map(labelOf).join(', ');
  return (
    <div className={classes.key}>
      <span className={classes.joins}>{isFirst ? '' : t('rules.and')}</span>
      <MultiSelect
        aria-label={t('rules.attributesOfKey')}
        className={classes.keyAttributes}
        classNames={{ inputField: classes.short }}
        searchable
        disabled={isReadOnly}
        comboboxProps={{ keepMounted: false }}
        data={[...new Set([...options.map(({ name }) => name), ...chosen])].map((value) => ({
          value,
          label: labelOf(value),
        }))}
        value={chosen}
        error={errorOf(problemsAt(problems, [...place, 'attribute']))}
        onChange={(next) => next.length > 0 && onChange({ attribute: next.join('|') })}
      />
      <Choice
        ariaLabel={t('rules.transformOfKey', { attribute: label })}
        className={classes.keyTransform}
        value={blockingKey.transform}
        options={fitting.map(({ name }) => ({
          value: name,
          label: t(`match:transform.${name}`, { defaultValue: name }),
        }))}
        error={errorOf(problemsAt(problems, [...place, 'transform']))}
        onChange={(transform) => onChange({ transform })}
      />
      <ActionIcon
        aria-label={t('rules.removeKey', { attribute: label })}
        disabled={isReadOnly}
        onClick={onRemove}
      >
        <IconTrash size={16} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}
