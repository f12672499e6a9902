import { Alert, Button, Loader, Select } from '@mantine/core';
import { IconArrowRight, IconSparkles } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { CanonicalModel, EntityType } from '../../shared/model/canonical.ts';
import type { MappingRule, SourceMapping } from '../../shared/model/mapping.ts';
import type { ColumnProfile } from '../../shared/model/source.ts';
import { client } from '../api/client.ts';
import { toUserError } from '../api/errors.ts';
import { invalidate } from '../api/queries.ts';
import { useInspector } from '../app/inspector.tsx';
import { usePageKeys } from '../app/keys.ts';
import { useReadOnly } from '../app/session.ts';
import { notify, pushUndo } from '../app/undo.ts';
import { useFormat } from '../ui/format.ts';
import { Shortcut } from '../ui/shortcut.tsx';
import { ErrorState } from '../ui/states.tsx';
import { ColumnsPane } from './columns-pane.tsx';
import {
  addRule,
  type Chosen,
  changeRule,
  type Draft,
  type Field,
  removeRule,
  type Suggested,
  suggestionIndex,
  toDraft,
  toMapping,
} from './draft.ts';
import { keptDraft, useDraftKey, useKeepDraft } from './kept-draft.ts';
import classes from './mapping.module.css';
import { MappingPreview } from './mapping-preview.tsx';
import { RuleDetails } from './rule-details.tsx';
import { RuleList } from './rule-list.tsx';
import { entityOf, useLabel } from './targets.ts';

interface Suggestion {
  readonly mapping: SourceMapping;
  readonly suggestions: readonly Suggested[];
  readonly entityConfidence: number;
  readonly newEntity: EntityType | null;
}

interface MappingEditorProps {
  /** Where its bar goes, beside the choice of the source. */
  readonly bar: HTMLElement | null;
  readonly name: string;
  readonly model: CanonicalModel;
  readonly columns: readonly string[];
  readonly profiles: readonly ColumnProfile[];
  readonly saved: { readonly version: number; readonly mapping: SourceMapping } | null;
  readonly suggestion: Suggestion | undefined;
  readonly isSuggesting: boolean;
  /** The preview stands, or failed: what is less pressing may begin. */
  readonly onPreviewed: () => void;
  readonly onSuggest: () => Promise<Suggestion | undefined>;
}

/** Columns on the left, rules in the middle, what they make of real rows below; the chosen rule in the inspector. */
export function MappingEditor(props: MappingEditorProps) {
  const { name, model, columns, profiles, saved, suggestion } = props;
  const { t } = useTranslation('mapping');
  const inspector = useInspector();
  const start = () =>
    toDraft(saved?.mapping ?? suggestion?.mapping ?? { entity: model.entities[0]?.name ?? '', rules: [] });
  const draftKey = useDraftKey(name);
  const version = saved?.version ?? 0;
  const [draft, setDraft] = useState<Draft>(() => keptDraft(draftKey, version) ?? start());
  const [chosen, setChosen] = useState<Chosen>();
  const mapping = useMemo(() => toMapping(draft), [draft]);
  const [begun] = useState(() => JSON.stringify(toMapping(start())));
  useKeepDraft(draftKey, version, draft, JSON.stringify(mapping) !== begun);
  const entity = entityOf(model, draft.entity);
  const chosenRule = draft.rules.find(({ id }) => id === chosen?.id)?.rule;
  const suggestions = suggestion?.suggestions;
  const suggestionFor = useMemo(() => suggestions && suggestionIndex(suggestions), [suggestions]);

  const choose = (id: number, field?: Field) => {
    setChosen({ id, field });
    inspector.open();
  };
  const leave = (id: number) => setChosen((now) => (now?.id === id ? { id } : now));
  const change = useCallback(
    (id: number, part: Partial<MappingRule>) => setDraft((before) => changeRule(before, id, part)),
    [],
  );
  const add = (from: readonly string[]) => {
    setDraft((before) => addRule(before, { to: '', from }));
    choose(draft.nextId, from.length === 0 ? 'from' : 'to');
  };
  const suggest = async () => {
    const next = await props.onSuggest();
    if (next) setDraft(toDraft(next.mapping));
  };
  return (
    <div className={classes.editor}>
      <EditorBar
        {...props}
        draft={draft}
        mapping={mapping}
        onDraft={setDraft}
        onReset={() => setDraft(start())}
        onSuggest={suggest}
      />
      {!entity && <MissingEntity newEntity={suggestion?.newEntity ?? null} draft={draft} model={model} />}
      <div className={classes.panes}>
        <ColumnsPane
          columns={columns}
          profiles={profiles}
          mapping={mapping}
          onAdd={(column) => add([column])}
        />
        <section className={classes.rules} aria-label={t('rules.title')}>
          <RuleList
            draft={draft}
            entity={entity}
            columns={columns}
            suggestionFor={suggestionFor}
            chosen={chosen}
            onChoose={choose}
            onLeave={leave}
            onChange={change}
            onRemove={(id) => setDraft((before) => removeRule(before, id))}
            onAdd={() => add([])}
          />
        </section>
      </div>
      {entity && (
        <MappingPreview
          name={name}
          mapping={mapping}
          entity={entity}
          chosen={chosenRule?.to}
          onSettled={props.onPreviewed}
        />
      )}
      {chosen && chosenRule && (
        <RuleDetails
          key={chosen.id}
          source={name}
          model={model}
          entity={entity}
          rule={chosenRule}
          suggested={suggestionFor?.(chosenRule)}
          onChange={(part) => change(chosen.id, part)}
        />
      )}
    </div>
  );
}

