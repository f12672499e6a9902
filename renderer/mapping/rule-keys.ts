import type { FocusEvent, KeyboardEvent, MouseEvent, RefObject } from 'react';
import { useRoving } from '../ui/roving.ts';
import type { Field } from './draft.ts';

const ROW = 'tr[data-rule]';

export interface RuleActions {
  /** With a field: it is written from now on. */
  readonly onChoose: (id: number, field?: Field) => void;
  /** It is no longer written, and stays chosen. */
  readonly onLeave: (id: number) => void;
  readonly onRemove: (id: number) => void;
}

interface RuleEvents {
  readonly ref: RefObject<HTMLTableSectionElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * What the rows of the rules hear, at their table: one stop of Tab, arrows from rule to rule; Enter, F2 or a click on a
 * cell writes in it, Escape or going elsewhere ends that.
 */
export function useRuleEvents({ onChoose, onLeave, onRemove }: RuleActions): RuleEvents {
  const roving = useRoving<HTMLTableSectionElement>(ROW);

  const edit = (row: HTMLElement, field: Field | undefined) =>
    onChoose(idOf(row), field ?? (row.dataset.lacks === 'from' ? 'from' : 'to'));

  const remove = (row: HTMLElement) => {
    // Whoever is in the row goes on at the one that takes its place.
    if (row.contains(document.activeElement)) (beside(row, 1) ?? beside(row, -1))?.focus();
    onRemove(idOf(row));
  };

  return {
    ref: roving.ref,
    onFocus: ({ target }) => {
      if (target instanceof HTMLElement && target.matches(ROW)) onChoose(idOf(target));
    },
    onBlur: ({ target, relatedTarget }) => {
      const row = rowOf(target);
      // The list that a field opens stands elsewhere in the document.
      if (!row || !(relatedTarget instanceof Element) || relatedTarget.closest('[data-portal]')) return;
      if (!row.contains(relatedTarget)) onLeave(idOf(row));
    },
    onMouseDown: (event) => {
      const row = rowOf(event.target);
      if (!row || event.button !== 0 || isWritten(row)) return;
      const field = fieldOf(event.target);
      // Not at the click: the inspector may open meanwhile and move what is under the pointer.
      if (field) edit(row, field);
      // To remove a rule is not to choose it.
      if (field || isRemove(event.target)) event.preventDefault();
    },
    onClick: ({ target }) => {
      const row = rowOf(target);
      if (row && isRemove(target)) remove(row);
    },
    onKeyDown: (event) => {
      const row = rowOf(event.target);
      if (!row) return;
      const isOnRow = event.target === row;
      if (isOnRow && (event.key === 'Enter' || event.key === 'F2')) edit(row, undefined);
      else if (!isOnRow && event.key === 'Escape') row.focus();
      else if (!isOnRow && (event.ctrlKey || event.metaKey) && STEPS[event.key] !== undefined) {
        const next = beside(row, STEPS[event.key]!);
        if (next) edit(next, fieldOf(event.target));
      } else return roving.onKeyDown(event);
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

const STEPS: Readonly<Record<string, 1 | -1 | undefined>> = { ArrowDown: 1, ArrowUp: -1 };

const within = (target: EventTarget | null, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;

const rowOf = (target: EventTarget | null) => within(target, ROW);
const isRemove = (target: EventTarget | null) => within(target, '[data-remove]') !== null;
const idOf = (row: HTMLElement) => Number(row.dataset.rule);
const isWritten = (row: HTMLElement) => row.querySelector('input') !== null;

const fieldOf = (target: EventTarget | null): Field | undefined => {
  const name = within(target, '[data-field]')?.dataset.field;
  return name === 'from' || name === 'to' ? name : undefined;
};

function beside(row: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  return rows[rows.indexOf(row) + step];
}
