import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { toUserError, type UserErrorData } from '../api/errors.ts';
import { invalidate } from '../api/queries.ts';
import { notify, pushUndo } from '../app/undo.ts';

interface StagedActions {
  readonly apply: () => void;
  readonly discard: () => void;
  readonly isApplying: boolean;
  readonly isDiscarding: boolean;
  readonly error: UserErrorData | undefined;
}

/** Makes imports that wait count, or throws them away. An applied one can be taken back until matching has used it. */
export function useStaged(fileIds: readonly number[], onDone?: () => void): StagedActions {
  const { t } = useTranslation('sources');
  const input = { fileIds: [...fileIds] };
  const count = fileIds.length;
  const apply = useMutation({
    mutationFn: () => client.sources.apply(input),
    onSuccess: () => {
      pushUndo({
        label: t('staged.undo', { count }),
        undo: async () => {
          await client.sources.takeBack(input);
          await invalidate();
        },
      });
      notify(t('staged.applied', { count }));
      onDone?.();
    },
  });
  const discard = useMutation({
    mutationFn: () => client.sources.discard(input),
    onSuccess: () => {
      notify(t('staged.discarded', { count }), 'blue');
      onDone?.();
    },
  });
  const error = apply.error ?? discard.error;
  return {
    apply: () => apply.mutate(),
    discard: () => discard.mutate(),
    isApplying: apply.isPending,
    isDiscarding: discard.isPending,
    error: error ? toUserError(error) : undefined,
  };
}
