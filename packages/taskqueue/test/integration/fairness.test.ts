import { waitFor } from '@goodshunter/testing';
import { expect, it } from '@jest/globals';
import { tasks } from '../support/set-up.js';
import { useTestQueue } from '../support/use-test-queue.js';

const queue = useTestQueue();

it('two workers with handlers of 100 ms share 2,000 tasks evenly', async () => {
  const workers = [1, 2].map(() =>
    queue.worker({
      concurrency: 50,
      // How long a task takes decides how far a worker reads ahead; more than this changes nothing.
      handler: () => new Promise((resolve) => setTimeout(() => resolve('done'), 100)),
    }),
  );
  for (const worker of workers) await worker.start();
  await queue.producer.submitTasks(tasks(2000));
  await queue.isEmpty();
  for (const worker of workers) {
    expect(worker.stats().finished).toBeGreaterThanOrEqual(900);
    expect(worker.stats().finished).toBeLessThanOrEqual(1100);
  }
});

it('handlers that do nothing are read for in hundreds', async () => {
  await queue.producer.submitTasks(tasks(20_000));
  const worker = queue.worker({ handler: async () => 'done' });
  await queue.client.config('RESETSTAT');
  await worker.start();
  await queue.isEmpty();
  const reads = Number(/cmdstat_xreadgroup:calls=(\d+)/.exec(await queue.client.info('commandstats'))?.[1]);
  expect(20_000 / reads).toBeGreaterThan(100);
});

it('an idle worker sends hardly more than its beats, of which a lease holds six', async () => {
  // A tenth of the default lease and the default wait for entries, so 0.3 commands a second at the defaults.
  const worker = queue.worker({ leaseMs: 3000, blockMs: 1500, handler: async () => 'done' });
  await worker.start();
  const monitor = await queue.client.monitor();
  const sent: string[] = [];
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    if (source !== 'lua') sent.push(String(args[0]));
  });
  const from = performance.now();
  const beats = () => sent.filter((name) => /evalsha/i.test(name)).length;
  await waitFor(() => beats() === 12, { what: 'the beats of two leases' });
  const leases = (performance.now() - from) / 3000;
  monitor.disconnect();
  // Beats are not early, and one read ends each half lease.
  expect(beats()).toBeLessThanOrEqual(6 * leases + 1);
  expect(sent.length - beats()).toBeLessThanOrEqual(2 * leases + 1);
});
