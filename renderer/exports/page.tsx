import { Button } from '@mantine/core';
import { IconFileExport, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExportRule } from '../../shared/contract/exports.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { useJob } from '../api/use-job.ts';
import { PendingBar } from '../app/pending-bar.tsx';
import { useReadOnly } from '../app/session.ts';
import { notify, useUndo } from '../app/undo.ts';
import { Page } from '../ui/page.tsx';
import { usePathPicker } from '../ui/path-picker.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './exports.module.css';
import { History } from './history.tsx';
import { Preview } from './preview.tsx';
import { RuleTable } from './rule-table.tsx';

/** What leaves the project: files, formats, columns; a preview; the run; what has already left. */
export default function ExportsPage() {
  const { t } = useTranslation('exports');
  const rules = useQuery(api.exports.rules.queryOptions());
  const overview = useQuery(api.overview.get.queryOptions());
  const error = rules.error ?? overview.error;
  const entities = (overview.data?.entities ?? []).filter(({ golden }) => golden > 0);
  return (
    <>
      {(rules.isPending || overview.isPending) && (
        <Page title={t('title')} subtitle={t('subtitle')}>
          <LoadingState />
        </Page>
      )}
      {error && (
        <Page title={t('title')} subtitle={t('subtitle')}>
          <ErrorState error={toUserError(error)} onRetry={() => void rules.refetch()} />
        </Page>
      )}
      {rules.data && overview.data && entities.length === 0 && (
        <Page title={t('title')} subtitle={t('subtitle')}>
          <EmptyState
            icon={<IconFileExport size={40} />}
            action={
              <Button component={Link} href="/match">
                {t('goMatching')}
              </Button>
            }
          >
            {t('noGolden')}
          </EmptyState>
          <History />
        </Page>
      )}
      {rules.data && entities.length > 0 && (
        <Editor saved={rules.data} entities={entities.map(({ entity }) => entity)} />
      )}
    </>
  );
}

interface EditorProps {
  readonly saved: readonly ExportRule[];
  readonly entities: readonly string[];
}

function Editor({ saved, entities }: EditorProps) {
  const { t } = useTranslation('exports');
  const readOnly = useReadOnly();
  const picker = usePathPicker();
  const undo = useUndo();
  const [draft, setDraft] = useState<readonly ExportRule[] | null>(null);
  const [selected, setSelected] = useState(0);
  const rules = draft ?? saved;
  const save = useMutation({
    mutationFn: (next: readonly ExportRule[]) => client.exports.saveRules({ rules: [...next] }),
  });
  const job = useJob<{ directory: string }>({
    start: (input) => client.exports.run(input),
    label: t('running'),
    onDone: (_, { directory }) => notify(t('done', { folder: directory })),
  });
  const problem = problemOf(rules);
  const keep = async () => {
    if (!draft) return;
    await save.mutateAsync(draft);
    undo.push({ label: t('files'), undo: () => save.mutateAsync(saved).then(() => undefined) });
    setDraft(null);
  };
  const run = async () => {
    const directory = await picker.folder({ title: t('chooseFolder') });
    if (directory === null) return;
    await keep();
    job.run({ directory });
  };
  const rule = rules[Math.min(selected, rules.length - 1)];
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      action={
        <>
          {draft && (
            <Button
              variant="default"
              disabled={problem !== null}
              loading={save.isPending}
              onClick={() => void keep()}
            >
              {t('save')}
            </Button>
          )}
          <Button
            leftSection={<IconFileExport size={16} aria-hidden="true" />}
            disabled={readOnly || problem !== null || rules.length === 0}
            loading={job.isRunning}
            onClick={() => void run()}
          >
            {t('run')}
          </Button>
        </>
      }
    >
      <div className={classes.page}>
        <PendingBar />
        {job.error && <ErrorState error={job.error} />}
        {save.isError && <ErrorState error={toUserError(save.error)} />}
        <section className={classes.card}>
          <div className={classes.cardHead}>
            <h2>{t('files')}</h2>
            <Button
              variant="default"
              size="xs"
              disabled={readOnly}
              leftSection={<IconPlus size={14} aria-hidden="true" />}
              onClick={() => {
                setDraft([...rules, newRule(rules, entities)]);
                setSelected(rules.length);
              }}
            >
              {t('add')}
            </Button>
          </div>
          <RuleTable
            rules={rules}
            entities={entities}
            selected={selected}
            disabled={readOnly}
            onSelect={setSelected}
            onChange={setDraft}
          />
          {problem && <p className={classes.problem}>{t(problem)}</p>}
          <p className={classes.help}>{t('atomic')}</p>
        </section>
        <History />
        {rule && problem === null && <Preview rule={rule} />}
      </div>
    </Page>
  );
}

function problemOf(rules: readonly ExportRule[]): 'duplicate' | 'blankName' | null {
  const names = rules.map(({ file }) => file.trim().toLowerCase());
  if (names.some((name) => name === '')) return 'blankName';
  return new Set(names).size < names.length ? 'duplicate' : null;
}

function newRule(rules: readonly ExportRule[], entities: readonly string[]): ExportRule {
  const taken = new Set(rules.map(({ file }) => file));
  let file = 'golden.xlsx';
  for (let n = 2; taken.has(file); n++) file = `golden_${n}.xlsx`;
  return { what: 'golden', entity: entities[0]!, format: 'xlsx', file, formulaProtection: false };
}
