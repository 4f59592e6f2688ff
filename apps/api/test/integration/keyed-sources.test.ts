import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from './rig.js';

const KEYS = { EBAY_CLIENT_ID: 'GoodsHun-PRD-1a2b', EBAY_CLIENT_SECRET: 'PRD-secret-of-ebay' };

interface SourceDescription {
  name: string;
  available: boolean;
  reason?: string;
}

describe('an api without a Yahoo! key', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ env: KEYS });
  });
  afterAll(() => rig.stop());

  const sources = async (): Promise<Map<string, SourceDescription>> => {
    const { body } = await rig.call('get', '/api/sources');
    return new Map((body.data as SourceDescription[]).map((source) => [source.name, source]));
  };

  it('says which sources can be watched, and what the others need', async () => {
    const byName = await sources();
    for (const name of ['shopify', 'woocommerce', 'feed', 'page', 'ebay']) {
      expect(byName.get(name)).toMatchObject({ available: true });
      expect(byName.get(name)).not.toHaveProperty('reason');
    }
    expect(byName.get('yahoo-shopping-jp')).toMatchObject({
      available: false,
      reason: 'This source needs a key that is not configured: set YAHOO_SHOPPING_APP_ID.',
    });
  });

  it('creates a task of a source that has its key, and names it by what it looks for', async () => {
    const response = await rig.call('post', '/api/tasks').send({ source: 'ebay', query: { q: 'leica m3' } });
    expect(response.status).toBe(201);
    expect(response.body.task).toMatchObject({
      source: 'ebay',
      name: 'ebay leica m3',
      query: { q: 'leica m3', marketplace: 'EBAY_US', buyingOptions: ['fixed_price'] },
    });
  });

  it('refuses a task of a source without its key, naming field and variable', async () => {
    const task = { source: 'yahoo-shopping-jp', query: { query: 'ライカ' } };
    const response = await rig.call('post', '/api/tasks').send(task);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [{ field: 'source', message: expect.stringContaining('YAHOO_SHOPPING_APP_ID') }],
    });
  });

  it('refuses to turn a task into one, and leaves it as it was', async () => {
    const id = await rig.createTask();
    const change = { source: 'yahoo-shopping-jp', query: { query: 'ライカ' } };
    const response = await rig.call('patch', `/api/tasks/${id}`).send(change);
    expect(response.status).toBe(422);
    expect(response.body.errors).toMatchObject([{ field: 'source' }]);
    const { body } = await rig.call('get', `/api/tasks/${id}`);
    expect(body.source).toBe('feed');
  });

  it('names the field of a query that does not fit', async () => {
    const response = await rig.call('post', '/api/tasks').send({ source: 'ebay', query: { q: '' } });
    expect(response.status).toBe(422);
    expect(response.body.errors).toMatchObject([{ field: 'query.q' }]);
  });

  it('tells nobody its keys', async () => {
    const answers = await Promise.all(['/api/sources', '/openapi.json', '/docs'].map((path) => rig.call('get', path)));
    const everything = answers.map(({ text }) => text).join('') + JSON.stringify(rig.logLines());
    for (const secret of Object.values(KEYS)) expect(everything).not.toContain(secret);
  });
});

describe('an api with half a key', () => {
  it('names the missing half', async () => {
    const rig = await startRig({ env: { EBAY_CLIENT_ID: KEYS.EBAY_CLIENT_ID } });
    try {
      const { body } = await rig.call('get', '/api/sources');
      const ebay = (body.data as SourceDescription[]).find(({ name }) => name === 'ebay');
      expect(ebay).toMatchObject({
        available: false,
        reason: 'This source needs a key that is not configured: set EBAY_CLIENT_SECRET.',
      });
    } finally {
      await rig.stop();
    }
  });
});
