import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

interface Roving<Container extends HTMLElement> {
  readonly ref: RefObject<Container | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Letters typed within this time, in ms, make one word. */
const TYPING = 700;

/**
 * A list that is one stop of Tab: arrows, Home and End go through its items, letters go to the item that begins with
 * them. `selector` finds the items inside the container.
 */
export function useRoving<Container extends HTMLElement>(selector: string): Roving<Container> {
  const ref = useRef<Container>(null);
  const typed = useRef({ text: '', at: 0 });
  const items = () => [...(ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])];

  // After each render: exactly one item is reached by Tab, the one last gone to where it is still there.
  useEffect(() => {
    const all = items();
    const stop =
      all.find((one) => one === document.activeElement) ?? all.find(({ tabIndex }) => tabIndex === 0);
    for (const one of all) one.tabIndex = one === (stop ?? all[0]) ? 0 : -1;
  });

  const goTo = (next: HTMLElement) => {
    for (const one of items()) one.tabIndex = one === next ? 0 : -1;
    next.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    if (at < 0) return;
    const next = target(event.key, at, all) ?? (isLetter(event.key) ? named(event.key, at, all) : undefined);
    if (!next) return;
    event.preventDefault();
    goTo(next);
  };
  const named = (key: string, at: number, all: readonly HTMLElement[]) => {
    const now = Date.now();
    const before = now - typed.current.at < TYPING ? typed.current.text : '';
    typed.current = { text: before + key.toLowerCase(), at: now };
    // A first letter goes on to the next one; more of the word may stay where it is.
    const from = before === '' ? at + 1 : at;
    const inOrder = [...all.slice(from), ...all.slice(0, from)];
    return inOrder.find(({ textContent }) =>
      textContent?.trim().toLowerCase().startsWith(typed.current.text),
    );
  };
  return { ref, onKeyDown };
}

/** A space chooses the item. */
const isLetter = (key: string): boolean => key.length === 1 && key !== ' ';

function target(key: string, at: number, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === 'ArrowDown') return all[Math.min(all.length - 1, at + 1)];
  if (key === 'ArrowUp') return all[Math.max(0, at - 1)];
  if (key === 'Home') return all[0];
  if (key === 'End') return all.at(-1);
  return undefined;
}
