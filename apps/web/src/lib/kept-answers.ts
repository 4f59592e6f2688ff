/** Says when an answer was kept; the page marks everything as of then. */
const KEPT_AT = 'x-kept-at';
/** Whoever asks here becomes somebody else, or nobody. */
const CHANGES_PERSON = /^\/api\/(session|setup|invites\/accept|me)(\/|$)/;

export interface KeptAnswersOptions {
  caches: Pick<CacheStorage, 'open' | 'delete'>;
  fetch: (request: Request) => Promise<Response>;
  /** What the cache is called. */
  name: string;
}

/**
 * Answers that are shown while nothing else answers. They are one person's: what changes who that is (a sign-in, a sign-out, the end of
 * the account, a session that is another's or nobody's) ends them all, and what is still on its way then is not kept any more.
 */
export function createKeptAnswers({ caches, fetch, name }: KeptAnswersOptions) {
  let epoch = 0;
  let person: string | undefined;

  async function forget(): Promise<void> {
    epoch += 1;
    person = undefined;
    await caches.delete(name);
  }

  /** Whose the answer of /api/session is; undefined: another address says nothing of that. */
  async function personOf(request: Request, answer: Response): Promise<string | undefined> {
    if (new URL(request.url).pathname !== '/api/session') return undefined;
    const state = (await answer.clone().json()) as { user?: { id?: number } | null };
    return String(state.user?.id ?? 'nobody');
  }

  async function keep(request: Request, answer: Response, since: number): Promise<void> {
    const now = await personOf(request, answer);
    if (since !== epoch) return;
    if (now !== undefined) {
      const before = person ?? (await readKeptPerson(request));
      if (before !== undefined && before !== now) {
        await forget();
        since = epoch;
      }
      person = now;
    }
    const headers = new Headers(answer.headers);
    headers.set(KEPT_AT, new Date().toISOString());
    const body = await answer.blob();
    if (since !== epoch) return;
    await (await caches.open(name)).put(request, new Response(body, { status: answer.status, headers }));
  }

  /** Of before this worker woke up. */
  async function readKeptPerson(request: Request): Promise<string | undefined> {
    const kept = await (await caches.open(name)).match(request);
    return kept && personOf(request, kept);
  }

  return {
    forget,
    /** Whether a request that changes something may change who sits here. */
    changesPerson: ({ method, url }: Pick<Request, 'method' | 'url'>): boolean =>
      !['GET', 'HEAD', 'PATCH', 'PUT'].includes(method) && CHANGES_PERSON.test(new URL(url).pathname),

    /** The api's answer, which is kept; the kept one where there is none. `wait`: for what goes on afterwards. */
    async ask(request: Request, wait: (work: Promise<unknown>) => void): Promise<Response> {
      const since = epoch;
      try {
        const answer = await fetch(request);
        if (answer.ok) wait(keep(request, answer.clone(), since));
        else if (answer.status === 401) wait(forget());
        return answer;
      } catch (error) {
        const kept = await (await caches.open(name)).match(request, { ignoreSearch: false });
        if (kept) return kept;
        throw error;
      }
    },
  };
}
