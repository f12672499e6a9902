import { Popover } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TermName } from './terms.ts';
import classes from './ui.module.css';

interface TermProps {
  readonly name: TermName;
  /** The word as it stands in its place; left out, the term's own name. */
  readonly children?: ReactNode;
}

/**
 * A word of the field, underlined with dots: a click, Enter or Space opens what it means, Escape closes it. Not inside
 * a `<label>`, where the press would belong to the field.
 */
export function Term({ name, children }: TermProps) {
  const { t } = useTranslation('help');
  const [opened, setOpened] = useState(false);
  const meaning = t(`term.${name}.text`);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !opened) return;
    event.stopPropagation();
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} withArrow>
      <Popover.Target>
        <button
          type="button"
          className={classes.term}
          aria-description={meaning}
          // Escape closes only the bubble: Mantine's dialogs leave such a key alone.
          data-mantine-stop-propagation={opened}
          onClick={(event) => {
            // In a row or a heading that does something of its own when pressed.
            event.stopPropagation();
            setOpened((was) => !was);
          }}
          onKeyDownCapture={closeOnEscape}
          onBlur={() => setOpened(false)}
        >
          {children ?? t(`term.${name}.name`)}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.meaning} onMouseDown={(event) => event.preventDefault()}>
        <strong>{t(`term.${name}.name`)}</strong>
        <span>{meaning}</span>
      </Popover.Dropdown>
    </Popover>
  );
}
