import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isWriting } from '../app/keys.ts';
import { usePageShortcuts } from '../app/shell-state.tsx';

export interface LabelKeys {
  readonly same: () => void;
  readonly different: () => void;
  readonly unsure: () => void;
  readonly undo: () => void;
  readonly raw: () => void;
}

const KEYS: Readonly<Record<string, keyof LabelKeys>> = {
  s: 'same',
  d: 'different',
  u: 'unsure',
  z: 'undo',
  r: 'raw',
};

/** Widgets in which letters mean something else. */
const OTHERS = '[role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"], [role="combobox"]';

/** The keys of the labelling desk, on the page and on the sheet of shortcuts. */
export function useLabelKeys(keys: LabelKeys): void {
  const { t } = useTranslation('accuracy');
  const latest = useRef(keys);
  latest.current = keys;
  usePageShortcuts([
    { keys: 'S', label: t('answer.same') },
    { keys: 'D', label: t('answer.different') },
    { keys: 'U', label: t('answer.unsure') },
    { keys: 'Z', label: t('undo') },
    { keys: 'R', label: t('raw') },
  ]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (isWriting(event.target) || document.querySelector('[role="dialog"]')) return;
      if (event.target instanceof Element && event.target.closest(OTHERS)) return;
      const name = KEYS[event.key.toLowerCase()];
      if (name === undefined) return;
      // A key held down must not answer for pair after pair.
      if (!event.repeat) latest.current[name]();
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
