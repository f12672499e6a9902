import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadOptionsInput } from '../../../shared/contract/sources.ts';
import classes from '../sources.module.css';

const FORMATS = ['csv', 'xlsx', 'json', 'jsonl', 'parquet', 'sqlite'] as const;
const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'iso-8859-1',
  'utf-16le',
  'utf-16be',
  'macintosh',
  'ibm850',
];
const DELIMITERS = [';', ',', '\t', '|'] as const;
const QUOTES = ['"', "'", ''] as const;
/** Names of characters that a catalogue's key cannot hold. */
const NAMES: Readonly<Record<string, string>> = {
  ';': 'semicolon',
  ',': 'comma',
  '\t': 'tab',
  '|': 'pipe',
  '"': 'double',
  "'": 'single',
  '': 'none',
};
/** A Select takes no empty value. */
const NO_QUOTE = 'none';
const PATIENCE = 400;

interface ReadOptionsFormProps {
  readonly options: ReadOptionsInput;
  readonly onChange: (options: ReadOptionsInput) => void;
}

/** How a table is read; only what its format has a say in is shown. */
export function ReadOptionsForm({ options, onChange }: ReadOptionsFormProps) {
  const { t } = useTranslation('sources');
  const change = (part: Partial<ReadOptionsInput>) => onChange({ ...options, ...part });
  const isText = options.format === undefined || options.format === 'csv';
  const hasHeader = isText || options.format === 'xlsx';
  return (
    <div className={classes.options}>
      <Select
        label={t('read.format')}
        allowDeselect={false}
        value={options.format ?? 'csv'}
        onChange={(format) => change({ format: FORMATS.find((known) => known === format) })}
        data={FORMATS.map((value) => ({ value, label: t(`read.formats.${value}`) }))}
      />
      {isText && <TextFormat options={options} change={change} />}
      {hasHeader && (
        <NumberInput
          label={t('read.headerRow')}
          min={0}
          max={100}
          allowDecimal={false}
          value={options.headerRow ?? 1}
          onChange={(value) => change({ headerRow: Number(value) || 0 })}
        />
      )}
      {(options.table !== undefined || options.format === 'xlsx' || options.format === 'sqlite') && (
        <LateText
          label={t(options.format === 'sqlite' ? 'read.table' : 'read.sheet')}
          value={options.table ?? ''}
          onChange={(table) => change({ table: table || undefined })}
        />
      )}
    </div>
  );
}

interface TextFormatProps {
  readonly options: ReadOptionsInput;
  readonly change: (part: Partial<ReadOptionsInput>) => void;
}

function TextFormat({ options, change }: TextFormatProps) {
  const { t } = useTranslation('sources');
  const { delimiter = ';', quote = '"', encoding = 'utf-8' } = options;
  const delimiters = DELIMITERS.some((known) => known === delimiter)
    ? DELIMITERS
    : [...DELIMITERS, delimiter];
  const nameOf = (character: string) =>
    NAMES[character] ? t(`read.character.${NAMES[character]}`) : character;
  return (
    <>
      <LateEncoding value={encoding} onChange={(next) => change({ encoding: next })} />
      <Select
        label={t('read.delimiter')}
        allowDeselect={false}
        value={delimiter}
        onChange={(value) => change({ delimiter: value ?? delimiter })}
        data={delimiters.map((value) => ({ value, label: nameOf(value) }))}
      />
      <Select
        label={t('read.quote')}
        allowDeselect={false}
        value={quote === '' ? NO_QUOTE : quote}
        onChange={(value) => change({ quote: value === NO_QUOTE || value === null ? '' : value })}
        data={QUOTES.map((value) => ({ value: value === '' ? NO_QUOTE : value, label: nameOf(value) }))}
      />
    </>
  );
}

interface LateProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Says what was written once the writing pauses, so that a file is not read at every letter. */
function useLate({ value, onChange }: LateProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const say = useDebouncedCallback(onChange, PATIENCE);
  const write = (next: string) => {
    setText(next);
    say(next);
  };
  return { text, write };
}

function LateText({ label, ...late }: LateProps & { readonly label: string }) {
  const { text, write } = useLate(late);
  return <TextInput label={label} value={text} onChange={(event) => write(event.currentTarget.value)} />;
}

function LateEncoding(late: LateProps) {
  const { t } = useTranslation('sources');
  const { text, write } = useLate(late);
  return <Autocomplete label={t('read.encoding')} data={ENCODINGS} value={text} onChange={write} />;
}
