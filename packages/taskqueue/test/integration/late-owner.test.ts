import { latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { type HandlerResult, PoisonTaskError } from '../../src/index.js';
import { holdTasks } from '../support/hold-tasks.js';
import { tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

const ENDINGS = ['failure', 'poison', 'later'] as const;

function end(ending: (typeof ENDINGS)[number]): HandlerResult {
  if (ending === 'failure') throw new Error('no luck');
  if (ending === 'poison') throw new PoisonTaskError('never');
  return { retryInMs: 0 };
}

describe('an entry that went to somebody else while its handler ran', () => {
  it.each(ENDINGS.flatMap((ending) => [[ending, 'lives on'] as const, [ending, 'was retired'] as const]))(
    'is neither kept nor buried when the handler ends in %s and its worker %s',
    async (ending, fate) => {
      const { producer, worker, client, stream, group, inspector, eventsOf } = queue;
      const gate = latch();
      let runs = 0;
      const w = worker({
        // No beat comes between.
        leaseMs: 60_000,
        handler: async () => {
          runs++;
          await gate.opened;
          return end(ending);
        },
      });
      await w.start();
      const { entryId } = await producer.submitTask({ taskId: 1, source: 'api' });
      await waitFor(() => w.stats().running === 1);
      await client.xclaim(stream, group, 'by-hand', 0, entryId);
      if (fate === 'was retired') await client.zadd(`{${stream}}:workers`, 0, w.stats().worker);
      gate.open();
      await waitFor(() => eventsOf('lost').length === 1 && w.stats().inHand === 0);
      expect(await client.xpending(stream, group, '-', '+', 10)).toEqual([[entryId, 'by-hand', expect.any(Number), 2]]);
      expect(await client.exists(`{${stream}}:failures`)).toBe(0);
      expect(await inspector.stats()).toMatchObject({ length: 1, deadLetters: 0 });
      expect(runs).toBe(1);
    },
  );
});

describe('a worker that was frozen past its lease', () => {
  it.each(ENDINGS)('has no say any more when its handlers end in %s, and runs nothing again', async (ending) => {
    const { producer, workerProcess, isEmpty, client, stream, group, inspector } = queue;
    const frozen = await workerProcess({ leaseMs: 500, concurrency: 3, memoryQueue: 0, handleMs: 1500, ending });
    await producer.submitTasks(tasks(3));
    await waitFor(() => frozen.began.length >= 3);
    await frozen.kill('SIGSTOP');
    const { worker: survivor, taken, gate } = await holdTasks(queue);
    await waitFor(() => taken.length === 3);
    const beganBefore = frozen.began.length;
    await frozen.kill('SIGCONT');
    const lost = () => frozen.events.filter(({ type }) => type === 'lost').length;
    await waitFor(() => lost() === 3);
    await waitFor(() => frozen.events.filter(({ type }) => type === 'ready').length === 2);
    const [pending, , , owners] = (await client.xpending(stream, group)) as unknown[];
    expect([pending, owners]).toEqual([3, [[survivor.stats().worker, '3']]]);
    gate.open();
    await isEmpty();
    expect(taken.sort()).toEqual([1, 2, 3]);
    expect(frozen.began.length).toBe(beganBefore);
    expect(await inspector.stats()).toMatchObject({ deadLetters: 0, length: 0 });
  });

  it('with a full memory queue: what waited there is run by others, and what it still begins does not count', async () => {
    const { producer, worker, workerProcess, isEmpty, inspector, client, stream, group } = queue;
    const frozen = await workerProcess({ leaseMs: 500, concurrency: 2, memoryQueue: 60, handleMs: 5 });
    // Quick ones first, so that it reads ahead.
    await producer.submitTasks(tasks(200, 1001));
    await isEmpty();
    await producer.submitTasks(tasks(400));
    await waitFor(() => frozen.inHand() > 20);
    await frozen.kill('SIGSTOP');
    const name = frozen.events.find((event) => event.type === 'ready')?.worker ?? '';
    const held = await client.xpending(stream, group, '-', '+', 100, name);
    expect((held as unknown[]).length).toBeGreaterThan(10);
    const taken: number[] = [];
    await worker({ leaseMs: 500, handler: async ({ taskId }) => void taken.push(taskId) }).start();
    await isEmpty();
    const beganBefore = frozen.began.length;
    await frozen.kill('SIGCONT');
    await waitFor(() => frozen.events.filter(({ type }) => type === 'ready').length === 2);
    await waitFor(() => frozen.inHand() === 0);
    // Its two handlers may each begin another before the first answer of Redis.
    expect(frozen.began.length - beganBefore).toBeLessThan(20);
    expect(new Set([...frozen.began, ...taken].filter((taskId) => taskId <= 400)).size).toBe(400);
    expect(new Set(taken).size).toBe(taken.length);
    expect(await inspector.stats()).toMatchObject({ length: 0, deadLetters: 0, consumers: 2 });
  });
});
