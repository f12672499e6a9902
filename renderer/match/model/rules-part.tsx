import { ActionIcon, Badge, Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconChevronRight,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BlockingRule } from '../../../shared/model/match-model.ts';
import { useFormat } from '../../ui/format.ts';
import { EmptyState } from '../../ui/states.tsx';
import { Term } from '../../ui/term.tsx';
import { useMatchWords } from '../match-words.ts';
import { freshKey, problemsAt, problemsUnder, useEditing } from './editing.ts';
import { addRule, changeModel, moved, removeRule } from './edits.ts';
import classes from './model.module.css';
import { Part } from './part.tsx';
import { Problems } from './problems.tsx';
import { RuleEditor } from './rule-editor.tsx';

/** The blocking rules in their order; the one that is open is edited in its place. */
export function RulesPart() {
  const { t } = useTranslation('match-model');
  const editing = useEditing();
  const { model, problems, isReadOnly, edit } = editing;
  const [open, setOpen] = useState<number>();
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<{ readonly index: number; readonly by: -1 | 1 }>(undefined);
  // The button that moved a rule goes with it, so that it can be pressed again.
  useEffect(() => {
    const { index, by } = focus.current ?? {};
    if (index === undefined) return;
    focus.current = undefined;
    const row = list.current?.children[index];
    const asked = row?.querySelector<HTMLButtonElement>(
      by === -1 ? '[data-move="up"]' : '[data-move="down"]',
    );
    const next = asked?.disabled
      ? row?.querySelector<HTMLButtonElement>('[data-move]:not(:disabled)')
      : asked;
    next?.focus();
  });
  const { blockingRules: rules } = model;
  const first = freshKey(editing, []);
  const move = (index: number, by: -1 | 1, name: string) => {
    const to = index + by;
    focus.current = { index: to, by };
    edit(t('undo.move', { name }), (now) =>
      changeModel(now, { blockingRules: moved(now.blockingRules, index, to) }),
    );
    if (open === index) setOpen(to);
    else if (open === to) setOpen(index);
  };
  const add = () => {
    if (!first) return;
    edit(t('undo.addRule'), (now) => addRule(now, [first]));
    setOpen(rules.length);
  };
  return (
    <Part title={<Term name="blockingRule">{t('part.rules')}</Term>} help={t('rules.help')}>
      {rules.length === 0 && <EmptyState>{t('rules.none')}</EmptyState>}
      <Problems problems={problemsAt(problems, ['blockingRules'])} />
      <ol className={classes.rules} ref={list}>
        {rules.map((rule, index) => (
          <RuleRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place
            key={index}
            rule={rule}
            index={index}
            isOpen={open === index}
            onToggle={() => setOpen(open === index ? undefined : index)}
            onMove={(by, name) => move(index, by, name)}
            onRemove={(name) => {
              edit(t('undo.removeRule', { name }), (now) => removeRule(now, index));
              setOpen(undefined);
            }}
          />
        ))}
      </ol>
      <Button
        variant="default"
        className={classes.add}
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        disabled={isReadOnly || !first}
        onClick={add}
      >
        {t('rules.add')}
      </Button>
    </Part>
  );
}

interface RuleRowProps {
  readonly rule: BlockingRule;
  readonly index: number;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1, name: string) => void;
  readonly onRemove: (name: string) => void;
}

function RuleRow({ rule, index, isOpen, onToggle, onMove, onRemove }: RuleRowProps) {
  const { t } = useTranslation('match-model');
  const { number } = useFormat();
  const { entity, model, problems, isReadOnly } = useEditing();
  const name = useMatchWords(entity, model.blockingRules).rule(rule.name);
  const wrong = problemsUnder(problems, ['blockingRules', index]).length;
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className={isOpen ? classes.openRule : undefined}>
      <div className={classes.ruleHead}>
        <button
          type="button"
          className={classes.ruleName}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <Chevron size={16} aria-hidden="true" />
          <span className={classes.rank}>{number(index + 1)}</span>
          <span title={rule.name}>{name}</span>
          {wrong > 0 && (
            <span className={classes.wrong}>
              <IconAlertTriangle size={14} aria-hidden="true" />
              {t('problems.count', { count: wrong })}
            </span>
          )}
        </button>
        {rule.unordered && <Badge color="gray">{t('rules.unordered')}</Badge>}
        {rule.maxBlockSize !== undefined && (
          <Badge color="gray">{t('rules.upTo', { size: number(rule.maxBlockSize) })}</Badge>
        )}
        <ActionIcon
          data-move="up"
          aria-label={t('rules.up', { rule: name })}
          disabled={isReadOnly || index === 0}
          onClick={() => onMove(-1, name)}
        >
          <IconArrowUp size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          data-move="down"
          aria-label={t('rules.down', { rule: name })}
          disabled={isReadOnly || index === model.blockingRules.length - 1}
          onClick={() => onMove(1, name)}
        >
          <IconArrowDown size={16} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          aria-label={t('rules.remove', { rule: name })}
          disabled={isReadOnly}
          onClick={() => onRemove(name)}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      {isOpen && (
        <div id={id} className={classes.ruleBody}>
          <RuleEditor rule={rule} index={index} words={name} />
        </div>
      )}
    </li>
  );
}
