import { latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { BEAT } from '../../src/scripts/membership.js';
import { tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

/** Entries delivered to `name`, which beat last at `score` and never will again. */
async function leaveWith(name: string, score: number, count: number): Promise<void> {
  const { client, stream, group, producer } = queue;
  await producer.submitTasks(tasks(count));
  await client.xgroup('CREATE', stream, group, '0').catch(() => {});
  await client.xreadgroup('GROUP', group, name, 'COUNT', count, 'STREAMS', stream, '>');
  await client.zadd(`{${stream}}:workers`, score, name);
}

async function now(): Promise<number> {
  const [seconds] = (await queue.client.time()) as [number];
  return Number(seconds) * 1000;
}

describe('taking over what a dead worker held', () => {
  it('takes no more than can begin at once, so that nothing is counted as a crash that only waited', async () => {
    const { worker, client, stream, group, eventsOf } = queue;
    await leaveWith('dead', 1, 500);
    const gate = latch();
    let isQuick = true;
    const survivor = worker({
      leaseMs: 500,
      concurrency: 4,
      handler: async ({ taskId }) => {
        if (taskId >= 100) isQuick = false;
        if (!isQuick) await gate.opened;
        return 'done';
      },
    });
    await survivor.start();
    // A hundred quick ones, by which it would read a thousand ahead; then its handlers hang.
    await waitFor(() => survivor.stats().running === 4 && !isQuick);
    const pending = await client.xpending(stream, group, '-', '+', 1000, survivor.stats().worker);
    expect((pending as unknown[]).length).toBe(4);
    gate.open();
    await queue.isEmpty();
    expect(eventsOf('lost')).toEqual([]);
  });

  it('leaves some of it to other survivors', async () => {
    const { worker } = queue;
    await leaveWith('dead', 1, 200);
    const start = async () => {
      const slow = worker({
        leaseMs: 500,
        concurrency: 10,
        handler: () => new Promise((resolve) => setTimeout(() => resolve('done'), 50)),
      });
      await slow.start();
      return slow;
    };
    const survivors = [await start(), await start()];
    await queue.isEmpty();
    for (const survivor of survivors) expect(survivor.stats().finished).toBeGreaterThan(50);
  });

  it('does not wait where its owner had left in good order', async () => {
    const { worker, eventsOf } = queue;
    await leaveWith('left', -1, 3);
    const deliveries: number[] = [];
    // Of the silent it would wait for half a lease: they may have had no connection either.
    const fresh = worker({
      leaseMs: 60_000,
      handler: async (_message, context) => void deliveries.push(context.deliveries),
    });
    await fresh.start();
    await waitFor(() => deliveries.length === 3);
    expect(deliveries).toEqual([1, 1, 1]);
    expect(eventsOf('recovered')).not.toEqual([]);
  });

  it('does not take everybody for silent when the clock was set forward', async () => {
    const { worker, connect, client, stream, group, eventsOf } = queue;
    const clock = { aheadMs: 0, looks: 0 };
    await leaveWith('other', await now(), 3);
    const beatUntil = (looks: number) =>
      waitFor(async () => {
        await client.zadd(`{${stream}}:workers`, await now(), 'other');
        return clock.looks >= looks;
      });
    const looker = worker({
      leaseMs: 1200,
      handler: async () => 'done',
      // A clock that was set forward, as far as it can be seen from here: what a look says, and beats that are older by it.
      connect(role) {
        const link = connect(role);
        const evalsha = link.evalsha.bind(link);
        return Object.assign(link, {
          async evalsha(...args: Parameters<typeof evalsha>) {
            const reply = await evalsha(...args);
            if (args[0] !== BEAT.atMaxmemory?.sha || !Array.isArray(reply)) return reply;
            clock.looks++;
            return [Number(reply[0]) + clock.aheadMs, ...reply.slice(1)];
          },
        });
      },
    });
    await looker.start();
    // Until it may retire: half a lease after it began.
    await beatUntil(6);
    clock.aheadMs = 60_000;
    await client.zadd(`{${stream}}:workers`, (await now()) - 60_000, 'other');
    const looksBefore = clock.looks;
    await waitFor(() => clock.looks > looksBefore + 1);
    await beatUntil(looksBefore + 6);
    expect(await client.xpending(stream, group, '-', '+', 10, 'other')).toHaveLength(3);
    expect(eventsOf('recovered')).toEqual([]);
  });

  it('does not trust a beat from the future, as after the clock was set back', async () => {
    const { worker, client, stream } = queue;
    await leaveWith('dead', (await now()) + 3600_000, 3);
    const seen: number[] = [];
    await worker({ leaseMs: 500, handler: async ({ taskId }) => void seen.push(taskId) }).start();
    await waitFor(() => seen.length === 3);
    await waitFor(async () => (await client.zscore(`{${stream}}:workers`, 'dead')) === null);
  });
});