interface EditorBarProps extends Omit<MappingEditorProps, 'onSuggest' | 'onPreviewed'> {
  readonly draft: Draft;
  readonly mapping: SourceMapping;
  readonly onDraft: (draft: Draft) => void;
  readonly onReset: () => void;
  readonly onSuggest: () => Promise<void>;
}

/** Entity, state, suggest again, save. */
function EditorBar(props: EditorBarProps) {
  const { name, model, saved, suggestion, draft, mapping, onDraft } = props;
  const { t } = useTranslation('mapping');
  const { percent } = useFormat();
  const labelOf = useLabel();
  const readOnly = useReadOnly();
  const save = useSave(name, saved?.mapping);
  const isSame = saved !== null && JSON.stringify(saved.mapping) === JSON.stringify(mapping);
  const isProposed = suggestion?.mapping.entity === draft.entity;
  const cannotSave = readOnly || isSame || !entityOf(model, draft.entity);
  usePageKeys([
    { key: 's', label: t('save'), run: () => save.mutate(mapping), isOff: cannotSave || save.isPending },
  ]);
  const bar = (
    <>
      <IconArrowRight size={16} aria-hidden="true" className={classes.muted} />
      <Select
        aria-label={t('entity')}
        searchable
        allowDeselect={false}
        value={draft.entity}
        onChange={(entity) => entity && onDraft({ ...draft, entity })}
        data={[
          ...model.entities.map((entity) => ({
            value: entity.name,
            label: labelOf(entity.label, entity.name),
          })),
          ...(entityOf(model, draft.entity) ? [] : [{ value: draft.entity, label: draft.entity }]),
        ]}
      />
      {isProposed && (
        <span className={classes.muted}>
          {t('entitySure', { confidence: percent(suggestion.entityConfidence) })}
        </span>
      )}
      <span className={classes.muted}>
        {saved ? t(isSame ? 'version' : 'versionChanged', { version: saved.version }) : t('unsaved')}
      </span>
      <div className={classes.barEnd}>
        {saved && !isSame && (
          <Button variant="subtle" color="gray" onClick={props.onReset}>
            {t('reset')}
          </Button>
        )}
        <Button
          variant="default"
          // Its name stays: what is going on is said by it.
          leftSection={
            props.isSuggesting ? (
              <Loader size={14} color="gray" aria-hidden="true" />
            ) : (
              <IconSparkles size={16} aria-hidden="true" />
            )
          }
          disabled={props.isSuggesting}
          onClick={() => void props.onSuggest()}
        >
          {t('suggest')}
        </Button>
        <Button
          disabled={cannotSave}
          loading={save.isPending}
          aria-keyshortcuts="Control+S"
          rightSection={<Shortcut keys="mod+S" isToldElsewhere />}
          onClick={() => save.mutate(mapping)}
        >
          {t('save')}
        </Button>
      </div>
    </>
  );
  return (
    <>
      {props.bar && createPortal(bar, props.bar)}
      {save.error && <ErrorState error={toUserError(save.error)} />}
    </>
  );
}

/** Saves a new version; undo saves the former one again, as a version of its own. */
function useSave(name: string, former: SourceMapping | undefined) {
  const { t } = useTranslation('mapping');
  return useMutation({
    mutationFn: (mapping: SourceMapping) => client.mapping.save({ name, mapping }),
    onSuccess: ({ version }) => {
      notify(t('saved', { version }));
      if (!former) return;
      pushUndo({
        label: t('undo', { source: name }),
        undo: async () => {
          await client.mapping.save({ name, mapping: former });
          await invalidate();
        },
      });
    },
  });
}

interface MissingEntityProps {
  readonly newEntity: EntityType | null;
  readonly draft: Draft;
  readonly model: CanonicalModel;
}

/** The mapping goes to an entity the model does not have; where one was proposed, it can be added here. */
function MissingEntity({ newEntity, draft, model }: MissingEntityProps) {
  const { t } = useTranslation('mapping');
  const readOnly = useReadOnly();
  const add = useMutation({
    mutationFn: (entity: EntityType) =>
      client.mapping.saveModel({ model: { ...model, entities: [...model.entities, entity] } }),
  });
  const proposed = newEntity?.name === draft.entity ? newEntity : null;
  return (
    <Alert color="orange" title={t('noEntity.title', { entity: draft.entity })}>
      <p className={classes.sentence}>{t(proposed ? 'noEntity.proposed' : 'noEntity.choose')}</p>
      {proposed && (
        <Button
          variant="default"
          disabled={readOnly}
          loading={add.isPending}
          onClick={() => add.mutate(proposed)}
        >
          {t('noEntity.add', { entity: proposed.name, count: proposed.attributes.length })}
        </Button>
      )}
      {add.error && <ErrorState error={toUserError(add.error)} />}
    </Alert>
  );
}
