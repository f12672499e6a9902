import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isWriting } from '../app/keys.ts';
import { usePageShortcuts } from '../app/shell-state.tsx';

export interface ReviewKeys {
  readonly merge: () => void;
  readonly keepApart: () => void;
  readonly later: () => void;
  readonly revert: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly why: () => void;
  readonly raw: () => void;
  readonly cluster: () => void;
}

const KEYS: Readonly<Record<string, keyof ReviewKeys>> = {
  m: 'merge',
  k: 'keepApart',
  l: 'later',
  u: 'revert',
  j: 'next',
  arrowdown: 'next',
  arrowup: 'previous',
  w: 'why',
  r: 'raw',
  g: 'cluster',
};

/** Widgets in which letters and arrows mean something else. */
const OTHERS =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"], [role="separator"], [role="combobox"]';

/** The keys of the review, on the page and on the sheet of shortcuts. */
export function useReviewKeys(keys: ReviewKeys): void {
  const { t } = useTranslation('review');
  const latest = useRef(keys);
  latest.current = keys;
  usePageShortcuts([
    { keys: 'M', label: t('merge') },
    { keys: 'K', label: t('keepApart') },
    { keys: 'L', label: t('later') },
    { keys: 'U', label: t('revert') },
    { keys: 'J', label: t('next') },
    { keys: 'ArrowDown', label: t('next') },
    { keys: 'ArrowUp', label: t('previous') },
    { keys: 'W', label: t('why') },
    { keys: 'R', label: t('rawToggle') },
    { keys: 'G', label: t('group.open') },
  ]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (isWriting(event.target) || document.querySelector('[role="dialog"]')) return;
      if (event.target instanceof Element && event.target.closest(OTHERS)) return;
      const name = KEYS[event.key.toLowerCase()];
      if (name === undefined) return;
      // A key held down must not decide pair after pair.
      if (!event.repeat || name === 'next' || name === 'previous') latest.current[name]();
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
