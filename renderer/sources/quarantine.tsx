import { Alert, Button, Select, Textarea } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceFile } from '../../shared/contract/sources.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { notify } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { fileName } from './source-files.ts';
import classes from './sources.module.css';

const PAGE = 50;

/** Rows that could not be read, with why; each can be mended and read again. */
export function Quarantine({ files }: { readonly files: readonly SourceFile[] }) {
  const { t } = useTranslation('sources');
  const { dateTime, number } = useFormat();
  const withRows = files.filter(({ state, quarantined }) => state !== 'discarded' && (quarantined ?? 0) > 0);
  const [chosen, setChosen] = useState<string | null>(null);
  const file = withRows.find(({ id }) => String(id) === chosen) ?? withRows[0];
  if (!file) return <EmptyState>{t('quarantine.none')}</EmptyState>;
  return (
    <div className={classes.stack}>
      <Select
        label={t('quarantine.import')}
        className={classes.field}
        allowDeselect={false}
        value={String(file.id)}
        onChange={setChosen}
        data={withRows.map(({ id, path, importedAt, quarantined }) => ({
          value: String(id),
          label: t('quarantine.choice', {
            file: fileName(path),
            at: dateTime(importedAt),
            rows: number(quarantined ?? 0),
          }),
        }))}
      />
      <QuarantineRows key={file.id} file={file} />
    </div>
  );
}

function QuarantineRows({ file }: { readonly file: SourceFile }) {
  const { t } = useTranslation('sources');
  const rows = useInfiniteQuery(
    api.sources.quarantine.infiniteOptions({
      input: (after: number) => ({ fileId: file.id, after, limit: PAGE }),
      initialPageParam: 0,
      getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.id),
    }),
  );
  if (rows.isPending) return <LoadingState />;
  if (rows.isError) {
    return <ErrorState error={toUserError(rows.error)} onRetry={() => void rows.refetch()} />;
  }
  const all = rows.data.pages.flat();
  if (all.length === 0) return <EmptyState>{t('quarantine.none')}</EmptyState>;
  return (
    <>
      <ol className={classes.setAside}>
        {all.map((row) => (
          <li key={row.id}>
            <SetAside row={row} />
          </li>
        ))}
      </ol>
      {rows.hasNextPage && (
        <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

interface SetAsideRow {
  readonly id: number;
  readonly row: number;
  readonly code: string;
  readonly message: string;
  readonly text: string;
  readonly truncated: boolean;
}

function SetAside({ row }: { readonly row: SetAsideRow }) {
  const { t } = useTranslation('sources');
  const { number } = useFormat();
  const readOnly = useReadOnly();
  const [text, setText] = useState(row.text);
  const mend = useMutation({
    mutationFn: () => client.sources.mend({ id: row.id, text }),
    onSuccess: ({ loaded }) => loaded && notify(t('quarantine.mended', { row: number(row.row) })),
  });
  return (
    <div className={classes.setAsideRow}>
      <div className={classes.setAsideHead}>
        <b className="o-num">{t('quarantine.row', { row: number(row.row) })}</b>
        <span>{t(`reason.${row.code.replaceAll('.', '_')}`, { defaultValue: row.message })}</span>
        <code>{row.code}</code>
      </div>
      <Textarea
        aria-label={t('quarantine.text', { row: number(row.row) })}
        classNames={{ input: classes.mono }}
        autosize
        maxRows={6}
        spellCheck={false}
        readOnly={readOnly || row.truncated}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {row.truncated && <span className={classes.muted}>{t('quarantine.truncated')}</span>}
      {mend.error && <ErrorState error={toUserError(mend.error)} />}
      {mend.data && !mend.data.loaded && <Alert color="orange">{t('quarantine.stillBad')}</Alert>}
      <Button
        variant="default"
        className={classes.start}
        disabled={readOnly || row.truncated || text === row.text}
        loading={mend.isPending}
        onClick={() => mend.mutate()}
      >
        {t('quarantine.mend')}
      </Button>
    </div>
  );
}
