import { Alert, Button, Group } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchModelView } from '../../../shared/contract/match-model.ts';
import type { MatchModel } from '../../../shared/model/match-model.ts';
import { toUserError } from '../../api/errors.ts';
import { api } from '../../api/queries.ts';
import { useModelWords } from '../../app/model.ts';
import { useReadOnly } from '../../app/session.ts';
import { ErrorState, LoadingState } from '../../ui/states.tsx';
import { ComparisonPart } from './comparison-part.tsx';
import { ComparisonsPart } from './comparisons-part.tsx';
import { DecisionPart } from './decision-part.tsx';
import type { ModelDraft } from './draft.ts';
import { type ModelEditing, ModelEditingContext, type ModelProblem, type PartName } from './editing.ts';
import { EditorBar } from './editor-bar.tsx';
import { LookalikePart } from './lookalike-part.tsx';
import { LookalikesPart } from './lookalikes-part.tsx';
import classes from './model.module.css';
import { Outline } from './outline.tsx';
import { ProblemSummary } from './problems.tsx';
import { RulesPart } from './rules-part.tsx';
import { VersionsPart } from './versions-part.tsx';

interface ModelEditorProps {
  readonly view: MatchModelView;
  readonly draft: ModelDraft;
  readonly model: MatchModel;
}

/** Long enough that a number is written before it is judged, in ms. */
const PATIENCE = 250;

/** What is wrong with the model as it is edited, a moment after each change. */
function useCheck(view: MatchModelView, model: MatchModel, isChanged: boolean) {
  const [settled] = useDebouncedValue(model, PATIENCE);
  const input = { entity: view.entity, model: settled };
  const check = useQuery({
    ...api.match.checkModel.queryOptions({ input }),
    enabled: isChanged,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const problems: readonly ModelProblem[] = isChanged ? (check.data?.problems ?? []) : view.problems;
  return { problems, error: isChanged ? check.error : null };
}

/** The parts of the model on the left, the chosen one beside; what is done with the whole above. */
export function ModelEditor({ view, draft, model }: ModelEditorProps) {
  const { entity } = view;
  const isReadOnly = useReadOnly();
  const words = useModelWords();
  const catalogue = useQuery({ ...api.match.catalogue.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const { problems, error } = useCheck(view, model, draft.isChanged);
  const [part, setPart] = useState<PartName>('rules');
  const body = useRef<HTMLElement>(null);
  const { edit } = draft;
  const attributes = words.model?.entities.find(({ name }) => name === entity)?.attributes;
  const editing = useMemo<ModelEditing | undefined>(
    () =>
      catalogue.data &&
      attributes && {
        entity,
        model,
        attributes,
        comparators: catalogue.data.comparators,
        transforms: catalogue.data.transforms,
        lastRun: view.lastRun,
        problems,
        isReadOnly,
        edit,
      },
    [entity, model, attributes, catalogue.data, view.lastRun, problems, isReadOnly, edit],
  );
  if (catalogue.isError) {
    return <ErrorState error={toUserError(catalogue.error)} onRetry={() => void catalogue.refetch()} />;
  }
  if (!editing) return <LoadingState />;
  const go = (next: PartName) => {
    setPart(next);
    body.current?.scrollTo(0, 0);
  };
  return (
    <ModelEditingContext value={editing}>
      <div className={classes.editor}>
        <EditorBar view={view} draft={draft} model={model} wrong={problems.length} />
        {draft.isStale && <Stale draft={draft} />}
        {error && <ErrorState error={toUserError(error)} />}
        <ProblemSummary problems={problems} onGo={go} />
        <div className={classes.panes}>
          <Outline part={part} onGo={go} />
          <section className={classes.body} ref={body}>
            <Body part={part} model={model} draft={draft} onGo={go} />
          </section>
        </div>
      </div>
    </ModelEditingContext>
  );
}

interface BodyProps {
  readonly part: PartName;
  readonly model: MatchModel;
  readonly draft: ModelDraft;
  readonly onGo: (part: PartName) => void;
}

/** The chosen part; of a comparison or a class that went, the list it was in. */
function Body({ part, model, draft, onGo }: BodyProps) {
  const [name, place] = part.split('.');
  const index = Number(place);
  const comparison = name === 'comparison' && model.comparisons[index];
  if (comparison) return <ComparisonPart key={index} comparison={comparison} index={index} onGo={onGo} />;
  const lookalike = name === 'lookalike' && model.lookalikes[index];
  if (lookalike) return <LookalikePart key={index} lookalike={lookalike} index={index} onGo={onGo} />;
  if (name === 'comparisons' || name === 'comparison') return <ComparisonsPart onGo={onGo} />;
  if (name === 'lookalikes' || name === 'lookalike') return <LookalikesPart onGo={onGo} />;
  if (name === 'decision') return <DecisionPart />;
  if (name === 'versions') return <VersionsPart onRestored={draft.discard} />;
  return <RulesPart />;
}

/** Somebody chose another model since the draft was begun: saving would hide that choice. */
function Stale({ draft }: { readonly draft: ModelDraft }) {
  const { t } = useTranslation('match-model');
  return (
    <Alert color="orange" title={t('stale.title')}>
      <p className={classes.help}>{t('stale.text')}</p>
      <Group gap="sm">
        <Button variant="default" onClick={draft.discard}>
          {t('stale.discard')}
        </Button>
        <Button variant="default" onClick={draft.keep}>
          {t('stale.keep')}
        </Button>
      </Group>
    </Alert>
  );
}
