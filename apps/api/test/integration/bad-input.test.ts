import { SOURCE_NAMES } from '@goodshunter/contracts/api';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Rig, startRig, TASK } from './rig.js';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ env: { FETCH_ALLOW_HOSTS: '127.0.0.1:8084' } });
});
afterAll(() => rig?.stop());

const post = (body: unknown) => rig.call('post', '/api/tasks').send(body as object);

describe('a task that cannot be', () => {
  it.each([
    [{ ...TASK, source: 'telepathy' }, 'source', `source must be one of ${SOURCE_NAMES.join(', ')}`],
    [{ ...TASK, minPrice: 200, maxPrice: 100 }, 'minPrice', 'minPrice is greater than maxPrice'],
    [{ ...TASK, intervalSeconds: 0 }, 'intervalSeconds', 'intervalSeconds must be at least 5'],
    [{ ...TASK, intervalSeconds: 'often' }, 'intervalSeconds', 'intervalSeconds must be a number'],
    [{ ...TASK, minPrice: 12.5 }, 'minPrice', expect.stringContaining('minor units')],
    [{ ...TASK, minPrice: -1 }, 'minPrice', 'minPrice must be at least 0'],
    [{ ...TASK, maxPrice: 1e300 }, 'maxPrice', expect.stringContaining('maxPrice must be')],
    [{ ...TASK, currency: 'euro' }, 'currency', 'currency must be an ISO 4217 code such as EUR'],
    [{ ...TASK, name: '' }, 'name', 'name must be at least 1 character long'],
    [{ ...TASK, name: 'x'.repeat(201) }, 'name', 'name must be at most 200 characters long'],
    [{ ...TASK, keyword: 'a\u0000b' }, 'keyword', 'keyword must not contain control characters'],
    [{ ...TASK, colour: 'red' }, 'colour', 'colour is not a known field'],
    [{ ...TASK, notify: [999] }, 'notify', 'notify names channel 999, which does not exist'],
    [{ ...TASK, excludeKeywords: ['ok', 7] }, 'excludeKeywords[1]', 'excludeKeywords[1] must be a text'],
    [{ source: 'feed' }, 'query', 'query is required'],
    [{ ...TASK, query: {} }, 'query.url', 'query.url is required'],
    [{ ...TASK, query: { url: 'not a url' } }, 'query.url', 'query.url must be an http or https URL'],
    [{ ...TASK, query: { url: 'ftp://shop.example/' } }, 'query.url', 'query.url must be an http or https URL'],
    [{ ...TASK, query: { url: 'http://127.0.0.1/' } }, 'query.url', expect.stringContaining('forbidden address')],
    [{ ...TASK, query: { url: 'http://[::1]/' } }, 'query.url', expect.stringContaining('forbidden address')],
    [{ ...TASK, query: { url: 'http://localhost:3307/' } }, 'query.url', expect.stringContaining('forbidden address')],
    [{ ...TASK, query: { url: 'http://0x7f000001/' } }, 'query.url', expect.stringContaining('forbidden address')],
    [[], '', expect.stringContaining('the body must be an object')],
    [null, '', expect.stringContaining('the body must be an object')],
  ])('%j: 422 names %j', async (body, field, message) => {
    const response = await rig
      .call('post', '/api/tasks')
      .set('Content-Type', 'application/json')
      .send(JSON.stringify(body));
    expect(response.status).toBe(422);
    expect(response.type).toBe('application/problem+json');
    expect(response.body).toMatchObject({ status: 422, code: 'INVALID_INPUT', title: 'Invalid input' });
    expect(response.body.errors).toContainEqual(expect.objectContaining({ field, message }));
    // What a page says it by: `other` has no words in its language.
    for (const error of response.body.errors) expect(error).not.toMatchObject({ code: 'other' });
  });

  it('may ask exactly the hosts that the operator opened', async () => {
    expect((await post({ ...TASK, query: { url: 'http://127.0.0.1:8084/feed' } })).status).toBe(201);
    expect((await post({ ...TASK, query: { url: 'http://127.0.0.1:8085/feed' } })).status).toBe(422);
  });

  it('nor can an edit make it so', async () => {
    const id = await rig.createTask({ minPrice: 100 });
    const patch = (body: object) => rig.call('patch', `/api/tasks/${id}`).send(body);
    expect((await patch({ maxPrice: 50 })).body.errors).toEqual([
      { field: 'minPrice', message: 'minPrice is greater than maxPrice', code: 'greater_than_max' },
    ]);
    expect((await patch({ source: 'shopify', query: { feed: 1 } })).status).toBe(422);
    expect((await patch({ query: { url: 'http://10.0.0.1/' } })).status).toBe(422);
    expect((await rig.call('get', `/api/tasks/${id}`)).body).toMatchObject({ source: 'feed', query: TASK.query });
  });
});

