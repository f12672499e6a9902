import { MultiSelect, Select } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import type { Field } from './draft.ts';
import classes from './mapping.module.css';
import { useTargetLabel, useTargets } from './targets.ts';

/** Shown at once of a list that is searched by typing. */
const MOST_OPTIONS = 200;
/** A list that is not open is not drawn: a wide file has 3,000 columns. */
const CLOSED_IS_EMPTY = { keepMounted: false };

interface RuleFieldsProps {
  readonly rule: MappingRule;
  /** The one that gets the focus. */
  readonly field: Field;
  readonly entity: EntityType | undefined;
  readonly columns: readonly string[];
  readonly isGone: boolean;
  readonly onChange: (part: Partial<MappingRule>) => void;
}

/** The columns and the target of the rule that is being written, in the cells they are read in otherwise. */
export function RuleFields({ rule, field, entity, columns, isGone, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('mapping');
  const targets = useTargets(entity, rule.to);
  const label = useTargetLabel(entity)(rule.to);
  const from = useRef<HTMLInputElement>(null);
  const to = useRef<HTMLInputElement>(null);
  useEffect(() => (field === 'from' ? from : to).current?.focus(), [field]);
  return (
    <>
      <td data-field="from">
        <MultiSelect
          ref={from}
          aria-label={t('rules.columnsOf', { target: label })}
          classNames={{ inputField: classes.short }}
          searchable
          limit={MOST_OPTIONS}
          comboboxProps={CLOSED_IS_EMPTY}
          value={[...rule.from]}
          onChange={(next) => onChange({ from: next })}
          data={[...new Set([...columns, ...rule.from])]}
          error={isGone}
        />
      </td>
      <td data-field="to">
        <Select
          ref={to}
          aria-label={t('rules.targetOf', { columns: rule.from.join(', ') })}
          searchable
          limit={MOST_OPTIONS}
          comboboxProps={CLOSED_IS_EMPTY}
          allowDeselect={false}
          placeholder={t('rules.choose')}
          value={rule.to || null}
          onChange={(next) => next && onChange({ to: next, codes: undefined })}
          data={targets}
        />
      </td>
    </>
  );
}
