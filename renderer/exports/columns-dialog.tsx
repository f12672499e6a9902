import { ActionIcon, Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRule } from '../../shared/contract/exports.ts';
import { toUserError } from '../api/errors.ts';
import { api } from '../api/queries.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './exports.module.css';

type Columns = ExportRule['columns'];

interface ColumnsDialogProps {
  readonly rule: ExportRule;
  readonly entity: string;
  readonly onClose: () => void;
  /** Undefined: all columns, under their own names. */
  readonly onChoose: (columns: Columns) => void;
}

/** Which columns a file has, in which order, under which names. */
export function ColumnsDialog({ rule, entity, onClose, onChoose }: ColumnsDialogProps) {
  const { t } = useTranslation('exports');
  const all = useQuery(
    api.exports.preview.queryOptions({ input: { rule: { ...rule, entity, columns: undefined }, limit: 1 } }),
  );
  return (
    <Modal
      opened
      size="lg"
      title={t('chooseColumns', { file: rule.file })}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('app:close') }}
    >
      {all.isPending && <LoadingState />}
      {all.isError && <ErrorState error={toUserError(all.error)} />}
      {all.data && <Chooser names={all.data.columns} chosen={rule.columns} onChoose={onChoose} />}
    </Modal>
  );
}

interface Line {
  readonly attribute: string;
  readonly as: string;
  readonly on: boolean;
}

interface ChooserProps {
  readonly names: readonly string[];
  readonly chosen: Columns;
  readonly onChoose: (columns: Columns) => void;
}

function Chooser({ names, chosen, onChoose }: ChooserProps) {
  const { t } = useTranslation('exports');
  const [lines, setLines] = useState(() => linesOf(names, chosen));
  const change = (index: number, part: Partial<Line>) =>
    setLines(lines.map((line, i) => (i === index ? { ...line, ...part } : line)));
  const move = (index: number, by: -1 | 1) => {
    const moved = [...lines];
    const [line] = moved.splice(index, 1);
    moved.splice(index + by, 0, line!);
    setLines(moved);
  };
  const on = lines.filter((line) => line.on);
  const isUsual =
    on.length === names.length &&
    on.every((line, i) => line.attribute === names[i] && line.as === line.attribute);
  return (
    <>
      <ul className={classes.columnList}>
        {lines.map((line, index) => (
          <li key={line.attribute}>
            <Checkbox
              aria-label={t('include', { column: line.attribute })}
              checked={line.on}
              onChange={(event) => change(index, { on: event.currentTarget.checked })}
            />
            <span className={classes.columnName}>{line.attribute}</span>
            <TextInput
              aria-label={`${t('as')}: ${line.attribute}`}
              value={line.as}
              disabled={!line.on}
              onChange={(event) => change(index, { as: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={index === 0}
              aria-label={t('up', { column: line.attribute })}
              onClick={() => move(index, -1)}
            >
              <IconArrowUp size={16} aria-hidden="true" />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={index === lines.length - 1}
              aria-label={t('down', { column: line.attribute })}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={16} aria-hidden="true" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <div className={classes.dialogFoot}>
        <Button
          disabled={on.length === 0 || on.some(({ as }) => as.trim() === '')}
          onClick={() =>
            onChoose(isUsual ? undefined : on.map(({ attribute, as }) => ({ attribute, as: as.trim() })))
          }
        >
          {t('columnCount', { count: on.length })}
        </Button>
      </div>
    </>
  );
}

/** Chosen columns first, in their order; the others after them, off. */
function linesOf(names: readonly string[], chosen: Columns): Line[] {
  if (!chosen) return names.map((attribute) => ({ attribute, as: attribute, on: true }));
  const picked = new Set(chosen.map(({ attribute }) => attribute));
  const others = names.filter((name) => !picked.has(name));
  return [
    ...chosen.map((column) => ({ ...column, on: true })),
    ...others.map((attribute) => ({ attribute, as: attribute, on: false })),
  ];
}
