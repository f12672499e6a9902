import { Select, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CodeList } from '../../shared/model/canonical.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useFormat } from '../ui/format.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { Value } from '../ui/value.tsx';
import classes from './mapping.module.css';
import { useLabel } from './targets.ts';

type Codes = Readonly<Record<string, string>>;

interface CodesEditorProps {
  readonly source: string;
  readonly column: string;
  readonly list: CodeList;
  readonly codes: Codes;
  readonly onChange: (codes: Codes) => void;
}

const SHOWN = 100;

/** The values seen in the column, each beside the leading value of the nomenclature it means. */
export function CodesEditor({ source, column, list, codes, onChange }: CodesEditorProps) {
  const { t } = useTranslation('mapping');
  const { number } = useFormat();
  const labelOf = useLabel();
  const values = useQuery(api.mapping.values.queryOptions({ input: { name: source, column, limit: SHOWN } }));
  const options = list.codes.map(({ value, label }) => ({ value, label: labelOf(label, value) }));
  const align = (seen: string, code: string | null) => {
    const { [seen]: _former, ...rest } = codes;
    onChange(code === null ? rest : { ...rest, [seen]: code });
  };
  return (
    <section className={classes.details}>
      <h3 className={classes.paneTitle}>{t('codes.title', { list: list.name })}</h3>
      {values.isPending && <LoadingState rows={3} />}
      {values.isError && <ErrorState error={toUserError(values.error)} />}
      {values.data && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('codes.seen')}</Table.Th>
              <Table.Th>{t('codes.means')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {values.data.map(({ value, count }) => (
              <Table.Tr key={value}>
                <Table.Td>
                  <Value kind="raw" value={value} /> <small className={classes.muted}>{number(count)}</small>
                </Table.Td>
                <Table.Td>
                  <Select
                    aria-label={t('codes.meaning', { value })}
                    searchable
                    clearable
                    clearButtonProps={{ 'aria-label': t('codes.clear', { value }) }}
                    placeholder={codeOf(list, value) ?? t('codes.unknown')}
                    value={codes[value] ?? null}
                    onChange={(code) => align(value, code)}
                    data={options}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

/** The code a value is taken for without help: its own name, or a synonym. */
function codeOf({ codes }: CodeList, seen: string): string | undefined {
  const text = seen.trim().toLowerCase();
  return codes.find(({ value, synonyms = [] }) =>
    [value, ...synonyms].some((one) => one.toLowerCase() === text),
  )?.value;
}
