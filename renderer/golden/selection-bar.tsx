import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconCopy, IconFileExport, IconLayoutColumns } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { GoldenSelection } from '../../shared/contract/golden.ts';
import { useReadOnly } from '../app/session.ts';
import { useFormat } from '../ui/format.ts';
import type { GridSelection } from '../ui/row-picker.ts';
import { ExportSelection } from './export-selection.tsx';
import classes from './golden.module.css';

interface SelectionBarProps {
  readonly entity: string;
  readonly total: number;
  readonly selection: GridSelection;
  readonly query: GoldenSelection['query'];
  readonly isCopying: boolean;
  readonly onCopy: () => void;
}

/** Golden records whose pairs or clusters are looked at together; more is no longer a group. */
const MOST_REVIEWED = 100;
const MOST_COMPARED = 10;

export const countOf = (selection: GridSelection, total: number): number =>
  selection.all ? total - selection.except.length : selection.ids.length;

/** How many records are picked, loaded or not, and what can be done with them. Always there, so that nothing jumps. */
export function SelectionBar(props: SelectionBarProps) {
  const { entity, total, selection, query } = props;
  const { t } = useTranslation('golden');
  const { number } = useFormat();
  const isReadOnly = useReadOnly();
  const [, navigate] = useLocation();
  const [exporting, setExporting] = useState(false);
  const count = countOf(selection, total);
  const ids = selection.all ? [] : selection.ids;
  return (
    <div className={classes.selectionArea}>
      <div className={classes.selection}>
        <span role="status">
          {t(selection.all ? 'selection.all' : 'selection.count', {
            count,
            picked: number(count),
            total: number(total),
          })}
        </span>
        <Button
          variant="default"
          aria-label={t('selection.copy')}
          title={t('selection.copy')}
          disabled={count === 0}
          loading={props.isCopying}
          onClick={props.onCopy}
          leftSection={<IconCopy size={16} aria-hidden="true" />}
        >
          <span className={classes.selectionLabel}>{t('selection.copy')}</span>
        </Button>
        <Button
          variant="default"
          aria-label={t('selection.export')}
          title={t('selection.export')}
          disabled={count === 0 || isReadOnly}
          onClick={() => setExporting(true)}
          leftSection={<IconFileExport size={16} aria-hidden="true" />}
        >
          <span className={classes.selectionLabel}>{t('selection.export')}</span>
        </Button>
        <Button
          variant="default"
          aria-label={t('selection.review')}
          title={t('selection.review')}
          disabled={ids.length === 0 || ids.length > MOST_REVIEWED}
          onClick={() => navigate(`/review/${entity}?state=review&golden=${ids.join()}`)}
          leftSection={<IconArrowsSplit2 size={16} aria-hidden="true" />}
        >
          <span className={classes.selectionLabel}>{t('selection.review')}</span>
        </Button>
        <Button
          variant="default"
          aria-label={t('selection.compare')}
          title={t('selection.compare')}
          disabled={ids.length === 0 || ids.length > MOST_COMPARED}
          onClick={() => navigate(`/review/${entity}?cluster=${ids.join()}`)}
          leftSection={<IconLayoutColumns size={16} aria-hidden="true" />}
        >
          <span className={classes.selectionLabel}>{t('selection.compare')}</span>
        </Button>
      </div>
      {exporting && (
        <ExportSelection
          entity={entity}
          count={count}
          selection={
            selection.all
              ? { query, except: [...selection.except] }
              : { query, ids: [...selection.ids], except: [] }
          }
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
