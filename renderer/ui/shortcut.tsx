import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

const isMac = /Mac/.test(navigator.platform);

interface ShortcutProps {
  readonly keys: string;
  /** By `aria-keyshortcuts` of the control it stands on: then it is no part of its name. */
  readonly isToldElsewhere?: boolean;
}

/** Keys as they are printed: `mod+K` is Ctrl K, or ⌘ K on a Mac. */
export function Shortcut({ keys, isToldElsewhere }: ShortcutProps) {
  const { t } = useTranslation('ui');
  const parts = keys.split('+').map((key) => {
    if (key === 'mod') return isMac ? '⌘' : t('keys.ctrl');
    return t(`keys.${key.toLowerCase()}`, { defaultValue: key });
  });
  return (
    <span className={classes.keys} aria-hidden={isToldElsewhere}>
      {parts.map((part) => (
        <Kbd key={part} size="xs">
          {part}
        </Kbd>
      ))}
    </span>
  );
}
