import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What cannot be undone, and what stays safe. */
  readonly children: ReactNode;
  /** The verb of the action itself, never “OK”. */
  readonly confirm: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Only for what cannot be undone; anything else acts at once and offers to be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text component="div">{props.children}</Text>
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={props.onConfirm} loading={props.busy}>
          {props.confirm}
        </Button>
      </Group>
    </Modal>
  );
}
