import { Badge } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ColDef, GridApi, ICellRendererParams, IHeaderParams } from 'ag-grid-community';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPreview as Preview } from '../../shared/contract/mapping.ts';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { SourceMapping } from '../../shared/model/mapping.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useIssueWords } from '../app/issue-words.ts';
import { useValueTexts } from '../app/model.ts';
import { DataGrid } from '../ui/data-grid.tsx';
import { useFormat } from '../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { Blank, Value } from '../ui/value.tsx';
import { SEVERAL } from '../ui/value-text.ts';
import classes from './mapping.module.css';
import { attributeOf, FULL_NAME, useLabel } from './targets.ts';

const PATIENCE = 350;
const ROWS = 50;
const COLOURS = { error: 'red', warning: 'orange', info: 'blue' } as const;

interface MappingPreviewProps {
  readonly name: string;
  readonly mapping: SourceMapping;
  readonly entity: EntityType;
  /** Target of the rule that is being written: its column is brought into sight. */
  readonly chosen: string | undefined;
  readonly onSettled: () => void;
}

/** The query of what a mapping makes of some rows of a source. */
export const previewOf = (name: string, mapping: SourceMapping) =>
  api.mapping.preview.queryOptions({ input: { name, mapping, rows: ROWS } });

/** What the mapping makes of real rows: raw above, standardised below, with what is wrong. */
export function MappingPreview({ name, mapping, entity, chosen, onSettled }: MappingPreviewProps) {
  const { t } = useTranslation('mapping');
  const [settled] = useDebouncedValue(mapping, PATIENCE);
  const preview = useQuery({
    ...previewOf(name, settled),
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
        <PreviewTable preview={preview.data} mapping={settled} entity={entity} chosen={chosen} />
      )}
    </section>
  );
}

interface PreviewTableProps {
  readonly preview: Preview;
  readonly mapping: SourceMapping;
  readonly entity: EntityType;
  readonly chosen: string | undefined;
}

interface Cell {
  readonly raw: string;
  readonly values: readonly string[];
  readonly issues: Preview['rows'][number]['issues'];
}

interface PreviewRow {
  readonly key: string;
  readonly row: number;
  /** By attribute. */
  readonly cells: ReadonlyMap<string, Cell>;
}

function PreviewTable({ preview, mapping, entity, chosen }: PreviewTableProps) {
  const { t } = useTranslation('mapping');
  const { number } = useFormat();
  const labelOf = useLabel();
  const textOf = useTextOf(entity);
  const shown = useMemo(() => shownAttributes(preview, mapping, entity), [preview, mapping, entity]);
  const rows = useMemo(() => rowsOf(preview, mapping, shown, textOf), [preview, mapping, shown, textOf]);
  const columns = useMemo(
    (): ColDef<PreviewRow>[] => [
      {
        headerName: t('preview.row'),
        colId: 'row',
        width: 72,
        pinned: 'left',
        sortable: false,
        valueGetter: ({ data }) => data?.row,
        valueFormatter: ({ value }) => number(value as number),
        cellClass: classes.previewCell,
      },
      ...shown.map(
        (name): ColDef<PreviewRow> => ({
          headerName: labelOf(attributeOf(entity, name)?.label, name),
          headerComponent: PreviewHeader,
          headerComponentParams: { filled: preview.filled[name] ?? 0, of: preview.sampled },
          colId: name,
          width: 160,
          sortable: false,
          valueGetter: ({ data }) => data?.cells.get(name)?.values.join(SEVERAL),
          tooltipValueGetter: () => undefined,
          cellClass: classes.previewCell,
          cellRenderer: PreviewCell,
        }),
      ),
    ],
    [shown, entity, preview, labelOf, number, t],
  );
  const grid = useRef<GridApi<PreviewRow>>(null);
  const column = shown.find((name) => name === chosen?.split('.')[0]);
  const show = useCallback(() => {
    if (column) grid.current?.ensureColumnVisible(column);
  }, [column]);
  useEffect(show, [show]);
  return (
    <DataGrid<PreviewRow>
      label={t('preview.rows')}
      columns={columns}
      rowId={({ key }) => key}
      data={rows}
      rowHeight={heightOf}
      headerHeight={44}
      onReady={(api) => {
        grid.current = api;
        show();
      }}
    />
  );
}

