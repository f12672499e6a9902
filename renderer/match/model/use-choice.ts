import { useMutation } from '@tanstack/react-query';
import { client } from '../../api/client.ts';
import { invalidate } from '../../api/queries.ts';
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

/** Chooses a model as a new version; undo chooses what was in force before, as a version of its own. */
export const useChoice = <Input>({ entity, choose, label, onDone }: ChoiceOptions<Input>) =>
  useMutation({
    mutationFn: async (input: Input) => {
      // Asked anew: what is shown may be a moment behind.
      const { version: before } = await client.match.model({ entity });
      const chosen = await choose(input);
      // At once: whoever is quick need not wait until everything is shown anew.
      if (chosen.saved) pushUndo({ label: label(input), undo: () => goBack(entity, before) });
      return chosen;
    },
    onSuccess: onDone,
  });

async function goBack(entity: string, version: number | null): Promise<void> {
  if (version === null) await client.match.resetModel({ entity });
  else await client.match.restoreModel({ entity, version });
  await invalidate();
}
