import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BlockingRule, MatchModel } from '../../../shared/model/match-model.ts';
import { client } from '../../api/client.ts';
import { api } from '../../api/queries.ts';
import { useReadOnly } from '../../app/session.ts';
import { notify, notifyError, useUndo } from '../../app/undo.ts';

const keysOf = ({ keys, unordered }: BlockingRule): string =>
  JSON.stringify([keys.map(({ attribute, transform }) => [attribute, transform]), unordered === true]);

/** The blocking rules of the model in force, to be added to and taken from; each change is a version of the model. */
export interface ModelRules {
  has(rule: BlockingRule): boolean;
  /** False: nothing can be changed (read-only, no model yet, or it would be the last one to go). */
  readonly canAdd: boolean;
  readonly canRemove: boolean;
  add(rule: BlockingRule, name: string): void;
  remove(rule: BlockingRule, name: string): void;
  readonly isSaving: boolean;
}

export function useModelRules(entity: string): ModelRules {
  const { t } = useTranslation('blocking');
  const readOnly = useReadOnly();
  const undo = useUndo();
  const inForce = useQuery(api.match.model.queryOptions({ input: { entity } }));
  const save = useMutation({
    mutationFn: (model: MatchModel) => client.match.saveModel({ entity, model, through: 'match.advise' }),
  });
  const model = inForce.data?.model ?? null;
  const isChosen = inForce.data?.origin === 'chosen';
  const change = async (before: MatchModel, rules: readonly BlockingRule[], label: string) => {
    try {
      await save.mutateAsync({ ...before, blockingRules: rules });
    } catch (error) {
      notifyError(error);
      return;
    }
    notify(label);
    undo.push({
      label,
      undo: async () => {
        if (isChosen) await save.mutateAsync(before);
        else await takeBack();
      },
    });
  };
  const reset = useMutation({ mutationFn: () => client.match.resetModel({ entity }) });
  const takeBack = () => reset.mutateAsync();
  const rules = model?.blockingRules ?? [];
  const isFree = !readOnly && model !== null && !save.isPending;
  return {
    has: (rule) => rules.some((one) => keysOf(one) === keysOf(rule)),
    canAdd: isFree,
    canRemove: isFree && rules.length > 1,
    add: (rule, name) => model && void change(model, [...rules, rule], t('added', { rule: name })),
    remove: (rule, name) =>
      model &&
      void change(
        model,
        rules.filter((one) => keysOf(one) !== keysOf(rule)),
        t('removed', { rule: name }),
      ),
    isSaving: save.isPending,
  };
}
