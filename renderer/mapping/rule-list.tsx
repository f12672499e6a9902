import { ActionIcon, Badge, Button, MultiSelect, Select, Table } from '@mantine/core';
import { IconAdjustments, IconPlus, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import { useFormat } from '../ui/format.ts';
import { goToNextRow } from '../ui/row-keys.ts';
import { EmptyState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import { type Draft, type DraftRule, type Suggested, suggestedFor } from './draft.ts';
import classes from './mapping.module.css';
import { useReason } from './reason-text.ts';
import { useTargetLabel, useTargets } from './targets.ts';

interface RuleListProps {
  readonly draft: Draft;
  readonly entity: EntityType | undefined;
  readonly columns: readonly string[];
  /** Absent until they are known. */
  readonly suggestions: readonly Suggested[] | undefined;
  readonly chosenId: number | undefined;
  readonly onChoose: (id: number) => void;
  readonly onChange: (id: number, part: Partial<MappingRule>) => void;
  readonly onRemove: (id: number) => void;
  readonly onAdd: () => void;
}

/** Shown at once of a list that is searched by typing. */
const MOST_OPTIONS = 200;
/** A list that is not open is not drawn: a wide file has 3,000 columns in each. */
const CLOSED_IS_EMPTY = { keepMounted: false };
/** Rules shown at first, and more each time: hundreds of them, with their lists of columns, would hold up the window. */
const SHOWN = 60;

export function RuleList(props: RuleListProps) {
  const { t } = useTranslation(['mapping', 'sources']);
  const { draft, chosenId } = props;
  const [shown, setShown] = useState(SHOWN);
  const rules = draft.rules.filter(({ id }, index) => index < shown || id === chosenId);
  return (
    <>
      {draft.rules.length === 0 ? (
        <EmptyState>{t('rules.none')}</EmptyState>
      ) : (
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rules.columns')}</Table.Th>
              <Table.Th>
                <Term name="attribute">{t('rules.target')}</Term>
              </Table.Th>
              <Table.Th>
                <Term name="transform">{t('rules.how')}</Term>
              </Table.Th>
              <Table.Th>
                <Term name="confidence">{t('rules.sure')}</Term>
              </Table.Th>
              <Table.Th>
                <span className="o-sr">{t('rules.actions')}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody onKeyDown={goToNextRow}>
            {rules.map((one) => (
              <RuleRow key={one.id} {...props} one={one} isChosen={one.id === chosenId} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {draft.rules.length > shown && (
        <Button variant="subtle" color="gray" onClick={() => setShown(shown + SHOWN)}>
          {t('sources:more')}
        </Button>
      )}
      <Button
        variant="default"
        className={classes.start}
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={props.onAdd}
      >
        {t('rules.add')}
      </Button>
    </>
  );
}

interface RuleRowProps extends RuleListProps {
  readonly one: DraftRule;
  readonly isChosen: boolean;
}

function RuleRow({ one, isChosen, entity, columns, suggestions, ...on }: RuleRowProps) {
  const { t } = useTranslation('mapping');
  const { id, rule } = one;
  const targets = useTargets(entity, rule.to);
  const label = useTargetLabel(entity)(rule.to);
  const gone = rule.from.filter((column) => !columns.includes(column));
  const row = useRef<HTMLTableRowElement>(null);
  // A new rule is filled in where it lacks something.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (!isChosen || rule.to !== '') return;
    const fields = row.current?.querySelectorAll<HTMLElement>('input:not([type="hidden"])');
    fields?.[rule.from.length === 0 ? 0 : 1]?.focus();
  }, []);
  return (
    <Table.Tr ref={row} className={isChosen ? classes.chosen : undefined} onFocus={() => on.onChoose(id)}>
      <Table.Td>
        <MultiSelect
          aria-label={t('rules.columnsOf', { target: label })}
          className={classes.wide}
          classNames={{ inputField: classes.short }}
          searchable
          limit={MOST_OPTIONS}
          comboboxProps={CLOSED_IS_EMPTY}
          value={[...rule.from]}
          onChange={(from) => on.onChange(id, { from })}
          data={[...new Set([...columns, ...rule.from])]}
          error={gone.length > 0 && t('rules.gone', { columns: gone.join(', '), count: gone.length })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('rules.targetOf', { columns: rule.from.join(', ') })}
          className={classes.wide}
          searchable
          limit={MOST_OPTIONS}
          comboboxProps={CLOSED_IS_EMPTY}
          allowDeselect={false}
          placeholder={t('rules.choose')}
          value={rule.to || null}
          onChange={(to) => to && on.onChange(id, { to, codes: undefined })}
          data={targets}
        />
      </Table.Td>
      <Table.Td>
        <How rule={rule} />
      </Table.Td>
      <Table.Td>{suggestions && <Confidence suggested={suggestedFor(rule, suggestions)} />}</Table.Td>
      <Table.Td className={classes.actions}>
        <ActionIcon aria-label={t('rules.details', { target: label })} onClick={() => on.onChoose(id)}>
          <IconAdjustments size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          aria-label={t('rules.remove', { target: label })}
          onFocus={(event) => event.stopPropagation()}
          onClick={() => on.onRemove(id)}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** What is done on the way, in a few words. */
function How({ rule }: { readonly rule: MappingRule }) {
  const { t } = useTranslation('mapping');
  const codes = Object.keys(rule.codes ?? {}).length;
  const parts = [
    ...(rule.type ? [t(`valueType.${rule.type}`, { defaultValue: rule.type })] : []),
    ...(rule.group ? [t('rules.group', { group: rule.group })] : []),
    ...(rule.dateOrder ? [t(`dateOrder.${rule.dateOrder}`)] : []),
    ...(rule.transforms ?? []).map(({ op }) => t(`op.${op}`)),
    ...(codes > 0 ? [t('rules.codes', { count: codes })] : []),
  ];
  return <small className={classes.muted}>{parts.join(' · ')}</small>;
}

function Confidence({ suggested }: { readonly suggested: Suggested | undefined }) {
  const { t } = useTranslation('mapping');
  const { percent } = useFormat();
  const reasonOf = useReason();
  if (!suggested) return <small className={classes.muted}>{t('rules.byHand')}</small>;
  const { confidence, reasons } = suggested;
  const colour = confidence >= 0.8 ? 'green' : confidence >= 0.5 ? 'orange' : 'red';
  return (
    <Badge color={colour} title={reasons.map(reasonOf).join(' ')}>
      {percent(confidence)}
    </Badge>
  );
}
