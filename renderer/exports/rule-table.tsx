import { ActionIcon, Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import { goToNextRow } from '../ui/row-keys.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { CsvOptions } from './csv-options.tsx';
import classes from './exports.module.css';

const FORMATS = ['csv', 'xlsx', 'jsonl', 'parquet'] as const;

/** A CSV file made here is for a person, who opens it in a spreadsheet. */
const ofFormat = (rule: ExportRule, format: ExportRule['format']): Partial<ExportRule> => ({
  format,
  file: rule.file.replace(/\.[^.]*$/, `.${format}`),
  bom: format === 'csv' ? true : undefined,
  delimiter: format === 'csv' ? rule.delimiter : undefined,
});

interface RuleTableProps {
  readonly rules: readonly ExportRule[];
  readonly entities: readonly string[];
  readonly selected: number;
  readonly disabled: boolean;
  readonly onSelect: (index: number) => void;
  readonly onChange: (rules: readonly ExportRule[]) => void;
}

/** The files of an export, each editable in its row. */
export function RuleTable({ rules, entities, selected, disabled, onSelect, onChange }: RuleTableProps) {
  const { t } = useTranslation('exports');
  const [choosing, setChoosing] = useState<number | null>(null);
  const change = (index: number, part: Partial<ExportRule>) =>
    onChange(rules.map((rule, i) => (i === index ? { ...rule, ...part } : rule)));
  const columnsOf = ({ columns }: ExportRule) =>
    columns ? t('columnCount', { count: columns.length }) : t('allColumns');
  const chosen = choosing === null ? undefined : rules[choosing];
  return (
    <div className={classes.scroll}>
      <Table className={classes.rules} verticalSpacing={4} horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {[t('file'), t('what'), t('entity'), t('format'), t('columns')].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
            <Table.Th>{t('options')}</Table.Th>
            <Table.Th aria-hidden="true" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onKeyDown={goToNextRow}>
          {rules.map((rule, index) => (
            <Table.Tr
              // biome-ignore lint/suspicious/noArrayIndexKey: a file's name changes while it is typed
              key={index}
              data-selected={index === selected || undefined}
              className={classes.row}
              onFocus={() => onSelect(index)}
            >
              <Table.Td>
                <TextInput
                  aria-label={t('file')}
                  value={rule.file}
                  disabled={disabled}
                  onChange={(event) => change(index, { file: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={t('what')}
                  value={rule.what}
                  disabled={disabled}
                  data={[
                    { value: 'golden', label: t('whatGolden') },
                    { value: 'crosswalk', label: t('whatCrosswalk') },
                    { value: 'relations', label: t('whatRelations') },
                  ]}
                  onChange={(event) =>
                    change(index, {
                      what: event.currentTarget.value as ExportRule['what'],
                      columns: undefined,
                    })
                  }
                />
              </Table.Td>
              <Table.Td>
                {rule.what === 'golden' && (
                  <NativeSelect
                    aria-label={t('entity')}
                    value={rule.entity ?? entities[0] ?? ''}
                    disabled={disabled}
                    data={entities.map((name) => ({
                      value: name,
                      label: t(`overview:entity.${name}`, { defaultValue: name }),
                    }))}
                    onChange={(event) =>
                      change(index, { entity: event.currentTarget.value, columns: undefined })
                    }
                  />
                )}
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={t('format')}
                  value={rule.format}
                  disabled={disabled}
                  data={FORMATS.map((format) => ({ value: format, label: t(`formats.${format}`) }))}
                  onChange={(event) =>
                    change(index, ofFormat(rule, event.currentTarget.value as ExportRule['format']))
                  }
                />
              </Table.Td>
              <Table.Td>
                {rule.what === 'golden' && (
                  <Button
                    variant="default"
                    size="xs"
                    disabled={disabled}
                    aria-label={`${t('chooseColumns', { file: rule.file })}: ${columnsOf(rule)}`}
                    onClick={() => setChoosing(index)}
                  >
                    {columnsOf(rule)}
                  </Button>
                )}
              </Table.Td>
              <Table.Td>
                {rule.format === 'csv' && (
                  <CsvOptions rule={rule} disabled={disabled} onChange={(part) => change(index, part)} />
                )}
              </Table.Td>
              <Table.Td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={disabled}
                  aria-label={t('remove', { file: rule.file })}
                  onClick={() => onChange(rules.filter((_, i) => i !== index))}
                >
                  <IconTrash size={16} aria-hidden="true" />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {chosen && choosing !== null && (
        <ColumnsDialog
          rule={chosen}
          entity={chosen.entity ?? entities[0] ?? ''}
          onClose={() => setChoosing(null)}
          onChoose={(columns) => {
            change(choosing, { columns });
            setChoosing(null);
          }}
        />
      )}
    </div>
  );
}
