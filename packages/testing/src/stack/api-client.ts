import { PATIENCE_MS } from '../patience.js';

export interface ApiAnswer<T> {
  status: number;
  body: T;
  headers: Headers;
  /** Until the whole answer was read, in ms. */
  tookMs: number;
}

/** Calls the API as a user with a token would. */
export interface ApiClient {
  readonly baseUrl: string;
  readonly token: string;
  call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<ApiAnswer<T>>;
}

export function createApiClient(baseUrl: string, token: string): ApiClient {
  return {
    baseUrl,
    token,
    async call(method, path, body, headers = {}) {
      const begunAt = performance.now();
      const response = await fetch(new URL(path, baseUrl), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
        headers: response.headers,
        tookMs: performance.now() - begunAt,
      };
    },
  };
}
