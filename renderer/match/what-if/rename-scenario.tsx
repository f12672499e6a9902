import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_NAME, type Scenario } from '../../../shared/contract/what-if.ts';
import { toUserError } from '../../api/errors.ts';
import { useRename } from './use-scenarios.ts';

interface RenameProps {
  readonly scenario: Scenario;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function RenameScenario({ scenario, opened, onClose }: RenameProps) {
  const { t } = useTranslation(['what-if', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('what-if:rename')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Form scenario={scenario} onClose={onClose} />
    </Modal>
  );
}

function Form({ scenario, onClose }: Omit<RenameProps, 'opened'>) {
  const { t } = useTranslation(['what-if', 'ui']);
  const [name, setName] = useState(scenario.name);
  const rename = useRename();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate({ scenario: scenario.uid, name: name.trim() }, { onSuccess: onClose });
      }}
    >
      <TextInput
        label={t('what-if:name')}
        value={name}
        maxLength={MOST_NAME}
        error={rename.error ? toUserError(rename.error).message : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" disabled={name.trim() === ''} loading={rename.isPending}>
          {t('what-if:rename')}
        </Button>
      </Group>
    </form>
  );
}
