import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { WebhookSecretError } from './errors.js';
import { createWebhookSecret, signWebhook } from './sign-webhook.js';

describe('signWebhook', () => {
  it("gives what the specification's own example gives", () => {
    const headers = signWebhook({
      secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      body: '{"test": 2432232314}',
      nowMs: 1_614_265_330_000,
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is accepted by the reference library, and no longer once the body changed', () => {
    const secret = createWebhookSecret();
    const body = JSON.stringify({ type: 'item.event', title: 'Objektiv für 50 €, ライカ' });
    const headers = signWebhook({ secret, messageId: 'msg_1', body });
    const receiver = new Webhook(secret);
    expect(receiver.verify(body, { ...headers })).toEqual(JSON.parse(body));
    expect(() => receiver.verify(`${body} `, { ...headers })).toThrow();
  });

  it.each(['', 'secret', 'whsec_', 'whsec_c2hvcnQ='])('refuses %j as a secret', (secret) => {
    expect(() => signWebhook({ secret, messageId: 'm', body: '{}' })).toThrow(WebhookSecretError);
  });
});
