import { freePort, type Stack, startStack, startTcpProxy, type TcpProxy, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Redis } from 'ioredis';
import { waitForSuccess } from './support.js';

const STREAM = 'goodshunter:task:queue';
/** Longer than this test: the api waits for its announcement until it is killed, and answers nobody before. */
const ANNOUNCE_BUDGET_MS = '10000';

describe('an api that is killed between commit and announcement', () => {
  let stack: Stack | undefined;
  let proxy: TcpProxy | undefined;
  let client: Redis | undefined;
  afterEach(async () => {
    client?.disconnect();
    await stack?.stop();
    await proxy?.close();
  });

  it('leaves a task that the publisher announces', async () => {
    // No scheduler yet: what the api puts on the stream would stay there to be seen.
    const house = await startStack({ schedulers: 0 });
    stack = house;
    if (!house.redis) throw new Error('this test needs a Redis');
    client = house.redis.client();
    proxy = await startTcpProxy(house.redis.port);
    const apiPort = await freePort();
    const victim = await house.startApi({
      API_PORT: String(apiPort),
      REDIS_ADDR: `127.0.0.1:${proxy.port}`,
      API_ANNOUNCE_BUDGET_MS: ANNOUNCE_BUDGET_MS,
    });
    const url = `http://127.0.0.1:${apiPort}`;
    await waitFor(async () => (await fetch(`${url}/readyz`)).ok, { what: 'the api to be ready' });

    proxy.freeze();
    const answer = fetch(`${url}/api/tasks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.api.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'shopify', query: { url: house.shopUrl }, intervalSeconds: 3600 }),
    }).then(
      ({ status }) => status,
      () => 'broken off',
    );
    const taskId = await waitFor(
      async () => (await house.api.call<{ data: { id: number }[] }>('GET', '/api/tasks')).body.data[0]?.id,
      { what: 'the committed row' },
    );
    await victim.kill('SIGKILL');
    await proxy.close();
    expect(await answer).toBe('broken off');
    expect(await client.xlen(STREAM)).toBe(0);

    await house.startScheduler();
    const task = await waitForSuccess(house, taskId);
    expect(task.id).toBe(taskId);
    const { body } = await house.api.call<{ data: { outcome: string }[] }>('GET', `/api/tasks/${taskId}/runs`);
    expect(body.data).toMatchObject([{ outcome: 'ok' }]);
  });
});
