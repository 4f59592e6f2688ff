import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { sentenceOf } from './api-problem.js';

/** Says in a corner what an act could not do, in a sentence. */
export function showError(error: unknown): void {
  showRefused(sentenceOf(error, i18next.t));
}

/** Says in a corner what somebody else refused, in a sentence of theirs. */
export function showRefused(message: string): void {
  show({ color: 'red', message, autoClose: 8000 });
}

/** Says in a corner what was done. */
export function showDone(message: string): void {
  show({ message, autoClose: 4000 });
}

function show(notice: { message: string; autoClose: number; color?: string }): void {
  notifications.show({ ...notice, closeButtonProps: { 'aria-label': i18next.t('close') } });
}
