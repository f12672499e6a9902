import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { toUserError } from '../api/errors.ts';

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
    notifications.show({ message: i18next.t('app:undo.nothing'), color: 'gray' });
    return;
  }
  try {
    await action.undo();
    notifications.show({ message: i18next.t('app:undo.done', { label: action.label }), color: 'blue' });
  } catch (error) {
    done.push(action);
    notifyError(error);
  }
}

const undoApi = { push: pushUndo, undoLast };
export const useUndo = (): typeof undoApi => undoApi;

/** A failure that belongs to no place of the page. */
export function notifyError(error: unknown): void {
  const { message, next } = toUserError(error);
  notifications.show({ title: message, message: next, color: 'red', autoClose: 10_000, role: 'alert' });
}

/** `notify(t('saved'))`, with `undo` for what can be taken back by Ctrl Z. */
export function notify(message: string, color: 'green' | 'blue' | 'orange' | 'red' = 'green'): void {
  const isBad = color === 'orange' || color === 'red';
  notifications.show({ message, color, autoClose: isBad ? 12_000 : 4_000, role: isBad ? 'alert' : 'status' });
}
