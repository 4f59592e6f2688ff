import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import { expect, it } from '@jest/globals';
import { createWebhookTransport } from './create-webhook-transport.js';
import { sendWebhook } from './send-webhook.js';
import { createWebhookSecret } from './sign-webhook.js';

it('delivers through the guard, follows no redirect, and refuses an address that is not open', async () => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    const isMoved = request.url === '/moved';
    response.writeHead(isMoved ? 302 : 503, isMoved ? { location: '/' } : { 'retry-after': '7' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open = createSafeFetcher({ guard: createGuard({ allowHosts: [host] }), userAgent: 'test' });
  const closed = createSafeFetcher({ guard: createGuard(), userAgent: 'test' });
  const message = { secret: createWebhookSecret(), messageId: 'm', payload: {} };
  try {
    const transport = createWebhookTransport(open);
    expect(await sendWebhook({ ...message, url: `http://${host}/busy`, transport })).toMatchObject({
      httpStatus: 503,
      retryAfterMs: 7000,
    });
    expect(await sendWebhook({ ...message, url: `http://${host}/moved`, transport })).toMatchObject({
      httpStatus: 302,
    });
    const refused = createWebhookTransport(closed);
    expect(await sendWebhook({ ...message, url: `http://${host}/`, transport: refused })).toMatchObject({
      status: 'failed',
      isPermanent: true,
    });
    expect(paths).toEqual(['POST /busy', 'POST /moved']);
  } finally {
    await Promise.all([open.close(), closed.close()]);
    await new Promise((resolve) => server.close(resolve));
  }
});
