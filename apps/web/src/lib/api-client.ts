import type { Problem } from '@goodshunter/contracts/api';
import { ApiAwayError, ApiProblem } from './api-problem.js';
import { connection } from './connection.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];

/** How long a request may take, in ms, before the api counts as away. */
const DEADLINE_MS = 20_000;

let onSignedOut: () => void = () => {};

/** Says who is told when an answer shows that the session has ended. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

let proveFresh: () => Promise<boolean> = async () => false;

/** Says who asks the person to show anew that it is them; resolves to true when they did. */
export function whenNotFresh(prove: () => Promise<boolean>): void {
  proveFresh = prove;
}

/**
 * One request to our own api, with the session's cookie. Where the api wants to know anew who it is, the person is asked, and the request
 * made again.
 * @throws {ApiProblem} when it refuses
 * @throws {ApiAwayError} when nothing of ours answers
 */
export async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  try {
    return await requestOnce<T>(method, path, body, signal);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'NOT_FRESH' && (await proveFresh()))) throw error;
    return requestOnce<T>(method, path, body, signal);
  }
}

async function requestOnce<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    connection.failed();
    throw new ApiAwayError('no answer', { cause: error });
  }
  if (response.ok) {
    const keptAt = response.headers.get('x-kept-at');
    // The service worker's copy: nothing answers, and this is how it was then.
    if (keptAt) connection.failed(new Date(keptAt));
    else connection.answered();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
  const problem = readProblem(response, text);
  if (!problem) {
    connection.failed();
    throw new ApiAwayError(`an answer that is not ours: ${response.status}`);
  }
  connection.answered();
  if (problem.status === 401 && !path.startsWith('/api/session')) onSignedOut();
  throw new ApiProblem(problem);
}

export const get = <T>(path: string, signal?: AbortSignal) => request<T>('GET', path, undefined, signal);

/** A path with its query; what is empty is left out, lists are joined by commas. */
export function withQuery(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value == null ? '' : String(value);
    if (text !== '') params.set(name, text);
  }
  const tail = params.toString();
  return tail === '' ? path : `${path}?${tail}`;
}

function readProblem(response: Response, text: string): Problem | undefined {
  if (!response.headers.get('content-type')?.includes('json')) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Problem>;
    return typeof value.detail === 'string' && typeof value.code === 'string' ? (value as Problem) : undefined;
  } catch {
    return undefined;
  }
}
