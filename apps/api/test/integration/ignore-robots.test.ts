import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Rig, startRig } from './rig.js';

const REFUSED = {
  code: 'INVALID_INPUT',
  errors: [{ field: 'query.ignoreRobots', message: expect.stringContaining('ROBOTS_OVERRIDE_HOSTS') }],
};
const query = (url: string, ignoreRobots = true) => ({ url, ignoreRobots });

describe('an api whose operator lists one host', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({ env: { ROBOTS_OVERRIDE_HOSTS: 'mine.example', FETCH_ALLOW_HOSTS: 'localhost:8084' } });
  });
  afterAll(() => rig.stop());

  it.each(['feed', 'page', 'shopify', 'woocommerce'])(
    'lets a task of %s ignore the robots.txt of this host',
    async (source) => {
      const response = await rig.call('post', '/api/tasks').send({ source, query: query('https://mine.example/a') });
      expect(response.status).toBe(201);
      expect(response.body.task.query).toMatchObject({ ignoreRobots: true });
    },
  );

  it.each(['https://www.mine.example/a', 'https://mine.example.other.example/a', 'http://localhost:8084/a'])(
    'refuses it for %s, naming the field',
    async (url) => {
      const response = await rig.call('post', '/api/tasks').send({ source: 'page', query: query(url) });
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject(REFUSED);
      const obeying = await rig.call('post', '/api/tasks').send({ source: 'page', query: query(url, false) });
      expect(obeying.status).toBe(201);
    },
  );

  it('refuses it for another host in a change, and leaves the task as it was', async () => {
    const before = { source: 'page', query: query('https://mine.example/a') };
    const id = await rig.createTask(before);
    const response = await rig.call('patch', `/api/tasks/${id}`).send({ query: query('https://other.example/a') });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject(REFUSED);
    const { body } = await rig.call('get', `/api/tasks/${id}`);
    expect(body).toMatchObject(before);
  });
});

describe('an api whose operator lists none', () => {
  it('refuses it for every host', async () => {
    const rig = await startRig();
    try {
      const response = await rig
        .call('post', '/api/tasks')
        .send({ source: 'feed', query: query('https://shop.example/feed') });
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject(REFUSED);
    } finally {
      await rig.stop();
    }
  });
});
