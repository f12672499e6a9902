import { MultiSelect, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Guards, MatchModel, Thresholds } from '../../../shared/model/match-model.ts';
import { useModelWords } from '../../app/model.ts';
import { useFormat } from '../../ui/format.ts';
import { Term } from '../../ui/term.tsx';
import { type Path, problemsAt, problemsUnder, useEditing } from './editing.ts';
import { changeModel } from './edits.ts';
import { NumberField, OptionalNumberField, ORDER } from './fields.tsx';
import classes from './model.module.css';
import { Part } from './part.tsx';
import { Problems, useFieldError } from './problems.tsx';

/** What is decided about the weights: training, prior, thresholds, guards. */
export function DecisionPart() {
  const { t } = useTranslation('match-model');
  const { problems } = useEditing();
  return (
    <Part title={t('part.decision')}>
      <Problems problems={problemsUnder(problems, ['entity'])} />
      <Training />
      <ThresholdFields />
      <GuardFields />
    </Part>
  );
}

/** Changes a part of the model under a label; `place` as in the model. */
function useChange(): (label: string, part: Partial<MatchModel>, place?: Path) => void {
  const { edit } = useEditing();
  return (label, part, place) => edit(label, (now) => changeModel(now, part), place?.join('.'));
}

function Training() {
  const { t } = useTranslation('match-model');
  const { probability, number } = useFormat();
  const { model, lastRun, problems, isReadOnly, edit } = useEditing();
  const errorOf = useFieldError();
  const change = useChange();
  const { prior } = model;
  const trained = lastRun?.model.prior;
  return (
    <fieldset className={classes.group}>
      <legend>{t('decision.training')}</legend>
      <Switch
        label={t('decision.train')}
        description={t('decision.trainHelp')}
        checked={model.train}
        disabled={isReadOnly}
        onChange={(event) => change(t('undo.train'), { train: event.currentTarget.checked })}
      />
      <div className={classes.fields}>
        <OptionalNumberField
          className={classes.wideField}
          label={t('decision.prior')}
          description={
            prior !== undefined && prior > 0 && prior < 1
              ? t('decision.priorIs', { pairs: number(Math.round(1 / prior)) })
              : t('decision.priorHelp')
          }
          placeholder={t('decision.estimated')}
          value={prior}
          error={errorOf(problemsAt(problems, ['prior']))}
          onChange={(next) => edit(t('undo.prior'), (now) => changeModel(now, { prior: next }), 'prior')}
        />
        {trained !== undefined && (
          <p className={classes.aside}>{t('decision.priorTrained', { prior: probability(trained) })}</p>
        )}
      </div>
    </fieldset>
  );
}

function ThresholdFields() {
  const { t } = useTranslation(['match-model', 'match']);
  const { model, problems } = useEditing();
  const change = useChange();
  const errorOf = useFieldError();
  const { thresholds } = model;
  const set = (part: Partial<Thresholds>, key: keyof Thresholds) =>
    change(t('undo.thresholds'), { thresholds: { ...thresholds, ...part } }, ['thresholds', key]);
  return (
    <fieldset className={classes.group}>
      <legend>
        <Term name="threshold">{t('decision.thresholds')}</Term>
      </legend>
      <div className={classes.fields}>
        <NumberField
          label={t('match:reviewFrom')}
          suffix={t('decision.bits')}
          value={thresholds.review}
          error={errorOf(problemsUnder(problems, ['thresholds']))}
          onChange={(review) => set({ review }, 'review')}
        />
        <NumberField
          label={t('match:autoMerge')}
          suffix={t('decision.bits')}
          value={thresholds.autoMerge}
          onChange={(autoMerge) => set({ autoMerge }, 'autoMerge')}
        />
      </div>
    </fieldset>
  );
}

function GuardFields() {
  const { t } = useTranslation('match-model');
  const { entity, model, attributes, problems, isReadOnly } = useEditing();
  const words = useModelWords();
  const change = useChange();
  const errorOf = useFieldError();
  const { guards } = model;
  const set = (part: Partial<Guards>, key?: keyof Guards) =>
    change(t('undo.guards'), { guards: { ...guards, ...part } }, key && ['guards', key]);
  const names = new Set([...attributes.map(({ name }) => name), ...guards.identifiers]);
  return (
    <fieldset className={classes.group}>
      <legend>
        <Term name="guard">{t('decision.guards')}</Term>
      </legend>
      <div className={classes.fields}>
        <MultiSelect
          className={classes.wideField}
          label={t('decision.identifiers')}
          description={t('decision.identifiersHelp')}
          inputWrapperOrder={ORDER}
          searchable
          disabled={isReadOnly}
          comboboxProps={{ keepMounted: false }}
          data={[...names].map((value) => ({ value, label: words.attribute(entity, value) }))}
          value={[...guards.identifiers]}
          error={errorOf(problemsUnder(problems, ['guards', 'identifiers']))}
          onChange={(identifiers) => set({ identifiers })}
        />
        <NumberField
          isWhole
          label={t('decision.sharedContactLimit')}
          description={t('decision.sharedContactHelp')}
          value={guards.sharedContactLimit}
          error={errorOf(problemsAt(problems, ['guards', 'sharedContactLimit']))}
          onChange={(sharedContactLimit) => set({ sharedContactLimit }, 'sharedContactLimit')}
        />
        <NumberField
          isWhole
          label={t('decision.maxClusterSize')}
          description={t('decision.maxClusterHelp')}
          value={guards.maxClusterSize}
          error={errorOf(problemsAt(problems, ['guards', 'maxClusterSize']))}
          onChange={(maxClusterSize) => set({ maxClusterSize }, 'maxClusterSize')}
        />
      </div>
    </fieldset>
  );
}
