import { waitFor } from '@goodshunter/testing';
import { expect, it } from '@jest/globals';
import type { TaskHandler } from '../../src/index.js';
import { tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

it('names do not pile up over 500 workers, half of them killed with entries in hand, and no entry is lost with them', async () => {
  const { producer, worker, workerProcess, client, stream, group, isEmpty } = queue;
  for (let round = 0; round < 5; round++) {
    await producer.submitTasks(tasks(100, 1 + round * 100));
    const doomed = await workerProcess({ leaseMs: 2000, workers: 50, concurrency: 2, memoryQueue: 0 });
    await waitFor(() => doomed.began.length > 0 && doomed.inHand() > 0);
    await doomed.kill('SIGKILL');
    for (let start = 0; start < 50; start += 10) {
      const orderly = Array.from({ length: 10 }, () =>
        worker({ leaseMs: 2000, concurrency: 1, handler: () => new Promise(() => {}) }),
      );
      await Promise.all(orderly.map((one) => one.start()));
      await Promise.all(orderly.map((one) => one.close({ timeoutMs: 0 })));
    }
  }
  expect(((await client.xinfo('CONSUMERS', stream, group)) as unknown[]).length).toBeGreaterThan(100);
  const seen = new Set<number>();
  const last = worker({ leaseMs: 500, maxDeliveries: 20, handler: async ({ taskId }) => void seen.add(taskId) });
  await last.start();
  await isEmpty();
  await waitFor(async () => ((await client.xinfo('CONSUMERS', stream, group)) as unknown[]).length === 1);
  expect(seen.size).toBe(500);
  expect(await client.zrange(`{${stream}}:workers`, 0, -1)).toEqual([last.stats().worker]);
});

it('twenty rounds of work leave no more behind than one', async () => {
  const { producer, worker, client, stream, isEmpty } = queue;
  const handler: TaskHandler = async ({ taskId }, { failures }) => {
    if (taskId % 100 === 0 && failures === 0) throw new Error('at the second try');
    return 'done';
  };
  await worker({ handler }).start();
  const bytesAfter = async (rounds: number) => {
    for (let round = 0; round < rounds; round++) {
      await producer.submitTasks(tasks(5000));
      await isEmpty();
    }
    const keys = [stream, ...(await client.keys(`{${stream}}:*`))];
    const sizes = await Promise.all(keys.map((key) => client.memory('USAGE', key)));
    return sizes.reduce((sum: number, size) => sum + Number(size), 0);
  };
  const once = await bytesAfter(1);
  expect(await bytesAfter(20)).toBeLessThan(once * 1.1);
});
