import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceView } from '../../../shared/contract/sources.ts';
import { client } from '../../api/client.ts';
import { toUserError } from '../../api/errors.ts';
import type { JobEnd } from '../../api/job-registry.ts';
import { invalidate } from '../../api/queries.ts';
import { useJob } from '../../api/use-job.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useReadOnly } from '../../app/session.ts';
import { notify } from '../../app/undo.ts';
import { useFormat } from '../../ui/format.ts';
import { Shortcut } from '../../ui/shortcut.tsx';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { fileName } from '../source-files.ts';
import classes from '../sources.module.css';
import { badNames, requestOf, type TableDraft } from './draft.ts';
import { type ImportSummary, saveProposedMapping, summariesOf } from './load.ts';
import { Staged } from './staged.tsx';
import { TableCard } from './table-card.tsx';
import { useDrafts } from './use-drafts.ts';

type ImportInput = Parameters<typeof client.sources.import>[0];

interface AddFilesProps {
  readonly paths: readonly string[];
  readonly sources: readonly SourceView[];
  /** With the name of the source to show, once something was loaded. */
  readonly onClose: (name?: string) => void;
}

/** Files on their way in: how each would be read, what it would be called; then loaded, and mapped as proposed. */
export function AddFiles({ paths, sources, onClose }: AddFilesProps) {
  const { t } = useTranslation('sources');
  const readOnly = useReadOnly();
  const found = useDrafts(paths, sources);
  const [staged, setStaged] = useState<readonly ImportSummary[]>([]);
  const job = useJob<ImportInput>({
    start: (input) => client.sources.import(input),
    label: t('add.job', { count: paths.length, file: fileName(paths[0] ?? '') }),
  });
  const bad = badNames(found.drafts);
  const included = found.drafts.filter(({ isIncluded }) => isIncluded);

  const load = useMutation({
    mutationFn: async () => {
      const fresh = included.filter(({ known }) => !known);
      const again = included.filter(({ known }) => known);
      const rank = 1 + Math.max(0, ...sources.map(({ priority }) => priority));
      const isLoaded = await loadNew(fresh, rank, job.runToEnd);
      if (!isLoaded) return;
      const waiting = await stageAgain(again, job.runToEnd);
      if (waiting === null) return;
      if (waiting.length > 0) return setStaged(waiting);
      notify(t('add.loaded', { count: fresh.length + again.length }));
      onClose(included[0]?.name.trim());
    },
    onSettled: () => invalidate(),
    meta: { invalidates: [] },
  });

  const isBusy = load.isPending || job.isRunning;
  const isReady = !readOnly && !found.isSuggesting && included.length > 0 && bad.size === 0;
  usePageKeys([
    {
      key: 'Enter',
      label: t('add.load', { count: included.length }),
      run: () => load.mutate(),
      isOff: isBusy || !isReady || staged.length > 0,
    },
  ]);

  if (staged.length > 0) return <Staged imports={staged} onClose={onClose} />;
  return (
    <div className={classes.adding} aria-busy={isBusy}>
      {found.files.map((file) => (
        <section key={file.path} className={classes.stack} aria-label={fileName(file.path)}>
          {file.isPending && <LoadingState rows={3} />}
          {file.error && <ErrorState error={file.error} />}
          {file.drafts.map((draft) => (
            <TableCard
              key={draft.found.name}
              draft={draft}
              hasBadName={bad.has(draft.name.trim())}
              isSuggesting={found.isSuggesting}
              disabled={isBusy}
              onChange={(part) => found.change(draft, part)}
            />
          ))}
        </section>
      ))}
      {found.suggestError && <ErrorState error={found.suggestError} />}
      {load.error && <ErrorState error={toUserError(load.error)} />}
      {!load.error && job.error && <ErrorState error={job.error} />}
      {job.job?.view.state === 'cancelled' && <Alert color="blue">{t('add.cancelled')}</Alert>}
      <div className={classes.actions}>
        {isBusy && <Progress job={job} />}
        <Button variant="default" onClick={() => (isBusy ? job.cancel() : onClose())}>
          {t(isBusy ? 'add.stop' : 'add.back')}
        </Button>
        <Button
          onClick={() => load.mutate()}
          loading={isBusy}
          disabled={!isReady}
          aria-keyshortcuts="Control+Enter"
          rightSection={<Shortcut keys="mod+Enter" isToldElsewhere />}
        >
          {t('add.load', { count: included.length })}
        </Button>
      </div>
    </div>
  );
}

type Run = (input: ImportInput) => Promise<JobEnd>;

/** Loads new sources and gives them their mapping. @returns false when the job failed or was stopped. */
async function loadNew(drafts: readonly TableDraft[], rank: number, run: Run): Promise<boolean> {
  if (drafts.length === 0) return true;
  const requests = drafts.map((draft, index) => requestOf(draft, rank + index));
  const end = await run({ requests, apply: true });
  if (end.state !== 'done') return false;
  for (const draft of drafts) await saveProposedMapping(draft);
  return true;
}

/** Reads known sources again, without letting the rows count yet. @returns null when the job failed or was stopped. */
async function stageAgain(drafts: readonly TableDraft[], run: Run): Promise<readonly ImportSummary[] | null> {
  if (drafts.length === 0) return [];
  const end = await run({ requests: drafts.map((draft) => requestOf(draft, 1)), apply: false });
  return end.state === 'done' ? summariesOf(end.result) : null;
}

function Progress({ job }: { readonly job: ReturnType<typeof useJob<ImportInput>> }) {
  const { t } = useTranslation(['sources', 'app']);
  const { number, bytes } = useFormat();
  const progress = job.job?.view.progress;
  const share = progress?.total ? progress.done / progress.total : undefined;
  return (
    <div className={classes.progress} role="status">
      <progress max={1} value={share} aria-label={t('add.progress')} />
      {progress && (
        <span className="o-num">
          {progress.unit === 'bytes'
            ? bytes(progress.done)
            : `${number(progress.done)} ${t(`app:jobs.unit.${progress.unit}`)}`}
        </span>
      )}
    </div>
  );
}
