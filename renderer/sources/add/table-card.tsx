import { Badge, Checkbox, MultiSelect, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableInspectionView } from '../../../shared/contract/sources.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useFormat } from '../../ui/format.ts';
import { ErrorState } from '../../ui/states.tsx';
import { Value } from '../../ui/value.tsx';
import { fileName } from '../source-files.ts';
import { Coverage } from '../source-settings.tsx';
import classes from '../sources.module.css';
import type { DraftChanges, TableDraft } from './draft.ts';
import { ReadOptionsForm } from './read-options-form.tsx';
import { useRemark } from './remark-text.ts';

interface TableCardProps {
  readonly draft: TableDraft;
  readonly hasBadName: boolean;
  readonly isSuggesting: boolean;
  readonly disabled: boolean;
  readonly onChange: (changes: DraftChanges) => void;
}

/** One table found in a file: its name, its key, how it is read, and its first rows read that way. */
export function TableCard({ draft, hasBadName, isSuggesting, disabled, onChange }: TableCardProps) {
  const { t } = useTranslation('sources');
  const reading = useReading(draft, onChange);
  return (
    <article className={classes.card}>
      <header className={classes.cardHead}>
        <Checkbox
          checked={draft.isIncluded}
          disabled={disabled}
          onChange={(event) => onChange({ isIncluded: event.currentTarget.checked })}
          label={tableTitle(draft)}
          title={draft.path}
        />
        <Found draft={draft} isSuggesting={isSuggesting} />
      </header>
      {draft.isIncluded && (
        <fieldset className={classes.fieldset} disabled={disabled}>
          <legend className="o-sr">{tableTitle(draft)}</legend>
          <div className={classes.options}>
            <TextInput
              label={t('add.name')}
              description={draft.known ? t('add.known') : t('add.new')}
              error={hasBadName && t('add.badName')}
              maxLength={100}
              value={draft.name}
              onChange={(event) => onChange({ name: event.currentTarget.value })}
            />
            <MultiSelect
              label={t('list.key')}
              classNames={{ inputField: classes.short }}
              description={t(draft.keyColumns?.length ? 'add.keyHelp' : 'add.noKey')}
              data={[...new Set(draft.columns)]}
              searchable
              limit={200}
              comboboxProps={{ keepMounted: false }}
              clearable
              clearButtonProps={{ 'aria-label': t('add.clearKey') }}
              value={[...(draft.keyColumns ?? [])]}
              onChange={(keys) => onChange({ keyColumns: keys.length > 0 ? keys : null })}
            />
          </div>
          <Coverage complete={draft.complete} onChange={(complete) => onChange({ complete })} />
          <ReadOptionsForm options={draft.options} onChange={(options) => onChange({ options })} />
          {reading.error ? (
            <ErrorState error={toUserError(reading.error)} />
          ) : (
            <Sample table={reading.table} isStale={reading.isFetching} />
          )}
        </fieldset>
      )}
    </article>
  );
}

/** File, then table or sheet where the file has several. */
function tableTitle({ path, found }: TableDraft): string {
  const { table, entry } = found.options;
  return [fileName(path), entry, table].filter(Boolean).join(' › ');
}

/** The table as the options of the draft read it; the first reading is the one that was detected. */
function useReading(draft: TableDraft, onChange: (changes: DraftChanges) => void) {
  const isChanged = JSON.stringify(draft.options) !== JSON.stringify(draft.found.options);
  const again = useQuery({
    ...api.sources.inspect.queryOptions({ input: { path: draft.path, options: draft.options } }),
    enabled: isChanged && draft.isIncluded,
    placeholderData: (before) => before,
  });
  const read = again.data?.find(({ name }) => name === draft.found.name) ?? again.data?.[0];
  const table = isChanged ? (read ?? draft.found) : draft.found;
  const columns = JSON.stringify(table.columns);
  const latest = useRef(onChange);
  latest.current = onChange;
  const former = JSON.stringify(draft.columns);
  useEffect(() => {
    if (columns !== former) latest.current({ columns: JSON.parse(columns) as string[] });
  }, [columns, former]);
  return { table, isFetching: again.isFetching, error: isChanged ? again.error : null };
}

function Found({ draft, isSuggesting }: { readonly draft: TableDraft; readonly isSuggesting: boolean }) {
  const { t } = useTranslation('sources');
  const { number, percent } = useFormat();
  if (draft.known) return <Badge color="blue">{t('add.again')}</Badge>;
  if (isSuggesting) {
    return (
      <span className={classes.muted} role="status">
        {t('add.reading')}
      </span>
    );
  }
  const { suggested } = draft;
  if (!suggested) return null;
  const { entity, entityConfidence, mapping } = suggested.suggestion;
  return (
    <span className={classes.muted}>
      {t('add.takenFor', {
        rows: number(suggested.rows),
        entity: t(`entity.${entity}`, { defaultValue: entity }),
        sure: percent(entityConfidence),
        mapped: new Set(mapping.rules.flatMap(({ from }) => from)).size,
        columns: draft.found.columns.length,
      })}
    </span>
  );
}

/** The readers number a name that comes again: `nom`, `nom (2)`. */
function renamedIn(columns: readonly string[]): readonly string[] {
  const known = new Set(columns);
  return columns.filter((column) => {
    const base = /^(.+) \(\d+\)$/.exec(column)?.[1];
    return base !== undefined && known.has(base);
  });
}

const SAMPLE_ROWS = 8;

function Sample({ table, isStale }: { readonly table: TableInspectionView; readonly isStale: boolean }) {
  const { t } = useTranslation('sources');
  const remarkOf = useRemark();
  const renamed = renamedIn(table.columns);
  const remarks = [
    ...table.remarks.map(remarkOf),
    ...(renamed.length > 0
      ? [t('remark.renamed', { count: renamed.length, columns: renamed.slice(0, 10).join(', ') })]
      : []),
    ...(table.sample.length === 0 ? [t('add.noRows')] : []),
  ];
  return (
    <div aria-busy={isStale}>
      {remarks.length > 0 && (
        <ul className={classes.plain}>
          {remarks.map((remark) => (
            <li key={remark} className={classes.muted}>
              {remark}
            </li>
          ))}
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className={classes.sample} tabIndex={0} aria-label={t('add.sample', { table: table.name })}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {table.columns.map((column) => (
                <Table.Th key={column} className={classes.cut} title={column}>
                  {column}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.sample.slice(0, SAMPLE_ROWS).map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample are known by their place
              <Table.Tr key={row}>
                {table.columns.map((column, index) => (
                  <Table.Td key={column}>
                    <Value kind="raw" value={cells[index]} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}
