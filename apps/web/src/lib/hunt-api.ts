import type { BulkResult, DispatchedTask } from '@goodshunter/contracts/api';
import type { TFunction } from 'i18next';
import { get, request } from './api-client.js';
import { sayProblem } from './api-problem.js';
import type { Hunt } from './api-types.js';

export const readHunt = (id: number, signal?: AbortSignal) => get<Hunt>(`/api/tasks/${id}`, signal);
export const changeHunt = (id: number, change: Record<string, unknown>) =>
  request<Hunt | DispatchedTask>('PATCH', `/api/tasks/${id}`, change);
export const pauseHunt = (id: number) => request<unknown>('POST', `/api/tasks/${id}/pause`);
export const resumeHunt = (id: number) => request<unknown>('POST', `/api/tasks/${id}/resume`);
export const lookNow = (id: number) => request<unknown>('POST', `/api/tasks/${id}/run`);
export const deleteHunt = (id: number) => request<void>('DELETE', `/api/tasks/${id}`);

export type BulkAction =
  | 'pause'
  | 'resume'
  | 'run'
  | 'delete'
  | 'restore'
  | 'setInterval'
  | 'setChannels'
  | 'addTag'
  | 'removeTag';
export type { BulkResult };
/** One act on many hunts. What is refused comes back with its reason, one by one. */
export const actOnHunts = (ids: readonly number[], action: BulkAction, value?: unknown, from?: unknown) =>
  request<BulkResult>('POST', '/api/tasks/bulk', {
    ids,
    action,
    ...(value === undefined ? {} : { value }),
    ...(from === undefined ? {} : { from }),
  });

/** Why one of many was refused. */
export function sayRefused({ reason, problem }: BulkResult['refused'][number], t: TFunction): string {
  return sayProblem(reason, problem ?? {}, t);
}
