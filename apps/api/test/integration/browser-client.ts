import request, { type Test } from 'supertest';

type Method = 'get' | 'post' | 'patch' | 'delete' | 'put';

/** A browser in so far as the api sees one: it keeps the session's cookie and says where its requests come from. */
export interface BrowserClient {
  call(method: Method, path: string): Test;
  /** Takes over the cookie of an answer. */
  keep(response: { headers: Record<string, unknown> }): void;
  readonly cookie: string;
}

export function createBrowserClient(base: string): BrowserClient {
  let cookie = '';
  return {
    call(method, path) {
      const test = request(base)[method](path).set('Sec-Fetch-Site', 'same-origin');
      return cookie === '' ? test : test.set('Cookie', cookie);
    },
    keep({ headers }) {
      const [line = ''] = (headers['set-cookie'] ?? []) as string[];
      cookie = line.split(';')[0] ?? '';
    },
    get cookie() {
      return cookie;
    },
  };
}
