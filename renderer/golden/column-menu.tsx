import { Button, Checkbox, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { GridApi } from 'ag-grid-community';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoldenColumns, GoldenRow } from './columns.ts';
import classes from './golden.module.css';

interface ColumnMenuProps {
  readonly columns: GoldenColumns;
  readonly grid: () => GridApi<GoldenRow> | null;
}

/** Which columns the grid shows. */
export function ColumnMenu({ columns, grid }: ColumnMenuProps) {
  const { t, i18n } = useTranslation('golden');
  const language = i18n.language.startsWith('fr') ? 'fr' : 'en';
  const [opened, setOpened] = useState(false);
  // The grid keeps what is shown; a change makes this draw again.
  const [, redraw] = useState(0);
  const isShown = (name: string) => grid()?.getColumn(name)?.isVisible() ?? false;
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-start">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns3 size={16} aria-hidden="true" />}
          onClick={() => setOpened((open) => !open)}
        >
          {t('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('columns')}>
        <div className={classes.columnMenu}>
          {columns.map(({ name, label, empty }) => (
            <Checkbox
              key={name}
              label={empty ? t('columnEmpty', { name: label[language] }) : label[language]}
              checked={isShown(name)}
              onChange={(event) => {
                grid()?.setColumnsVisible([name], event.currentTarget.checked);
                redraw((count) => count + 1);
              }}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
