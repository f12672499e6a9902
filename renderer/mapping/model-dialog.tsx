import { ActionIcon, Button, Checkbox, Group, Modal, Select, Table, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KINDS } from '../../shared/kinds/kinds.ts';
import type { Attribute, CanonicalModel, EntityType } from '../../shared/model/canonical.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { api, invalidate } from '../api/queries.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, pushUndo } from '../app/undo.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './mapping.module.css';
import { useLabel } from './targets.ts';

/** Entities and attributes of the canonical model. */
export function ModelDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['mapping', 'ui']);
  const model = useQuery(api.mapping.model.queryOptions());
  return (
    <Modal
      opened
      onClose={onClose}
      size={960}
      title={t('model.title')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {model.isPending && <LoadingState />}
      {model.isError && <ErrorState error={toUserError(model.error)} />}
      {model.data && <ModelEditor model={model.data} onClose={onClose} />}
    </Modal>
  );
}

interface ModelEditorProps {
  readonly model: CanonicalModel;
  readonly onClose: () => void;
}

function ModelEditor({ model, onClose }: ModelEditorProps) {
  const { t } = useTranslation(['mapping', 'ui']);
  const readOnly = useReadOnly();
  const [draft, setDraft] = useState(model);
  const [chosen, setChosen] = useState(model.entities[0]?.name ?? '');
  const entity = draft.entities.find(({ name }) => name === chosen);
  const save = useSaveModel(model, onClose);
  const replace = (next: EntityType) =>
    setDraft({ ...draft, entities: draft.entities.map((one) => (one.name === next.name ? next : one)) });
  const add = (next: EntityType) => {
    setDraft({ ...draft, entities: [...draft.entities, next] });
    setChosen(next.name);
  };
  return (
    <div className={classes.details}>
      <EntityChoice model={draft} chosen={chosen} onChoose={setChosen} onAdd={add} />
      {entity && (
        <EntityEditor
          key={entity.name}
          entity={entity}
          former={model.entities.find(({ name }) => name === entity.name)}
          codeLists={draft.codeLists.map(({ name }) => name)}
          onChange={replace}
        />
      )}
      {save.error && <ErrorState error={toUserError(save.error)} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button
          disabled={readOnly || draft === model}
          loading={save.isPending}
          onClick={() => save.mutate(draft)}
        >
          {t('model.save')}
        </Button>
      </Group>
    </div>
  );
}

function useSaveModel(former: CanonicalModel, onClose: () => void) {
  const { t } = useTranslation('mapping');
  return useMutation({
    mutationFn: (model: CanonicalModel) => client.mapping.saveModel({ model }),
    onSuccess: ({ version }) => {
      notify(t('model.saved', { version }));
      pushUndo({
        label: t('model.undo'),
        undo: async () => {
          await client.mapping.saveModel({ model: former });
          await invalidate();
        },
      });
      onClose();
    },
  });
}

/** A label as a name: “Date d’entrée” → date_d_entree. Kept apart from those taken by a number. */
function nameOf(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  const base = /^[a-z]/.test(plain) ? plain : `a_${plain}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(name)) return name;
  }
}

interface EntityChoiceProps {
  readonly model: CanonicalModel;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
  readonly onAdd: (entity: EntityType) => void;
}

function EntityChoice({ model, chosen, onChoose, onAdd }: EntityChoiceProps) {
  const { t } = useTranslation('mapping');
  const labelOf = useLabel();
  const [label, setLabel] = useState('');
  const add = () => {
    const name = nameOf(
      label,
      model.entities.map((one) => one.name),
    );
    onAdd({ name, role: 'custom', label: { fr: label.trim(), en: label.trim() }, attributes: [] });
    setLabel('');
  };
  return (
    <Group align="flex-end" gap="md">
      <Select
        label={t('entity')}
        allowDeselect={false}
        value={chosen}
        onChange={(name) => name && onChoose(name)}
        data={model.entities.map((one) => ({ value: one.name, label: labelOf(one.label, one.name) }))}
      />
      <TextInput
        label={t('model.newEntity')}
        value={label}
        maxLength={60}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={({ key }) => key === 'Enter' && label.trim() !== '' && add()}
      />
      <Button variant="default" disabled={label.trim() === ''} onClick={add}>
        {t('model.addEntity')}
      </Button>
    </Group>
  );
}

interface EntityEditorProps {
  readonly entity: EntityType;
  /** As it is saved; absent for one just added. */
  readonly former: EntityType | undefined;
  readonly codeLists: readonly string[];
  readonly onChange: (entity: EntityType) => void;
}

function EntityEditor({ entity, former, codeLists, onChange }: EntityEditorProps) {
  const { t } = useTranslation('mapping');
  const change = (name: string, part: Partial<Attribute>) =>
    onChange({
      ...entity,
      attributes: entity.attributes.map((one) => (one.name === name ? { ...one, ...part } : one)),
    });
  const add = () => {
    const label = t('model.newAttribute');
    const taken = entity.attributes.map(({ name }) => name);
    const fresh: Attribute = {
      name: nameOf(label, taken),
      kind: 'text',
      label: { fr: label, en: label },
      cardinality: 'one',
    };
    onChange({ ...entity, attributes: [...entity.attributes, fresh] });
  };
  return (
    <div className={classes.modelTable}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {(['name', 'labelFr', 'labelEn', 'kind', 'codeList', 'required', 'remove'] as const).map(
              (column) => (
                <Table.Th key={column}>
                  {column === 'remove' ? (
                    <span className="o-sr">{t('rules.actions')}</span>
                  ) : (
                    t(`model.${column}`)
                  )}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entity.attributes.map((attribute) => (
            <AttributeRow
              key={attribute.name}
              attribute={attribute}
              isNew={!former?.attributes.some(({ name }) => name === attribute.name)}
              codeLists={codeLists}
              onChange={(part) => change(attribute.name, part)}
              onRemove={() =>
                onChange({
                  ...entity,
                  attributes: entity.attributes.filter(({ name }) => name !== attribute.name),
                })
              }
            />
          ))}
        </Table.Tbody>
      </Table>
      <Button variant="default" mt="sm" leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={add}>
        {t('model.addAttribute')}
      </Button>
    </div>
  );
}

interface AttributeRowProps {
  readonly attribute: Attribute;
  /** Only what is not saved yet can be taken away: values of others may be there. */
  readonly isNew: boolean;
  readonly codeLists: readonly string[];
  readonly onChange: (part: Partial<Attribute>) => void;
  readonly onRemove: () => void;
}

function AttributeRow({ attribute, isNew, codeLists, onChange, onRemove }: AttributeRowProps) {
  const { t } = useTranslation('mapping');
  const labelOf = useLabel();
  const { name, label, kind } = attribute;
  const title = labelOf(label, name);
  return (
    <Table.Tr>
      <Table.Td>
        <code>{name}</code>
      </Table.Td>
      {(['fr', 'en'] as const).map((language) => (
        <Table.Td key={language}>
          <TextInput
            aria-label={t(`model.labelOf.${language}`, { attribute: name })}
            value={label[language]}
            onChange={(event) => onChange({ label: { ...label, [language]: event.currentTarget.value } })}
          />
        </Table.Td>
      ))}
      <Table.Td>
        <Select
          aria-label={t('model.kindOf', { attribute: title })}
          searchable
          allowDeselect={false}
          value={kind}
          onChange={(next) => onChange({ kind: KINDS.find((known) => known === next) ?? kind })}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('model.codeListOf', { attribute: title })}
          clearable
          clearButtonProps={{ 'aria-label': t('model.noCodeList', { attribute: title }) }}
          disabled={kind !== 'code'}
          value={attribute.codeList ?? null}
          onChange={(codeList) => onChange({ codeList: codeList ?? undefined })}
          data={[...codeLists]}
        />
      </Table.Td>
      <Table.Td>
        <Checkbox
          aria-label={t('model.requiredOf', { attribute: title })}
          checked={attribute.required ?? false}
          onChange={(event) => onChange({ required: event.currentTarget.checked || undefined })}
        />
      </Table.Td>
      <Table.Td>
        {isNew && (
          <ActionIcon aria-label={t('model.removeOf', { attribute: title })} onClick={onRemove}>
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
