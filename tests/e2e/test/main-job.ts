import { type Stack, startStack, startWebhookReceiver, type WebhookReceiver, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { controlShop, createTask, listItems, timeline, waitForEvent, waitForSuccess } from './support.js';

const INTERVAL_S = 5;

/** The main job as a user sees it; the same cases hold in both modes. */
export function describeMainJob(
  mode: 'redis_streams' | 'db_polling',
  switchedOffBy: 'environment' | 'file' = 'environment',
): void {
  describe(`the main job in mode ${mode}, switched by ${switchedOffBy}`, () => {
    let stack: Stack;
    let receiver: WebhookReceiver;
    let taskId = 0;

    beforeAll(async () => {
      receiver = await startWebhookReceiver();
      const withRedis = mode === 'redis_streams';
      stack = await startStack({
        redis: withRedis,
        switchedOffBy,
        allowHosts: [receiver.host],
        // A busy machine may not announce within the usual 20 ms.
        env: { API_ANNOUNCE_BUDGET_MS: '10000' },
      });
      await controlShop(stack, 'freeze', {});
    });
    afterAll(async () => {
      await stack?.stop();
      await receiver?.close();
    });

    it('answers that it is well', async () => {
      const { status, body } = await stack.api.call('GET', '/healthz');
      expect([status, body]).toEqual([200, { status: 'ok' }]);
    });

    it('logs its mode', async () => {
      const running = mode === 'redis_streams' ? 'Redis Streams' : 'DB polling';
      const [scheduler] = stack.schedulers;
      await scheduler?.waitForLine(`scheduler running in ${running} mode`);
      expect(await scheduler?.waitForLine('scheduler started')).toMatchObject({ mode, interval: '1m0s' });
    });

    it('lists the first items of a new task, without an alert', async () => {
      const channel = await stack.api.call<{ secret: string }>('POST', '/api/channels', {
        name: 'book',
        kind: 'webhook',
        config: { url: receiver.url },
      });
      expect(channel.status).toBe(201);
      receiver.useSecret(channel.body.secret);
      const { task, dispatch } = await createTask(stack, {
        source: 'shopify',
        query: { url: stack.shopUrl },
        intervalSeconds: INTERVAL_S,
      });
      taskId = task.id;
      expect(dispatch).toBe(mode === 'redis_streams' ? 'queued' : 'deferred');
      await waitForSuccess(stack, taskId);
      expect((await listItems(stack, taskId)).length).toBeGreaterThan(10);
      expect(await timeline(stack)).toEqual([]);
    });

    it('tells the timeline and the webhook about a new listing', async () => {
      await controlShop(stack, 'add', { title: 'Rolleiflex 3.5F', priceMinor: 120_000 });
      const event = await waitForEvent(stack, (e) => e.kind === 'new');
      expect(event).toMatchObject({ taskId, newPrice: 120_000, item: { title: 'Rolleiflex 3.5F' } });
      const webhook = await waitFor(() => receiver.received[0], { what: 'the webhook' });
      expect(webhook.isSignatureValid).toBe(true);
      expect(webhook.body).toMatchObject({ data: { events: [{ kind: 'new', item: { title: 'Rolleiflex 3.5F' } }] } });
    });

    it('gives one price_drop with old and new price for a price cut', async () => {
      const item = (await listItems(stack, taskId)).find(({ title }) => title === 'Rolleiflex 3.5F');
      const handle = item?.url.split('/').at(-1);
      await controlShop(stack, 'price', { handle, priceMinor: 99_900 });
      await waitForEvent(stack, (e) => e.kind === 'price_drop');
      const drops = (await timeline(stack)).filter((e) => e.kind === 'price_drop');
      expect(drops).toMatchObject([{ oldPrice: 120_000, newPrice: 99_900 }]);
      const history = await stack.api.call<{ priceHistory: { price: number }[] }>('GET', `/api/items/${item?.id}`);
      expect(history.body.priceHistory.map(({ price }) => price).toSorted((a, b) => a - b)).toEqual([99_900, 120_000]);
    });

    it('sends nothing twice', async () => {
      await waitFor(() => receiver.received.length >= 2, { what: 'both webhooks' });
      const ids = receiver.received.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe((await timeline(stack)).length);
    });

    it('keeps the secrets out of the logs', async () => {
      const logs = [stack.apiProcess, ...stack.schedulers, ...stack.crawlers].flatMap(({ lines }) => lines);
      expect(JSON.stringify(logs)).not.toMatch(/goodshunter_redis|whsec_|mysql:\/\/goodshunter:/);
    });

    it('stops on SIGTERM with code 0', async () => {
      const services = [...stack.schedulers, ...stack.crawlers, stack.apiProcess];
      expect(await Promise.all(services.map((service) => service.kill('SIGTERM')))).toEqual([0, 0, 0]);
    });
  });
}
