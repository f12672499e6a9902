import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

const isMac = /Mac/.test(navigator.platform);

/** Keys as they are printed: `mod+K` is Ctrl K, or ⌘ K on a Mac. */
export function Shortcut({ keys }: { readonly keys: string }) {
  const { t } = useTranslation('ui');
  const parts = keys.split('+').map((key) => {
    if (key === 'mod') return isMac ? '⌘' : t('keys.ctrl');
    return t(`keys.${key.toLowerCase()}`, { defaultValue: key });
  });
  return (
    <span className={classes.keys}>
      {parts.map((part) => (
        <Kbd key={part} size="xs">
          {part}
        </Kbd>
      ))}
    </span>
  );
}
