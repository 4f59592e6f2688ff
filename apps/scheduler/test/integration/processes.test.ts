import { createServer } from 'node:net';
import { crawlOk, latch, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../support/items.js';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const rig = useSchedulerRig();

describe.each(['stream', 'poll'] as const)('processes in %s mode', (mode) => {
  it('run what a killed one had in hand, each once', async () => {
    const release = latch();
    rig.crawler.setAnswer(async (crawl) => {
      await release.opened;
      return crawlOk([listing(`killed-${mode}/${String(crawl.query.url)}`)]);
    });
    const taskIds = await Promise.all(
      Array.from({ length: 12 }, (_value, index) =>
        rig.database.createTask({ query: { url: `https://k${index}.example` } }),
      ),
    );
    const victim = await rig.startProcess(mode);
    await waitFor(() => rig.crawler.crawls.length === 4);
    await rig.startProcess(mode);
    await victim.kill('SIGKILL');
    release.open();
    await waitFor(async () => (await rig.database.count('run')) === taskIds.length);
    expect(await rig.database.count('item')).toBe(taskIds.length);
    expect(await rig.database.count('task', "lease_owner IS NOT NULL OR attempt <> 0 OR health <> 'ok'")).toBe(0);
  });

  it('do no harm when one was frozen beyond its lease and wakes up', async () => {
    const taskId = await rig.database.createTask({ isSettled: true });
    const answers = [listing(`frozen-${mode}/zombie`), listing(`frozen-${mode}/winner`)];
    const release = latch();
    rig.crawler.setAnswer(async (crawl) => {
      const index = rig.crawler.crawls.indexOf(crawl);
      if (index === 0) await release.opened;
      return crawlOk([answers[index] ?? answers[1] ?? {}]);
    });
    // However long the other one takes to start: neither gives up its crawl meanwhile.
    const patient = { APP_LEASE_MS: '4000', CRAWLER_DEADLINE_MS: '300000' };
    const zombie = await rig.startProcess(mode, patient);
    await waitFor(() => rig.crawler.crawls.length === 1);
    await zombie.kill('SIGSTOP');
    await rig.startProcess(mode, patient);
    await waitFor(async () => (await rig.database.count('run', `task_id = ${taskId}`)) === 1);
    release.open();
    await zombie.kill('SIGCONT');
    await waitFor(() => zombie.lines.some(({ msg }) => msg === 'run fenced off' || msg === 'run aborted'));
    expect(await rig.database.count('run', `task_id = ${taskId}`)).toBe(1);
    expect(await rig.database.count('event', `task_id = ${taskId}`)).toBe(1);
    expect(await rig.database.count('item', `source_key = 'frozen-${mode}/zombie'`)).toBe(0);
    const metrics = await (await fetch(`http://127.0.0.1:${zombie.port}/metrics`)).text();
    expect(metrics).toMatch(/goodshunter_fenced_writes_total [1-9]/);
  });

  it('end by SIGTERM under load with exit code 0, and leave their work to others', async () => {
    rig.crawler.setAnswer(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return crawlOk([]);
    });
    const taskIds = await Promise.all(Array.from({ length: 150 }, () => rig.database.createTask()));
    const first = await rig.startProcess(mode);
    await waitFor(async () => (await rig.database.count('run')) > 20);
    expect(await first.kill('SIGTERM')).toBe(0);
    expect(await rig.database.count('task', 'lease_owner IS NOT NULL')).toBe(0);
    expect(first.lines.filter(({ level }) => level === 'error' || level === 'stderr')).toEqual([]);
    await rig.startProcess(mode);
    await waitFor(async () => (await rig.database.count('run')) === taskIds.length);
    expect(rig.crawler.crawls).toHaveLength(taskIds.length);
  });
});

describe('a publisher that is killed', () => {
  it('is followed by another', async () => {
    const first = await rig.startProcess('stream');
    await first.waitForLine('publisher lease taken');
    const second = await rig.startProcess('stream');
    await first.kill('SIGKILL');
    await second.waitForLine('publisher lease taken');
  });
});

describe('a scheduler without a queue', () => {
  it('never opens a connection to Redis', async () => {
    let connections = 0;
    const trap = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const taskId = await rig.database.createTask();
    const service = await rig.startProcess('poll', { REDIS_ADDR: `127.0.0.1:${port}` });
    await waitFor(async () => (await rig.database.count('run', `task_id = ${taskId}`)) === 1);
    expect(await service.kill('SIGTERM')).toBe(0);
    expect(connections).toBe(0);
    trap.close();
  });
});
