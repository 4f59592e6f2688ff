import { randomUUID } from 'node:crypto';
import type { Page, Run, Task } from '@goodshunter/contracts/api';
import {
  type LogLine,
  type ServiceProcess,
  type Stack,
  startStack,
  startWebhookReceiver,
  type WebhookReceiver,
  waitFor,
} from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { controlShop, waitForSuccess } from './support.js';

const CORRELATION_ID = `e2e-${randomUUID()}`;

/** One id, from the user's request to the receiver of the webhook: what an operator greps for. */
describe('the correlation id of a creation', () => {
  let stack: Stack;
  let receiver: WebhookReceiver;
  let scheduler: ServiceProcess | undefined;
  let taskId = 0;

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    // No scheduler yet: what the api puts on the stream stays there to be seen.
    stack = await startStack({
      schedulers: 0,
      allowHosts: [receiver.host],
      env: { APP_WEBHOOK_SIGNING_KEY: 'a-signing-key-of-both-services', API_ANNOUNCE_BUDGET_MS: '10000' },
    });
    await controlShop(stack, 'freeze', {});
    const channel = await stack.api.call<{ secret: string }>('POST', '/api/channels', {
      name: 'book',
      kind: 'webhook',
      config: { url: receiver.url },
    });
    receiver.useSecret(channel.body.secret);
  });
  afterAll(async () => {
    await stack?.stop();
    await receiver?.close();
  });

  const linesOf = (service: ServiceProcess | undefined): LogLine[] =>
    service?.lines.filter(({ correlationId }) => correlationId === CORRELATION_ID) ?? [];
  const waitForLine = (service: ServiceProcess | undefined, msg: string) =>
    waitFor(() => linesOf(service).find((line) => line.msg === msg), {
      what: `${service?.name} to log "${msg}" with the id`,
    });

  it('is taken from X-Request-Id, answered, and logged by the api', async () => {
    const { status, headers, body } = await stack.api.call<{ task: Task }>(
      'POST',
      '/api/tasks',
      { source: 'shopify', query: { url: stack.shopUrl }, intervalSeconds: 5 },
      { 'x-request-id': CORRELATION_ID },
    );
    expect(status).toBe(201);
    expect(headers.get('x-request-id')).toBe(CORRELATION_ID);
    expect(headers.get('x-correlation-id')).toBe(CORRELATION_ID);
    taskId = body.task.id;
    expect(await waitForLine(stack.apiProcess, 'task created')).toMatchObject({ taskId });
    expect(await waitForLine(stack.apiProcess, 'request answered')).toMatchObject({ status: 201 });
  });

  it('stands in the stream entry', async () => {
    const redis = new Redis(stack.redis?.url ?? '');
    try {
      const entries = await redis.xrange('goodshunter:task:queue', '-', '+');
      const messages = entries.map(([, [, data = '{}']]) => JSON.parse(data) as Record<string, unknown>);
      const [entry] = messages.filter((message) => message.task_id === taskId);
      expect(Object.values(entry ?? {})).toContain(CORRELATION_ID);
    } finally {
      redis.disconnect();
    }
  });

  it('is logged by the scheduler and the crawler that run the task, and kept with the run', async () => {
    scheduler = await stack.startScheduler();
    await waitForSuccess(stack, taskId);
    expect(await waitForLine(scheduler, 'run saved')).toMatchObject({ taskId });
    await waitForLine(stack.crawlers[0], 'crawl finished');
    const { body } = await stack.api.call<Page<Run>>('GET', `/api/tasks/${taskId}/runs`);
    expect(body.data.at(-1)?.correlationId).toBe(CORRELATION_ID);
  });

  it('goes with the webhook that a later look caused', async () => {
    await controlShop(stack, 'add', { title: 'Rolleiflex 3.5F', priceMinor: 120_000 });
    const webhook = await waitFor(() => receiver.received[0], { what: 'the webhook' });
    expect(webhook.headers['x-correlation-id']).toBe(CORRELATION_ID);
    expect(webhook.body).toMatchObject({ correlationId: CORRELATION_ID });
    expect(webhook.isSignatureValid).toBe(true);
    expect(await waitForLine(scheduler, 'message sent')).toMatchObject({ messageId: webhook.id });
  });

  it('stands in every line about this task, in all logs', () => {
    const lines = [stack.apiProcess, scheduler, ...stack.crawlers].flatMap((service) => service?.lines ?? []);
    const about = lines.filter((line) => line.taskId === taskId || line.task_id === taskId);
    expect(about.length).toBeGreaterThan(3);
    expect(about.filter(({ correlationId }) => correlationId !== CORRELATION_ID)).toEqual([]);
  });
});
