import { type Stack, startStack, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTask, listItems, waitForSuccess } from './support.js';

const LEASE_MS = 3000;
const TASKS = 40;

describe.each([{ redis: true }, { redis: false }])('two schedulers and two crawlers ($redis)', ({ redis }) => {
  let stack: Stack | undefined;
  afterEach(async () => {
    await stack?.stop();
  });

  it('share the work, and finish it when one of each is killed', async () => {
    const env = {
      APP_LEASE_MS: String(LEASE_MS),
      WORKER_POOL_SIZE: '2',
    };
    const house = await startStack({ redis, schedulers: 2, crawlers: 2, env });
    stack = house;
    const tasks = await Promise.all(
      Array.from({ length: TASKS }, (_, n) =>
        // A shop of its own for each task, so that no answer is shared.
        createTask(house, { source: 'shopify', query: { url: `${house.shopUrl}/s/${n + 1}` }, intervalSeconds: 3600 }),
      ),
    );
    await waitFor(
      async () => {
        const runs = await Promise.all(tasks.map(({ task }) => runsOf(house, task.id)));
        return new Set(runs.flat().map(({ worker }) => worker)).size === 2;
      },
      { what: 'work done by both schedulers' },
    );
    await Promise.all([house.schedulers[0]?.kill('SIGKILL'), house.crawlers[0]?.kill('SIGKILL')]);
    for (const { task } of tasks) {
      await waitForSuccess(house, task.id);
      expect((await listItems(house, task.id)).length).toBeGreaterThan(0);
      expect(await runsOf(house, task.id)).toHaveLength(1);
    }
  });
});

async function runsOf(stack: Stack, taskId: number): Promise<{ worker: string; outcome: string }[]> {
  const { body } = await stack.api.call<{ data: { worker: string; outcome: string }[] }>(
    'GET',
    `/api/tasks/${taskId}/runs`,
  );
  return body.data;
}
