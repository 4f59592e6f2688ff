import { expect, it } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import type { PageFile } from './page-files.js';
import { servePage } from './serve-page.js';

const script: PageFile = {
  body: Buffer.from('let page;'),
  type: 'text/javascript; charset=utf-8',
  etag: '"abc"',
  isImmutable: true,
  encoded: { gzip: Buffer.from('not really gzip') },
};
const app = express();
app.disable('etag');
app.use(
  servePage({
    index: '<meta nonce="%STYLE_NONCE%"><p>the page</p>',
    files: new Map([
      ['/assets/a-1.js', script],
      ['/mark.svg', { ...script, type: 'image/svg+xml', isImmutable: false }],
    ]),
  }),
);
app.use((_req, res) => {
  res.status(404).send('nothing here');
});
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

it.each(['/', '/hunts', '/items/7?days=30', '/setup'])(
  'answers a browser at %s with the page and a nonce of its own',
  async (path) => {
    const answers = await Promise.all([request(app).get(path).set(HTML), request(app).get(path).set(HTML)]);
    const nonces = answers.map(({ text, headers }) => {
      const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? '';
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
      expect(headers['content-security-policy']).not.toContain('unsafe');
      return nonce;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  },
);

it.each([
  ['/', '/api/timeline?limit=60'],
  ['/hunts', '/api/tasks?sort=lastEvent&limit=200'],
  ['/items/7', '/api/items/7'],
])('has a browser with a session fetch at once what the page at %s asks first', async (path, first) => {
  const ask = (headers: object, address = path) =>
    request(app)
      .get(address)
      .set({ ...HTML, ...headers });
  const { link } = (await ask({ cookie: 'goodshunter=x' })).headers;
  for (const address of ['/api/session', '/openapi.json', first])
    expect(link).toContain(`<${address}>; rel=preload; as=fetch; crossorigin`);
  expect((await ask({})).headers.link).toBeUndefined();
  expect((await ask({ cookie: 'goodshunter=x' }, `${path}?kind=new`)).headers.link).toBeUndefined();
});

it.each(['/api/tasks', '/api', '/docs', '/metrics', '/feeds/x.rss', '/healthz', '/assets/old-2.js'])(
  'leaves %s alone, even for a browser',
  async (path) => expect((await request(app).get(path).set(HTML)).status).toBe(404),
);

it('answers programs that want no HTML, and writes, with nothing', async () => {
  expect((await request(app).get('/hunts').set({ accept: 'application/json' })).status).toBe(404);
  expect((await request(app).get('/hunts').set({ accept: '*/*' })).status).toBe(404);
  expect((await request(app).post('/hunts').set(HTML)).status).toBe(404);
});

it('answers whoever takes anything at /, where there is only the page', async () => {
  const answer = await request(app).get('/').set({ accept: '*/*' });
  expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/html', expect.stringContaining('the page')]);
  expect((await request(app).get('/').set({ accept: 'application/json' })).status).toBe(404);
});

it('lets a hashed name be kept for ever, and anything else be asked for again', async () => {
  const hashed = await request(app).get('/assets/a-1.js').set('accept-encoding', 'identity');
  expect(hashed.text).toBe('let page;');
  expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const mark = await request(app).get('/mark.svg').set('if-none-match', '"abc"');
  expect(mark.status).toBe(304);
  expect(mark.headers['cache-control']).toBe('no-cache');
});
