import { Badge, Table } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPreview as Preview } from '../../shared/contract/mapping.ts';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { SourceMapping } from '../../shared/model/mapping.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useIssueWords } from '../app/issue-words.ts';
import { useFormat } from '../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { Blank, Value } from '../ui/value.tsx';
import classes from './mapping.module.css';
import { attributeOf, FULL_NAME, useLabel } from './targets.ts';

const PATIENCE = 350;
const ROWS = 50;
const COLOURS = { error: 'red', warning: 'orange', info: 'blue' } as const;

interface MappingPreviewProps {
  readonly name: string;
  readonly mapping: SourceMapping;
  readonly entity: EntityType;
  readonly onSettled: () => void;
}

/** What the mapping makes of real rows: raw above, standardised below, with what is wrong. */
export function MappingPreview({ name, mapping, entity, onSettled }: MappingPreviewProps) {
  const { t } = useTranslation('mapping');
  const [settled] = useDebouncedValue(mapping, PATIENCE);
  const preview = useQuery({
    ...api.mapping.preview.queryOptions({ input: { name, mapping: settled, rows: ROWS } }),
    enabled: settled.rules.length > 0 && settled.entity === entity.name,
    placeholderData: (before) => before,
    retry: false,
  });
  const isSettled = preview.isFetched || mapping.rules.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it happens, whoever listens by then
  useEffect(() => {
    if (isSettled) onSettled();
  }, [isSettled]);
  return (
    <section className={classes.preview} aria-label={t('preview.title')} aria-busy={preview.isFetching}>
      <h2 className={classes.paneTitle}>
        {preview.data ? t('preview.of', { count: preview.data.sampled }) : t('preview.title')}
      </h2>
      {mapping.rules.length === 0 && <EmptyState>{t('preview.none')}</EmptyState>}
      {mapping.rules.length > 0 && preview.isPending && (
        <div className={classes.inset}>
          <LoadingState rows={3} />
        </div>
      )}
      {preview.isError && <ErrorState error={toUserError(preview.error)} />}
      {preview.data && !preview.isError && mapping.rules.length > 0 && (
        <PreviewTable preview={preview.data} mapping={settled} entity={entity} />
      )}
    </section>
  );
}

interface PreviewTableProps {
  readonly preview: Preview;
  readonly mapping: SourceMapping;
  readonly entity: EntityType;
}

function PreviewTable({ preview, mapping, entity }: PreviewTableProps) {
  const { t } = useTranslation('mapping');
  const labelOf = useLabel();
  const all = shownAttributes(preview, mapping, entity);
  const shown = all.slice(0, MOST_SHOWN);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={classes.previewRows} tabIndex={0} aria-label={t('preview.rows')}>
      {all.length > shown.length && (
        <p className={classes.muted}>{t('preview.first', { shown: shown.length, all: all.length })}</p>
      )}
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {shown.map((name) => (
              <Table.Th key={name}>
                {labelOf(attributeOf(entity, name)?.label, name)}
                <small className={classes.fill}>
                  {t('preview.filled', { filled: preview.filled[name] ?? 0, of: preview.sampled })}
                </small>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rows.map((row) => (
            <Table.Tr key={row.key}>
              {shown.map((name) => (
                <Table.Td key={name} className={classes.previewCell}>
                  <PreviewCell
                    raw={rawOf(row.cells, preview.columns, mapping, name)}
                    values={row.values[name] ?? []}
                    issues={row.issues.filter(({ attribute }) => attribute.split('.')[0] === name)}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** More columns than anybody reads beside each other would hold up the window. */
const MOST_SHOWN = 100;

const NAME_KINDS = new Set(['title', 'given_name', 'middle_name', 'family_name', 'birth_name']);

/** Attributes a rule feeds or a value was found for, in the order of the model. */
function shownAttributes(preview: Preview, { rules }: SourceMapping, entity: EntityType): readonly string[] {
  const fed = new Set(rules.map(({ to }) => to.split('.')[0]));
  return entity.attributes.map(({ name }) => name).filter((name) => fed.has(name) || preview.filled[name]);
}

/** The cells that feed an attribute, as read. */
function rawOf(
  cells: readonly (string | null)[],
  columns: readonly string[],
  { rules }: SourceMapping,
  attribute: string,
): string {
  const feeds = ({ to }: { to: string }) =>
    to.split('.')[0] === attribute || (to === FULL_NAME && NAME_KINDS.has(attribute));
  const names = rules.filter(feeds).flatMap(({ from }) => from);
  return [...new Set(names)]
    .map((column) => cells[columns.indexOf(column)])
    .filter(Boolean)
    .join(' | ');
}

interface PreviewCellProps {
  readonly raw: string;
  readonly values: readonly string[];
  readonly issues: Preview['rows'][number]['issues'];
}

function PreviewCell({ raw, values, issues }: PreviewCellProps) {
  const { t } = useTranslation(['mapping', 'issues']);
  const { number } = useFormat();
  const words = useIssueWords();
  const titleOf = ({ code, severity, suggestion }: PreviewCellProps['issues'][number]) => {
    const problem = words.problem(code);
    const said = suggestion ? t('issues:rather', { problem, value: suggestion }) : problem;
    return `${said} – ${t(`issues:severity.${severity}`)}`;
  };
  return (
    <>
      {raw !== '' && (
        <div className={classes.rawLine}>
          <Value kind="raw" value={raw} />
        </div>
      )}
      {values.length === 0 && <Blank />}
      {values.slice(0, 3).map((value) => (
        <div key={value}>
          <Value kind="standardised" value={value} />
        </div>
      ))}
      {values.length > 3 && <small>{t('preview.more', { more: number(values.length - 3) })}</small>}
      {issues.map((issue) => (
        <Badge
          key={`${issue.code} ${issue.raw ?? ''}`}
          color={COLOURS[issue.severity]}
          size="xs"
          title={titleOf(issue)}
        >
          {words.problem(issue.code)}
        </Badge>
      ))}
    </>
  );
}
