import { Modal, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Shortcut } from '../ui/shortcut.tsx';
import { type ShortcutLine, useShell } from './shell-state.tsx';

/** Keys that work everywhere, each with its key in the catalogue. */
export const GLOBAL_SHORTCUTS = [
  { keys: 'mod+K', name: 'palette' },
  { keys: 'mod+Z', name: 'undo' },
  { keys: 'mod+I', name: 'inspector' },
  { keys: 'mod+C', name: 'copy' },
  { keys: 'F1', name: 'pageHelp' },
  { keys: '?', name: 'help' },
] as const;

export function ShortcutsTable({ lines }: { readonly lines: readonly ShortcutLine[] }) {
  const { t } = useTranslation('app');
  return (
    <Table verticalSpacing={4}>
      <Table.Thead className="o-sr">
        <Table.Tr>
          <Table.Th>{t('shortcuts.action')}</Table.Th>
          <Table.Th>{t('shortcuts.keys')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map(({ keys, label }) => (
          <Table.Tr key={keys + label}>
            <Table.Td>{label}</Table.Td>
            <Table.Td ta="right">
              <Shortcut keys={keys} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function useGlobalShortcuts(): readonly ShortcutLine[] {
  const { t } = useTranslation('app');
  return GLOBAL_SHORTCUTS.map(({ keys, name }) => ({ keys, label: t(`shortcuts.${name}`) }));
}

/** The sheet `?` opens: the keys of the page, then those that work everywhere. */
export function ShortcutsSheet() {
  const { t } = useTranslation('app');
  const { helpOpened, setHelpOpened, pageShortcuts } = useShell();
  const everywhere = useGlobalShortcuts();
  return (
    <Modal
      opened={helpOpened}
      onClose={() => setHelpOpened(false)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {pageShortcuts.length > 0 && (
        <>
          <Title order={3}>{t('shortcuts.page')}</Title>
          <ShortcutsTable lines={pageShortcuts} />
        </>
      )}
      <Title order={3} mt={pageShortcuts.length > 0 ? 'md' : 0}>
        {t('shortcuts.everywhere')}
      </Title>
      <ShortcutsTable lines={everywhere} />
    </Modal>
  );
}
