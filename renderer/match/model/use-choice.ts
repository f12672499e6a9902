import { useMutation } from '@tanstack/react-query';
import type { MatchModelView } from '../../../shared/contract/match-model.ts';
import { client } from '../../api/client.ts';
import { api, invalidate, queryClient } from '../../api/queries.ts';
import { pushUndo } from '../../app/undo.ts';

/** What a choice did: the version in force now, and whether there was anything to change. */
interface Chosen {
  readonly version: number;
  readonly saved: boolean;
}

interface ChoiceOptions<Input> {
  readonly entity: string;
  readonly choose: (input: Input) => Promise<Chosen>;
  /** What Ctrl Z says it took back. */
  readonly label: (input: Input) => string;
  readonly onDone: (chosen: Chosen, input: Input) => void;
}

const versionInForce = (entity: string): number | null =>
  queryClient.getQueryData<MatchModelView>(api.match.model.queryKey({ input: { entity } }))?.version ?? null;

/** Chooses a model as a new version; undo chooses what was in force before, as a version of its own. */
export const useChoice = <Input>({ entity, choose, label, onDone }: ChoiceOptions<Input>) =>
  useMutation({
    mutationFn: choose,
    onMutate: () => versionInForce(entity),
    onSuccess: (chosen, input, before) => {
      onDone(chosen, input);
      if (chosen.saved) pushUndo({ label: label(input), undo: () => goBack(entity, before) });
    },
  });

async function goBack(entity: string, version: number | null): Promise<void> {
  if (version === null) await client.match.resetModel({ entity });
  else await client.match.restoreModel({ entity, version });
  await invalidate();
}
