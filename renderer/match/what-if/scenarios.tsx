import { ActionIcon, Menu, Table } from '@mantine/core';
import {
  IconAlertTriangle,
  IconDots,
  IconPencil,
  IconRefresh,
  IconTarget,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresentFigures, Scenario } from '../../../shared/contract/what-if.ts';
import { toUserError } from '../../api/errors.ts';
import { useReadOnly } from '../../app/session.ts';
import { useBits } from '../../review/bits.ts';
import { ConfirmDialog } from '../../ui/confirm.tsx';
import { useFormat } from '../../ui/format.ts';
import { ErrorState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import type { TermName } from '../../ui/terms.ts';
import { Blank } from '../../ui/value.tsx';
import { RenameScenario } from './rename-scenario.tsx';
import { type Compute, useAdopt, useRemove } from './use-scenarios.ts';
import classes from './what-if.module.css';

type Column = PresentFigures | Scenario;

interface Line {
  readonly name: string;
  readonly term?: TermName;
  readonly value: (column: Column) => number;
}

/** Figures that are compared with those of now. */
const LINES: readonly Line[] = [
  { name: 'clusters', term: 'goldenRecord', value: ({ figures }) => figures.clusters },
  { name: 'merged', term: 'pair', value: ({ figures }) => figures.merged },
  { name: 'review', term: 'review', value: ({ figures }) => figures.review },
  { name: 'cut', term: 'guard', value: ({ figures }) => figures.cut },
  { name: 'largest', term: 'cluster', value: ({ figures }) => figures.largest },
];

interface ScenariosProps {
  readonly scenarios: readonly Scenario[];
  /** Of the golden records of now, the first column. */
  readonly present: PresentFigures | null;
  readonly computing: Compute;
}

/** The scenarios side by side: what each goes by, and what it would give against the golden records of now. */
export function Scenarios({ scenarios, present, computing }: ScenariosProps) {
  const { t } = useTranslation('what-if');
  const bits = useBits();
  const columns: readonly Column[] = present ? [present, ...scenarios] : scenarios;
  const keyOf = (column: Column) => ('uid' in column ? column.uid : 'present');
  const hasDecisions = columns.some(({ figures }) =>
    Object.values(figures.decisions).some((count) => count > 0),
  );
  const row = (name: string, cell: (column: Column) => React.ReactNode, term?: TermName) => (
    <Table.Tr key={name}>
      <Table.Th scope="row">
        {term ? <Term name={term}>{t(`figure.${name}`)}</Term> : t(`figure.${name}`)}
      </Table.Th>
      {columns.map((column) => (
        <Table.Td key={keyOf(column)} className="o-num">
          {cell(column)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={classes.scenarios} aria-label={t('scenarios')} tabIndex={0}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">
              <Term name="scenario">{t('scenario')}</Term>
            </Table.Th>
            {columns.map((column) => (
              <Table.Th key={keyOf(column)} scope="col">
                {'uid' in column ? (
                  <Head scenario={column} computing={computing} />
                ) : (
                  <PresentHead present={column} />
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {row('model', (column) => (
            <Basis column={column} />
          ))}
          {row('autoMerge', ({ thresholds }) => t('bits', { bits: bits(thresholds.autoMerge) }), 'threshold')}
          {row('reviewFrom', ({ thresholds }) => t('bits', { bits: bits(thresholds.review) }))}
          {LINES.map(({ name, term, value }) =>
            row(
              name,
              (column) => (
                <Figure
                  value={value(column)}
                  before={present && column !== present ? value(present) : null}
                />
              ),
              term,
            ),
          )}
          {hasDecisions &&
            row('decisions', ({ figures }) => <Decisions counts={figures.decisions} />, 'decision')}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Basis({ column }: { readonly column: Column }) {
  const { t } = useTranslation('what-if');
  if (!('uid' in column)) return t('basis.present');
  return t(`basis.${column.basis}`, { version: column.version });
}

/** A figure, and how much more or less it is than now. */
function Figure({ value, before }: { readonly value: number; readonly before: number | null }) {
  const { number } = useFormat();
  const { i18n } = useTranslation();
  const change = before === null ? 0 : value - before;
  const signed = new Intl.NumberFormat(i18n.language, { signDisplay: 'always' });
  return (
    <>
      {number(value)}
      {change !== 0 && <span className={classes.change}>{signed.format(change).replace('-', '−')}</span>}
    </>
  );
}

function Decisions({ counts }: { readonly counts: Scenario['figures']['decisions'] }) {
  const { t } = useTranslation('what-if');
  const { number } = useFormat();
  const { agrees, doubts, contradicts } = counts;
  const decided = agrees + doubts + contradicts;
  if (decided === 0) return <Blank />;
  return (
    <span title={t('decisions.all', { agrees, doubts, contradicts })}>
      {t('decisions.agrees', { agrees: number(agrees), decided: number(decided) })}
      {contradicts > 0 && (
        <span className={classes.against}>
          {t('decisions.contradicts', { contradicts: number(contradicts), count: contradicts })}
        </span>
      )}
    </span>
  );
}

function PresentHead({ present }: { readonly present: PresentFigures }) {
  const { t } = useTranslation('what-if');
  const { dateTime } = useFormat();
  return (
    <>
      <span className={classes.headLine}>
        <span className={classes.name}>{t('present')}</span>
      </span>
      <span className={classes.at}>{dateTime(present.at)}</span>
      {present.isOutOfDate && <OutOfDate text={t('presentOutOfDate')} help={t('presentOutOfDateHelp')} />}
    </>
  );
}

function OutOfDate({ text, help }: { readonly text: string; readonly help: string }) {
  return (
    <span className={classes.outOfDate} title={help}>
      <IconAlertTriangle size={14} aria-hidden="true" />
      {text}
    </span>
  );
}

function Head({ scenario, computing }: { readonly scenario: Scenario; readonly computing: Compute }) {
  const { t } = useTranslation('what-if');
  const { dateTime } = useFormat();
  const isReadOnly = useReadOnly();
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  const adopt = useAdopt();
  const remove = useRemove();
  const { name, at, isOutOfDate } = scenario;
  return (
    <>
      <span className={classes.headLine}>
        <span className={classes.name} title={name} dir="auto">
          {name}
        </span>
        <Menu position="bottom-end" width={320}>
          <Menu.Target>
            <ActionIcon aria-label={t('actions', { name })} disabled={isReadOnly}>
              <IconDots size={16} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconTarget size={16} aria-hidden="true" />}
              onClick={() => adopt.mutate(scenario)}
            >
              {t('adopt')}
              <span className={classes.explain}>{t(`adoptHelp.${scenario.adoption}`)}</span>
            </Menu.Item>
            <Menu.Item
              leftSection={<IconRefresh size={16} aria-hidden="true" />}
              disabled={computing.isRunning}
              onClick={() => computing.run({ again: scenario })}
            >
              {t('again')}
              <span className={classes.explain}>{t('againHelp')}</span>
            </Menu.Item>
            <Menu.Item
              leftSection={<IconPencil size={16} aria-hidden="true" />}
              onClick={() => setDialog('rename')}
            >
              {t('rename')}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              onClick={() => setDialog('remove')}
            >
              {t('remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
      <span className={classes.at}>{dateTime(at)}</span>
      {isOutOfDate && <OutOfDate text={t('outOfDate')} help={t('outOfDateHelp')} />}
      {(adopt.error ?? remove.error) && <ErrorState error={toUserError(adopt.error ?? remove.error)} />}
      <RenameScenario scenario={scenario} opened={dialog === 'rename'} onClose={() => setDialog(null)} />
      <ConfirmDialog
        opened={dialog === 'remove'}
        title={t('removeTitle', { name })}
        confirm={t('remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(scenario.uid, { onSettled: () => setDialog(null) })}
        onClose={() => setDialog(null)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </>
  );
}