describe('the worst body that fits', () => {
  const many = (value: (n: number) => [string, unknown]) =>
    Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => value(n)));
  const strange = many((n) => [`k${n}`, 1]);

  it.each([
    ['unknown fields', JSON.stringify({ ...TASK, ...strange })],
    ['unknown fields of the query', JSON.stringify({ ...TASK, query: { ...TASK.query, ...strange } })],
    ['lists in lists', `{"source":"feed","query":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
    ['wrong words', JSON.stringify({ ...TASK, excludeKeywords: Array.from({ length: 150_000 }, () => 1) })],
    ['wrong channels', JSON.stringify({ ...TASK, notify: Array.from({ length: 150_000 }, () => 'x') })],
    ['marks', JSON.stringify({ ...TASK, keyword: 'a\u0301\u0316'.repeat(150_000) })],
  ])('%s: 422 in a few words', async (_what, body) => {
    const { status, text } = await rig.call('post', '/api/tasks').set('Content-Type', 'application/json').send(body);
    expect(status).toBe(422);
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('a request that cannot be read', () => {
  it('broken JSON: 400', async () => {
    const response = await rig.call('post', '/api/tasks').set('Content-Type', 'application/json').send('{"source": ');
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'INVALID_JSON', detail: expect.stringContaining('not valid JSON') });
  });

  it('10 MB: 413', async () => {
    const response = await post({ ...TASK, name: 'x'.repeat(10 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(response.body).toMatchObject({ code: 'BODY_TOO_LARGE', detail: expect.stringContaining('1 MB') });
  });

  it('a form: 415', async () => {
    const response = await rig.call('post', '/api/tasks').type('form').send('source=feed');
    expect(response.status).toBe(415);
    expect(response.body.detail).toContain('application/json');
  });

  it('an Idempotency-Key with a blank: 422', async () => {
    const response = await rig.call('post', '/api/tasks').set('Idempotency-Key', 'a b').send(TASK);
    expect(response.body).toMatchObject({ status: 422, errors: [{ field: 'Idempotency-Key' }] });
  });

  it.each(['abc', '0', '-1', '1e3', '99999999999999999999', '1%00'])('id %s: 404', async (id) => {
    expect((await rig.call('get', `/api/tasks/${id}`)).status).toBe(404);
  });

  it('an unknown route: 404; a known one with another method: 405 with Allow', async () => {
    const unknown = await request(rig.base).get('/api/nothing');
    expect(unknown.status).toBe(404);
    expect(unknown.type).toBe('application/problem+json');
    const method = await rig.call('delete', '/api/tasks');
    expect(method.status).toBe(405);
    expect(method.headers.allow).toBe('POST, GET');
  });
});

describe('a caller who is nobody', () => {
  it.each([
    ['no header', undefined],
    ['another scheme', 'Basic YTpi'],
    ['a wrong token', 'Bearer gh_wrong'],
  ])('%s: 401 with WWW-Authenticate', async (_what, header) => {
    const call = request(rig.base).get('/api/tasks');
    const response = await (header ? call.set('Authorization', header) : call);
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toContain('Bearer');
    expect(response.body.detail).toMatch(/token/);
  });

  it('is asked before the body is read', async () => {
    const response = await request(rig.base).post('/api/tasks').set('Content-Type', 'application/json').send('{broken');
    expect(response.status).toBe(401);
  });

  it('sees nothing of what belongs to somebody else', async () => {
    const taskId = await rig.createTask();
    await rig.database.sql.execute('UPDATE task SET user_id = 4711 WHERE id = ?', [taskId]);
    for (const path of [`/api/tasks/${taskId}`, `/api/tasks/${taskId}/items`, `/api/tasks/${taskId}/runs`]) {
      expect((await rig.call('get', path)).status).toBe(404);
    }
    expect((await rig.call('patch', `/api/tasks/${taskId}`).send({ name: 'mine' })).status).toBe(404);
    expect((await rig.call('delete', `/api/tasks/${taskId}`)).status).toBe(404);
  });
});

it('answers with the headers of a careful server', async () => {
  const { headers } = await rig.call('get', '/api/tasks');
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  });
  expect(headers['x-powered-by']).toBeUndefined();
});
