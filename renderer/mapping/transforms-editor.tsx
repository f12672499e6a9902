import { ActionIcon, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Transform } from '../../shared/model/mapping.ts';
import classes from './mapping.module.css';

type Op = Transform['op'];

/** Each transform as it is when it is added. */
const FRESH: { readonly [Name in Op]: Extract<Transform, { op: Name }> } = {
  trim: { op: 'trim' },
  collapse_spaces: { op: 'collapse_spaces' },
  upper: { op: 'upper' },
  lower: { op: 'lower' },
  capitalise: { op: 'capitalise' },
  digits: { op: 'digits' },
  replace: { op: 'replace', pattern: '', with: '' },
  extract: { op: 'extract', pattern: '' },
  split: { op: 'split', separator: ' ', part: 1 },
  prefix: { op: 'prefix', text: '' },
  suffix: { op: 'suffix', text: '' },
  pad_start: { op: 'pad_start', length: 5, with: '0' },
  blank_if: { op: 'blank_if', values: [] },
  default: { op: 'default', text: '' },
};
const OPS = Object.keys(FRESH) as Op[];

interface TransformsEditorProps {
  readonly transforms: readonly Transform[];
  readonly onChange: (transforms: readonly Transform[]) => void;
}

/** What is done to the text before it is standardised, in order. */
export function TransformsEditor({ transforms, onChange }: TransformsEditorProps) {
  const { t } = useTranslation('mapping');
  const replace = (index: number, next: Transform) => onChange(transforms.with(index, next));
  const move = (index: number, by: number) => {
    const one = transforms[index]!;
    const rest = transforms.toSpliced(index, 1);
    onChange(rest.toSpliced(index + by, 0, one));
  };
  return (
    <section className={classes.details}>
      <h3 className={classes.paneTitle}>{t('transforms.title')}</h3>
      <ol className={classes.plainList}>
        {transforms.map((transform, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a transform is known by its place
          <li key={index} className={classes.transform}>
            <div className={classes.transformHead}>
              <b>{t(`op.${transform.op}`)}</b>
              <span className={classes.space} />
              <ActionIcon
                aria-label={t('transforms.up', { op: t(`op.${transform.op}`) })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size={16} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                aria-label={t('transforms.down', { op: t(`op.${transform.op}`) })}
                disabled={index === transforms.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size={16} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                aria-label={t('transforms.remove', { op: t(`op.${transform.op}`) })}
                onClick={() => onChange(transforms.toSpliced(index, 1))}
              >
                <IconTrash size={16} aria-hidden="true" />
              </ActionIcon>
            </div>
            <Parameters transform={transform} onChange={(next) => replace(index, next)} />
          </li>
        ))}
      </ol>
      <Select
        aria-label={t('transforms.add')}
        placeholder={t('transforms.add')}
        searchable
        value={null}
        onChange={(op) => op && onChange([...transforms, FRESH[op as Op]])}
        data={OPS.map((value) => ({ value, label: t(`op.${value}`) }))}
      />
    </section>
  );
}

interface ParametersProps {
  readonly transform: Transform;
  readonly onChange: (transform: Transform) => void;
}

function Parameters({ transform, onChange }: ParametersProps) {
  const { t } = useTranslation('mapping');
  const text = (name: string, value: string, change: (value: string) => Transform) => (
    <TextInput
      label={t(`parameter.${name}`)}
      value={value}
      spellCheck={false}
      onChange={(event) => onChange(change(event.currentTarget.value))}
    />
  );
  const number = (name: string, value: number, change: (value: number) => Transform) => (
    <NumberInput
      label={t(`parameter.${name}`)}
      allowDecimal={false}
      value={value}
      onChange={(next) => onChange(change(Number(next)))}
    />
  );
  switch (transform.op) {
    case 'replace':
      return (
        <>
          {text('pattern', transform.pattern, (pattern) => ({ ...transform, pattern }))}
          {text('with', transform.with, (next) => ({ ...transform, with: next }))}
        </>
      );
    case 'extract':
      return (
        <>
          {text('pattern', transform.pattern, (pattern) => ({ ...transform, pattern }))}
          {number('group', transform.group ?? 1, (group) => ({ ...transform, group }))}
        </>
      );
    case 'split':
      return (
        <>
          {text('separator', transform.separator, (separator) => ({ ...transform, separator }))}
          {number('part', transform.part, (part) => ({ ...transform, part }))}
        </>
      );
    case 'prefix':
    case 'suffix':
    case 'default':
      return text('text', transform.text, (next) => ({ ...transform, text: next }));
    case 'pad_start':
      return (
        <>
          {number('length', transform.length, (length) => ({ ...transform, length }))}
          {text('with', transform.with, (next) => ({ ...transform, with: next }))}
        </>
      );
    case 'blank_if':
      return (
        <TagsInput
          label={t('parameter.values')}
          value={[...transform.values]}
          onChange={(values) => onChange({ ...transform, values })}
        />
      );
    default:
      return null;
  }
}
