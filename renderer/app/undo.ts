import i18next from 'i18next';
import { notify, notifyError } from './notify.ts';

export interface Reversible {
  /** What was done, in the reader's words: “Merge of Martin / Martin”. */
  readonly label: string;
  readonly undo: () => Promise<void> | void;
}

const MOST = 100;
const done: Reversible[] = [];

/** Remembers an action that can be undone: Ctrl Z takes back the last one and says which. */
export function pushUndo(action: Reversible): void {
  done.push(action);
  if (done.length > MOST) done.shift();
}

export function forgetUndo(): void {
  done.length = 0;
}

export async function undoLast(): Promise<void> {
  const action = done.pop();
  if (!action) {
    notify(i18next.t('app:undo.nothing'), 'gray');
    return;
  }
  try {
    await action.undo();
    notify(i18next.t('app:undo.done', { label: action.label }), 'blue');
  } catch (error) {
    done.push(action);
    notifyError(error);
  }
}

const undoApi = { push: pushUndo, undoLast };
export const useUndo = (): typeof undoApi => undoApi;

export { notify, notifyError };
