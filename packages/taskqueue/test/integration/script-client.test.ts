import { type RedisServer, startRedis } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createRedisConnect } from '../../src/connect.js';
import { createScriptClient, defineScript } from '../../src/script-client.js';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis({ password: 'secret' });
});
afterAll(() => redis.stop());

const ONE = defineScript('return 1');

function holdUpThisProcess(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('reads an answer that came while this process was busy before it calls it missing', async () => {
  const client = createScriptClient({ connect: createRedisConnect(redis), timeoutMs: 250 });
  try {
    expect(await client.run(ONE, [], [])).toBe(1);
    const answer = client.run(ONE, [], []);
    // Until it is sent.
    await new Promise((resolve) => setImmediate(resolve));
    holdUpThisProcess(500);
    expect(await answer).toBe(1);
  } finally {
    client.close();
  }
});
