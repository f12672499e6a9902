import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { ErrorState } from '../../ui/states.tsx';
import { DriftText } from '../drift.tsx';
import { fileName } from '../source-files.ts';
import classes from '../sources.module.css';
import { useStaged } from '../use-staged.ts';
import type { ImportSummary } from './load.ts';

const COUNTS = ['new', 'changed', 'unchanged', 'gone'] as const;

interface StagedProps {
  readonly imports: readonly ImportSummary[];
  readonly onClose: (name?: string) => void;
}

/** New versions of known sources, read but not counting yet: what they would change, then applied or thrown away. */
export function Staged({ imports, onClose }: StagedProps) {
  const { t } = useTranslation('sources');
  const fileIds = imports.filter(({ skipped }) => !skipped).map(({ fileId }) => fileId);
  const waiting = useStaged(fileIds, () => onClose(imports[0]?.source));
  return (
    <div className={classes.adding}>
      <h2>{t('staged.title')}</h2>
      <p className={classes.muted}>{t('staged.about')}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('list.name')}</Table.Th>
            <Table.Th>{t('history.file')}</Table.Th>
            <Table.Th className={classes.right}>{t('count.loaded')}</Table.Th>
            <Table.Th className={classes.right}>{t('count.quarantined')}</Table.Th>
            {COUNTS.map((count) => (
              <Table.Th key={count} className={classes.right}>
                {t(`count.${count}`)}
              </Table.Th>
            ))}
            <Table.Th>{t('history.drift')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.map((one) => (
            <StagedRow key={one.source} staged={one} />
          ))}
        </Table.Tbody>
      </Table>
      <p className={classes.muted}>{t('staged.undoable')}</p>
      {waiting.error && <ErrorState error={waiting.error} />}
      <div className={classes.actions}>
        {fileIds.length === 0 ? (
          <Button onClick={() => onClose(imports[0]?.source)}>{t('staged.nothing')}</Button>
        ) : (
          <>
            <Button
              variant="default"
              loading={waiting.isDiscarding}
              disabled={waiting.isApplying}
              onClick={waiting.discard}
            >
              {t('staged.discard')}
            </Button>
            <Button loading={waiting.isApplying} disabled={waiting.isDiscarding} onClick={waiting.apply}>
              {t('staged.apply')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function StagedRow({ staged }: { readonly staged: ImportSummary }) {
  const { t } = useTranslation('sources');
  const { number } = useFormat();
  const figure = `${classes.right} o-num`;
  return (
    <Table.Tr>
      <Table.Td>{staged.source}</Table.Td>
      <Table.Td className={classes.cut} title={staged.path}>
        {fileName(staged.path)}
      </Table.Td>
      <Table.Td className={figure}>{number(staged.loaded)}</Table.Td>
      <Table.Td className={figure}>{number(staged.quarantined)}</Table.Td>
      {COUNTS.map((count) => (
        <Table.Td key={count} className={figure}>
          {number(staged.counts[count])}
        </Table.Td>
      ))}
      <Table.Td>{staged.skipped ? t('staged.same') : <DriftText drift={staged.drift} />}</Table.Td>
    </Table.Tr>
  );
}
