import { expect, it } from '@jest/globals';
import { createKeptAnswers } from './kept-answers.js';

const ORIGIN = 'http://localhost:8081';

/** Caches as a browser has them, and an api that answers as it is told, or not at all. */
function setUp() {
  const stores = new Map<string, Map<string, Response>>();
  const caches = {
    open: async (name: string) => {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return {
        put: async (request: Request, answer: Response) => void store.set(request.url, answer),
        match: async (request: Request) => store.get(request.url)?.clone(),
      };
    },
    delete: async (name: string) => stores.delete(name),
  } as unknown as CacheStorage;
  let answer: () => Promise<Response> = async () => Response.error();
  const kept = createKeptAnswers({ caches, name: 'kept', fetch: () => answer() });
  const works: Promise<unknown>[] = [];
  const ask = async (path: string) => {
    const response = await kept.ask(new Request(`${ORIGIN}${path}`), (work) => works.push(work));
    return response.json() as Promise<unknown>;
  };
  return {
    kept,
    ask,
    say(next: () => Promise<Response>) {
      answer = next;
    },
    settle: () => Promise.all(works.splice(0)),
    isEmpty: () => (stores.get('kept')?.size ?? 0) === 0,
  };
}

const away = async () => Promise.reject(new TypeError('away'));
const json = (body: unknown) => async () => Response.json(body);

it('answers with what is kept while nothing answers', async () => {
  const { ask, say, settle } = setUp();
  say(json({ data: ['of ada'] }));
  await ask('/api/timeline');
  await settle();
  say(away);
  expect(await ask('/api/timeline')).toEqual({ data: ['of ada'] });
  await expect(ask('/api/overview')).rejects.toThrow('away');
});

it('keeps nothing of one person for the next, however that one came in', async () => {
  const { ask, say, settle } = setUp();
  say(json({ user: { id: 1 } }));
  await ask('/api/session');
  say(json({ data: ['of ada'] }));
  await ask('/api/timeline?kind=new');
  await settle();
  // By a provider: nothing but another session shows it.
  say(json({ user: { id: 2 } }));
  await ask('/api/session');
  await settle();
  say(away);
  await expect(ask('/api/timeline?kind=new')).rejects.toThrow('away');
  expect(await ask('/api/session')).toEqual({ user: { id: 2 } });
});

it('keeps nothing that was on its way when somebody signed out', async () => {
  const { kept, ask, say, settle, isEmpty } = setUp();
  let arrive: (answer: Response) => void = () => {};
  say(() => new Promise((resolve) => (arrive = resolve)));
  const late = ask('/api/timeline');
  await kept.forget();
  arrive(Response.json({ data: ['of ada'] }));
  await late;
  await settle();
  expect(isEmpty()).toBe(true);
});

it.each([
  ['DELETE', '/api/session', true],
  ['POST', '/api/session', true],
  ['POST', '/api/session/passkey', true],
  ['POST', '/api/setup/local', true],
  ['POST', '/api/invites/accept', true],
  ['DELETE', '/api/me', true],
  ['PATCH', '/api/me', false],
  ['POST', '/api/tasks', false],
  ['GET', '/api/session', false],
])('%s %s changes who sits here: %s', (method, path, expected) => {
  expect(setUp().kept.changesPerson({ method, url: `${ORIGIN}${path}` })).toBe(expected);
});
