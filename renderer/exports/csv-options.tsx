import { Button, Checkbox, NativeSelect, Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import classes from './exports.module.css';

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;

interface CsvOptionsProps {
  readonly rule: ExportRule;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<ExportRule>) => void;
}

/** How a CSV file is written: for a spreadsheet, or for a machine. */
export function CsvOptions({ rule, disabled, onChange }: CsvOptionsProps) {
  const { t } = useTranslation('exports');
  const delimiter = rule.delimiter ?? ',';
  const name = DELIMITERS.find(([sign]) => sign === delimiter)?.[1];
  const said = [
    name ? t(`delimiters.${name}`) : delimiter,
    rule.bom && t('bomShort'),
    rule.formulaProtection && t('protectionShort'),
  ].filter(Boolean);
  return (
    <Popover trapFocus position="bottom-end" width={320}>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          disabled={disabled}
          aria-label={`${t('optionsOf', { file: rule.file })}: ${said.join(', ')}`}
        >
          {said.join(' · ')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('optionsOf', { file: rule.file })}>
        <div className={classes.options}>
          <NativeSelect
            label={t('delimiter')}
            description={t('delimiterHelp')}
            value={delimiter}
            data={[
              ...DELIMITERS.map(([sign, one]) => ({ value: sign, label: t(`delimiters.${one}`) })),
              ...(name ? [] : [{ value: delimiter, label: delimiter }]),
            ]}
            onChange={({ currentTarget: { value } }) =>
              onChange({ delimiter: value === ',' ? undefined : value })
            }
          />
          <Checkbox
            label={t('bom')}
            description={t('bomHelp')}
            checked={rule.bom ?? false}
            onChange={(event) => onChange({ bom: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('protection')}
            description={t('protectionHelp')}
            checked={rule.formulaProtection}
            onChange={(event) => onChange({ formulaProtection: event.currentTarget.checked })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
