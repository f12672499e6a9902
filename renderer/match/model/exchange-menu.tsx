import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { useReadOnly } from '../../app/session.ts';
import { usePathPicker } from '../../ui/path-picker.tsx';
import { SplinkExportDialog } from './splink-export.tsx';
import { SplinkImportDialog } from './splink-import.tsx';

interface ExchangeMenuProps {
  readonly entity: string;
  /** Is there one to be written? */
  readonly hasModel: boolean;
  /** What is exported is the model in force: changes that are not saved are not in it. */
  readonly isChanged: boolean;
  readonly onImport: (label: string, model: MatchModel) => void;
}

/** The model as settings of Splink: written to a file, or read from one. */
export function ExchangeMenu({ entity, hasModel, isChanged, onImport }: ExchangeMenuProps) {
  const { t } = useTranslation('match-model');
  const isReadOnly = useReadOnly();
  const picker = usePathPicker();
  const [isExporting, setExporting] = useState(false);
  const [imported, setImported] = useState<string>();
  const choose = async () => {
    const kinds = [{ name: t('splink.kind'), extensions: ['json'] }];
    const [path] = await picker.files({ title: t('splink.import'), kinds });
    if (path !== undefined) setImported(path);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
            {t('splink.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={!hasModel}
            leftSection={<IconFileExport size={16} aria-hidden="true" />}
            onClick={() => setExporting(true)}
          >
            {t('splink.export')}
          </Menu.Item>
          <Menu.Item
            disabled={isReadOnly}
            leftSection={<IconFileImport size={16} aria-hidden="true" />}
            onClick={() => void choose()}
          >
            {t('splink.import')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isExporting && (
        <SplinkExportDialog entity={entity} isChanged={isChanged} onClose={() => setExporting(false)} />
      )}
      {imported !== undefined && (
        <SplinkImportDialog
          entity={entity}
          path={imported}
          onClose={() => setImported(undefined)}
          onImport={(model) => {
            onImport(t('undo.import'), model);
            setImported(undefined);
          }}
        />
      )}
    </>
  );
}
