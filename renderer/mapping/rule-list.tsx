import { Button, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule } from '../../shared/model/mapping.ts';
import { usePageShortcuts } from '../app/shell-state.tsx';
import { EmptyState } from '../ui/states.tsx';
import { Term } from '../ui/term.tsx';
import type { Chosen, Draft, Suggested } from './draft.ts';
import classes from './mapping.module.css';
import { type RuleActions, useRuleEvents } from './rule-keys.ts';
import { RuleRow } from './rule-row.tsx';
import { useRuleWords } from './rule-words.ts';

interface RuleListProps extends RuleActions {
  readonly draft: Draft;
  readonly entity: EntityType | undefined;
  readonly columns: readonly string[];
  /** Absent until they are known. */
  readonly suggestionFor: ((rule: MappingRule) => Suggested | undefined) | undefined;
  readonly chosen: Chosen | undefined;
  readonly onChange: (id: number, part: Partial<MappingRule>) => void;
  readonly onAdd: () => void;
}

/** Rules shown at first, and more each time. */
const SHOWN = 100;

export function RuleList(props: RuleListProps) {
  const { t } = useTranslation(['mapping', 'sources']);
  const { draft, chosen } = props;
  const [shown, setShown] = useState(SHOWN);
  usePageShortcuts([
    { keys: 'Enter', label: t('rules.write') },
    { keys: 'Escape', label: t('rules.leave') },
    { keys: 'mod+ArrowDown', label: t('rules.below') },
  ]);
  return (
    <>
      {draft.rules.length === 0 ? (
        <EmptyState>{t('rules.none')}</EmptyState>
      ) : (
        <Table stickyHeader className={classes.ruleTable} role="grid" aria-label={t('rules.title')}>
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
          <Rules {...props} rules={draft.rules.filter(({ id }, at) => at < shown || id === chosen?.id)} />
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

function Rules({
  rules,
  entity,
  columns,
  suggestionFor,
  chosen,
  ...on
}: RuleListProps & Pick<Draft, 'rules'>) {
  const words = useRuleWords(entity);
  const { ref, ...events } = useRuleEvents(on);
  const known = useMemo(() => new Set(columns), [columns]);
  return (
    <Table.Tbody ref={ref} {...events}>
      {rules.map((one) => (
        <RuleRow
          key={one.id}
          one={one}
          isChosen={one.id === chosen?.id}
          field={one.id === chosen?.id ? chosen.field : undefined}
          entity={entity}
          columns={known}
          words={words}
          suggested={suggestionFor ? suggestionFor(one.rule) : 'wait'}
          onChange={on.onChange}
        />
      ))}
    </Table.Tbody>
  );
}
