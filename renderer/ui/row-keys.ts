import type { KeyboardEvent } from 'react';

const CONTROLS =
  'button:not(:disabled), input:not([type="hidden"], :disabled), select:not(:disabled), a[href]';

/** In the body of a table of controls, Ctrl with an arrow goes to the same control of the row below or above. */
export function goToNextRow(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.ctrlKey || event.metaKey) || !(event.target instanceof HTMLElement)) return;
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const way = event.key === 'ArrowDown' || event.key === 'ArrowUp' ? step[event.key] : undefined;
  const cell = event.target.closest('td');
  const row = way && cell?.parentElement?.[way];
  if (!cell || !row) return;
  const place = controlsOf(cell).indexOf(event.target);
  const same = controlsOf(row.children[cell.cellIndex]);
  const next = same[place] ?? same[0] ?? controlsOf(row)[0];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

const controlsOf = (element: Element | undefined): readonly HTMLElement[] => [
  ...(element?.querySelectorAll<HTMLElement>(CONTROLS) ?? []),
];
