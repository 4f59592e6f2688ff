import type { Problem } from '@goodshunter/contracts/api';
import { type Stack, startStack } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const task = { source: 'feed', query: { url: 'https://shop.example/feed.xml' } };

describe('bad input', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ redis: false, schedulers: 0, crawlers: 0, demoShop: false });
  });
  afterAll(async () => {
    await stack?.stop();
  });

  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(new URL('/api/tasks', stack.api.baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  it.each([
    ['an unknown source', { ...task, source: 'telepathy' }, 'source'],
    ['minPrice above maxPrice', { ...task, minPrice: 2, maxPrice: 1 }, 'minPrice'],
    ['an interval of 0', { ...task, intervalSeconds: 0 }, 'intervalSeconds'],
    ['a URL into 127.0.0.1', { ...task, query: { url: 'http://127.0.0.1:6379/' } }, 'query.url'],
  ])('names the field of %s', async (_case, body, field) => {
    const answer = await stack.api.call<Problem>('POST', '/api/tasks', body);
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect(answer.body.detail.length).toBeGreaterThan(20);
  });

  it('refuses broken JSON with 400', async () => {
    const answer = await post('{"source":', { authorization: `Bearer ${stack.api.token}` });
    expect(answer.status).toBe(400);
  });

  it('refuses a body of 10 MB with 413', async () => {
    const answer = await post(JSON.stringify({ ...task, keyword: 'x'.repeat(10_000_000) }), {
      authorization: `Bearer ${stack.api.token}`,
    });
    expect(answer.status).toBe(413);
  });

  it('refuses a wrong token with 401 and says how to send one', async () => {
    const answer = await post(JSON.stringify(task), { authorization: 'Bearer nonsense' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
  });
});
