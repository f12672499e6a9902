import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Scenario, ScenarioRequest } from '../../../shared/contract/what-if.ts';
import { client } from '../../api/client.ts';
import { api, invalidate } from '../../api/queries.ts';
import { useJob } from '../../api/use-job.ts';
import { notify, useUndo } from '../../app/undo.ts';
import { comparisonPath } from './sides.ts';

/** A new scenario, or one to be computed again. */
export type Asked =
  | { readonly name: string; readonly request: ScenarioRequest }
  | { readonly again: Pick<Scenario, 'uid' | 'name'> };

/** Computes scenarios of an entity; the one computed is then compared with the golden records. */
export function useCompute(entity: string) {
  const { t } = useTranslation('what-if');
  const [, navigate] = useLocation();
  return useJob<Asked>({
    start: (asked) =>
      'again' in asked
        ? client.whatIf.again({ scenario: asked.again.uid })
        : client.whatIf.start({ entity, ...asked }),
    label: t('computing'),
    onDone: (result, asked) => {
      if ('again' in asked) return;
      const { uid } = result as { uid: string };
      navigate(comparisonPath(entity, { right: uid }), { replace: true });
    },
  });
}

export type Compute = ReturnType<typeof useCompute>;

/** Chooses the model of a scenario at once; Ctrl Z goes back to what was in force. */
export function useAdopt() {
  const { t } = useTranslation('what-if');
  const undo = useUndo();
  return useMutation({
    mutationFn: async ({ uid, entity, name }: Scenario) => {
      const before = (await client.match.modelVersions({ entity })).find(({ current }) => current);
      const { saved } = await client.whatIf.adopt({ scenario: uid });
      if (!saved) {
        notify(t('adoptedBefore'), 'gray');
        return;
      }
      undo.push({ label: t('adoption', { name }), undo: () => goBack(entity, before?.version) });
      notify(t('adopted', { name }));
    },
  });
}

/** To the version that was in force, or to none. */
async function goBack(entity: string, version: number | undefined): Promise<void> {
  if (version === undefined) await client.match.resetModel({ entity });
  else await client.match.restoreModel({ entity, version });
  await invalidate();
}

export const useRename = () =>
  useMutation({
    mutationFn: (input: { scenario: string; name: string }) => client.whatIf.rename(input),
    meta: { invalidates: [api.whatIf.list.key()] },
  });

export const useRemove = () =>
  useMutation({
    mutationFn: (scenario: string) => client.whatIf.remove({ scenario }),
    meta: { invalidates: [api.whatIf.list.key()] },
  });
