import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { sentenceOf } from './api-problem.js';

/** Says in a corner what an act could not do, in the API's own sentence. */
export function showError(error: unknown): void {
  show({ color: 'red', message: sentenceOf(error, i18next.t('away.short')), autoClose: 8000 });
}

/** Says in a corner what was done. */
export function showDone(message: string): void {
  show({ message, autoClose: 4000 });
}

function show(notice: { message: string; autoClose: number; color?: string }): void {
  notifications.show({ ...notice, closeButtonProps: { 'aria-label': i18next.t('close') } });
}