/** Codes by their words. A date stays as it is kept: beside what was read, day and month must not be taken for each other. */
function useTextOf(entity: EntityType): (attribute: string, value: string) => string {
  const texts = useValueTexts(entity.name);
  return useMemo(
    () => (attribute, value) => {
      const kind = texts.type(attribute)?.kind;
      return kind === 'date' || kind === 'datetime' ? value : texts.one(attribute, value);
    },
    [texts],
  );
}

function rowsOf(
  { columns, rows }: Preview,
  mapping: SourceMapping,
  shown: readonly string[],
  textOf: (attribute: string, value: string) => string,
): PreviewRow[] {
  const places = new Map(columns.map((column, at) => [column, at]));
  const feeds = shown.map((name) => feedsOf(mapping, name).flatMap((column) => places.get(column) ?? []));
  return rows.map(({ key, row, cells, values, issues }) => ({
    key,
    row,
    cells: new Map(
      shown.map((name, at) => [
        name,
        {
          raw: feeds[at]!.map((place) => cells[place])
            .filter(Boolean)
            .join(' | '),
          values: (values[name] ?? []).map((value) => textOf(name, value)),
          issues: issues.filter(({ attribute }) => attribute.split('.')[0] === name),
        },
      ]),
    ),
  }));
}

const MOST_VALUES = 3;
const LINE = 18;
const PADDING = 8;

const linesOf = ({ raw, values, issues }: Cell): number =>
  (raw === '' ? 0 : 1) + Math.min(Math.max(values.length, 1), MOST_VALUES + 1) + issues.length;

/** As high as its highest cell, in pixels. */
const heightOf = ({ cells }: PreviewRow): number =>
  PADDING + LINE * Math.max(2, ...[...cells.values()].map(linesOf));

const NAME_KINDS = new Set(['title', 'given_name', 'middle_name', 'family_name', 'birth_name']);

/** Attributes a rule feeds or a value was found for, in the order of the model. */
function shownAttributes(preview: Preview, { rules }: SourceMapping, entity: EntityType): readonly string[] {
  const fed = new Set(rules.map(({ to }) => to.split('.')[0]));
  return entity.attributes.map(({ name }) => name).filter((name) => fed.has(name) || preview.filled[name]);
}

/** The columns that feed an attribute, each once. */
function feedsOf({ rules }: SourceMapping, attribute: string): readonly string[] {
  const feeds = ({ to }: { to: string }) =>
    to.split('.')[0] === attribute || (to === FULL_NAME && NAME_KINDS.has(attribute));
  return [...new Set(rules.filter(feeds).flatMap(({ from }) => from))];
}

function PreviewHeader({ displayName, filled, of }: IHeaderParams & { filled: number; of: number }) {
  const { t } = useTranslation('mapping');
  return (
    <div className={classes.previewHead} title={displayName}>
      {displayName}
      <small className={classes.fill}>{t('preview.filled', { filled, of })}</small>
    </div>
  );
}

function PreviewCell({ data, colDef }: ICellRendererParams<PreviewRow>) {
  const { t } = useTranslation(['mapping', 'issues']);
  const { number } = useFormat();
  const words = useIssueWords();
  const cell = data?.cells.get(colDef?.colId ?? '');
  if (!cell) return null;
  const { raw, values, issues } = cell;
  const titleOf = ({ code, severity, suggestion }: Cell['issues'][number]) => {
    const problem = words.problem(code);
    const said = suggestion ? t('issues:rather', { problem, value: suggestion }) : problem;
    return `${said} – ${t(`issues:severity.${severity}`)}`;
  };
  const isOver = values.length > MOST_VALUES;
  return (
    <>
      {raw !== '' && (
        <div className={classes.rawLine}>
          <Value kind="raw" value={raw} />
        </div>
      )}
      {values.length === 0 && <Blank />}
      {values.slice(0, MOST_VALUES).map((value) => (
        <div key={value}>
          <Value kind="standardised" value={value} />
        </div>
      ))}
      {isOver && <small>{t('preview.more', { more: number(values.length - MOST_VALUES) })}</small>}
      {issues.map((issue) => (
        <div key={`${issue.code} ${issue.raw ?? ''}`}>
          <Badge color={COLOURS[issue.severity]} size="xs" title={titleOf(issue)}>
            {words.problem(issue.code)}
          </Badge>
        </div>
      ))}
    </>
  );
}
