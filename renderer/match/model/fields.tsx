import { type InputWrapperProps, Select, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './editing.ts';
import classes from './model.module.css';
import { readNumber, writtenNumber } from './numbers.ts';

interface Labelled {
  /** Seen above the field; a field in a table has `ariaLabel` alone. */
  readonly label?: ReactNode;
  readonly ariaLabel?: string;
  readonly description?: ReactNode;
  /** What the model is told to be wrong here; `true` where another place says it in words. */
  readonly error?: string | boolean | undefined;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly className?: string;
}

interface CommittedProps<T> extends Labelled {
  readonly value: T;
  readonly write: (value: T) => string;
  /** undefined: no such value. */
  readonly read: (text: string) => T | undefined;
  readonly wrong: string;
  readonly isNumber?: boolean;
  readonly isCode?: boolean;
  readonly onChange: (value: T) => void;
}

/** What explains a field stands under it, so that fields of a row stand on one line. */
export const ORDER: InputWrapperProps['inputWrapperOrder'] = ['label', 'input', 'description', 'error'];

/** A field of which each text that makes sense is taken at once; one that makes none is said to, and forgotten on leaving. */
function Committed<T>(props: CommittedProps<T>) {
  const { value, write, read, wrong, isNumber, isCode, onChange, ...field } = props;
  const { isReadOnly } = useEditing();
  const [text, setText] = useState<string>();
  const isWrong = text !== undefined && read(text) === undefined;
  const change = (next: string) => {
    setText(next);
    const meant = read(next);
    if (meant !== undefined) onChange(meant);
  };
  return (
    <TextInput
      label={field.label}
      aria-label={field.ariaLabel}
      description={field.description}
      placeholder={field.placeholder}
      className={field.className}
      classNames={{ input: isNumber ? classes.numberInput : isCode ? classes.codeInput : undefined }}
      inputMode={isNumber ? 'decimal' : undefined}
      rightSection={field.suffix && <span className={classes.suffix}>{field.suffix}</span>}
      rightSectionWidth={field.suffix ? 44 : undefined}
      rightSectionPointerEvents="none"
      inputWrapperOrder={ORDER}
      autoComplete="off"
      spellCheck={false}
      disabled={isReadOnly}
      error={isWrong ? wrong : field.error}
      value={text ?? write(value)}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setText(undefined)}
    />
  );
}

interface NumberFieldProps extends Labelled {
  readonly value: number;
  readonly isWhole?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number as the reader writes it: “0,02”, “1e-6”, also “2 %”. */
export function NumberField({ isWhole, ...props }: NumberFieldProps) {
  const { t, i18n } = useTranslation('match-model');
  return (
    <Committed
      {...props}
      isNumber
      write={(value) => writtenNumber(value, i18n.language)}
      read={(text) => readNumber(text, isWhole)}
      wrong={t(isWhole ? 'field.notWhole' : 'field.notNumber')}
    />
  );
}

interface OptionalNumberProps extends Labelled {
  readonly value: number | undefined;
  readonly isWhole?: boolean;
  readonly onChange: (value: number | undefined) => void;
}

/** A number that may be left out. */
export function OptionalNumberField({ isWhole, value, onChange, ...props }: OptionalNumberProps) {
  const { t, i18n } = useTranslation('match-model');
  return (
    <Committed<number | null>
      {...props}
      isNumber
      value={value ?? null}
      write={(one) => (one === null ? '' : writtenNumber(one, i18n.language))}
      read={(text) => (text.trim() === '' ? null : readNumber(text, isWhole))}
      wrong={t(isWhole ? 'field.notWhole' : 'field.notNumber')}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

interface NameFieldProps extends Labelled {
  readonly value: string;
  /** May it be left empty, for the name that is then given? */
  readonly mayBeEmpty?: boolean;
  readonly onChange: (value: string) => void;
}

export function NameField({ mayBeEmpty = false, ...props }: NameFieldProps) {
  const { t } = useTranslation('match-model');
  return (
    <Committed
      {...props}
      write={(value) => value}
      read={(text) => (text.trim() === '' && !mayBeEmpty ? undefined : text)}
      wrong={t('field.noName')}
    />
  );
}

interface ConditionFieldProps extends Labelled {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A condition as it is written; what is wrong with it is for the engine to say. */
export function ConditionField({ value, onChange, ...props }: ConditionFieldProps) {
  return (
    <Committed
      {...props}
      isCode
      value={value ?? ''}
      write={(text) => text}
      read={(text) => text}
      wrong=""
      onChange={(text) => onChange(text.trim() === '' ? undefined : text)}
    />
  );
}

interface ChoiceProps extends Labelled {
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of a list; a value the list does not have stays to be seen. */
export function Choice({ value, options, onChange, ...field }: ChoiceProps) {
  const { isReadOnly } = useEditing();
  const isKnown = value === null || options.some((option) => option.value === value);
  return (
    <Select
      label={field.label}
      aria-label={field.ariaLabel}
      description={field.description}
      placeholder={field.placeholder}
      className={field.className}
      error={field.error}
      disabled={isReadOnly}
      searchable
      allowDeselect={false}
      comboboxProps={{ keepMounted: false }}
      data={isKnown ? options : [...options, { value, label: value }]}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
    />
  );
}
