import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { toUserError } from '../api/errors.ts';

/** How long a message stays, in ms: long enough to be read, longer where something is to be done about it. */
const STAYS = { short: 4_000, long: 12_000 };

type Tone = 'green' | 'blue' | 'gray' | 'orange' | 'red';

/** `notify(t('saved'))`. What is bad interrupts a screen reader; what is good waits for it. */
export function notify(message: string, color: Tone = 'green'): void {
  show({ message, color });
}

/** A failure that belongs to no place of the page. */
export function notifyError(error: unknown): void {
  const { message, next } = toUserError(error);
  show({ title: message, message: next, color: 'red' });
}

function show(data: NotificationData & { color: Tone }): void {
  const isBad = data.color === 'orange' || data.color === 'red';
  notifications.show({
    ...data,
    role: isBad ? 'alert' : 'status',
    autoClose: isBad ? STAYS.long : STAYS.short,
    closeButtonProps: { 'aria-label': i18next.t('app:dismiss') },
  });
}
