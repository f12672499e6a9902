import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bridge, FileKind } from './choose.ts';
import { usePathPicker } from './path-picker.tsx';
import classes from './ui.module.css';

interface FileDropProps {
  readonly native: Bridge | undefined;
  readonly kinds?: readonly FileKind[];
  readonly multiple?: boolean;
  /** One sentence: what may be dropped here. */
  readonly hint: string;
  readonly disabled?: boolean;
  /** The one thing to do on its page: large, its button in gold. */
  readonly isPrimary?: boolean;
  readonly onPaths: (paths: readonly string[]) => void;
}

/** Takes dropped or chosen files as paths. A browser tells no paths: there it says so and opens the dialog. */
export function FileDrop({
  native,
  kinds,
  multiple = true,
  hint,
  disabled,
  isPrimary,
  onPaths,
}: FileDropProps) {
  const { t } = useTranslation('ui');
  const picker = usePathPicker();
  const [pathless, setPathless] = useState(false);

  const choose = async () => {
    const paths = await picker.files({ multiple, kinds });
    if (paths.length > 0) onPaths(paths);
  };
  const drop = (files: readonly File[]) => {
    if (native) return onPaths(files.map((file) => native.pathOf(file)).filter(Boolean));
    setPathless(true);
    void choose();
  };
  return (
    <Dropzone
      className={isPrimary ? `${classes.drop} ${classes.dropLarge}` : classes.drop}
      onDrop={drop}
      multiple={multiple}
      disabled={disabled}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      tabIndex={-1}
      inputProps={{ 'aria-hidden': true, tabIndex: -1 }}
    >
      <div className={classes.dropInner}>
        <IconFileImport size={28} aria-hidden="true" />
        <Text>{hint}</Text>
        {pathless && <Text className={classes.blank}>{t('drop.pathless')}</Text>}
        <Button variant={isPrimary ? 'filled' : 'default'} onClick={choose} disabled={disabled}>
          {t('drop.choose', { count: multiple ? 2 : 1 })}
        </Button>
      </div>
    </Dropzone>
  );
}
