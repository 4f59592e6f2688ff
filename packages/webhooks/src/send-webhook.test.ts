import { describe, expect, it } from '@jest/globals';
import { sendWebhook, type WebhookRequest, type WebhookResponse } from './send-webhook.js';
import { createWebhookSecret } from './sign-webhook.js';

const base = { url: 'https://hooks.example/x', secret: createWebhookSecret(), messageId: 'msg_1', payload: { a: 1 } };

function answering(response: WebhookResponse) {
  const requests: WebhookRequest[] = [];
  const transport = async (request: WebhookRequest) => {
    requests.push(request);
    return response;
  };
  return { requests, transport };
}

describe('sendWebhook', () => {
  it('posts the JSON with the three headers and the correlation id', async () => {
    const { requests, transport } = answering({ status: 204 });
    const result = await sendWebhook({ ...base, transport, correlationId: 'c-1', clock: () => 5_999, deadlineMs: 700 });
    expect(result).toEqual({ status: 'delivered', httpStatus: 204 });
    expect(requests).toEqual([
      {
        url: base.url,
        method: 'POST',
        body: '{"a":1}',
        deadlineMs: 700,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'GoodsHunter',
          'x-correlation-id': 'c-1',
          'webhook-id': 'msg_1',
          'webhook-timestamp': '5',
          'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
        },
      },
    ]);
  });

  it('says how long a busy receiver asks to wait', async () => {
    const { transport } = answering({ status: 429, retryAfter: '30' });
    expect(await sendWebhook({ ...base, transport })).toEqual({
      status: 'failed',
      httpStatus: 429,
      retryAfterMs: 30_000,
      message: 'the receiver answered 429',
      isPermanent: false,
    });
  });

  it.each([
    [410, true],
    [404, false],
    [302, false],
    [500, false],
  ])('answers %d: permanent %j', async (status, isPermanent) => {
    const { transport } = answering({ status });
    expect(await sendWebhook({ ...base, transport })).toMatchObject({ status: 'failed', isPermanent });
  });

  it('reports an unreachable receiver as worth another try', async () => {
    const transport = () => Promise.reject(new Error('connect ECONNREFUSED'));
    expect(await sendWebhook({ ...base, transport })).toEqual({
      status: 'failed',
      message: 'the receiver could not be reached: connect ECONNREFUSED',
      isPermanent: false,
    });
  });

  it('gives up on a forbidden address and on a secret that is none', async () => {
    const refused = () => Promise.reject(Object.assign(new Error('no'), { code: 'FORBIDDEN_ADDRESS' }));
    expect(await sendWebhook({ ...base, transport: refused })).toMatchObject({ isPermanent: true });
    const { requests, transport } = answering({ status: 200 });
    expect(await sendWebhook({ ...base, transport, secret: 'x' })).toMatchObject({ isPermanent: true });
    expect(requests).toEqual([]);
  });
});
