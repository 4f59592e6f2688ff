import { describe, expect, it } from '@jest/globals';
import { createChannelSecret, resolveChannelSecret } from './channel-secret.js';
import { sendWebhook } from './send-webhook.js';
import { signWebhook } from './sign-webhook.js';

const KEY = 'a-signing-key-of-enough-characters';

describe('a channel secret', () => {
  it('is stored itself where there is no signing key', () => {
    const { secret, stored } = createChannelSecret('');
    expect(stored).toBe(secret);
    expect(resolveChannelSecret(stored, '')).toBe(secret);
    expect(resolveChannelSecret(stored, KEY)).toBe(secret);
  });

  it('is derived from the signing key, another one for each channel, and fits its column', () => {
    const [one, other] = [createChannelSecret(KEY), createChannelSecret(KEY)];
    expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(one.secret).not.toBe(other.secret);
    expect(one.stored).toMatch(/^derived:/);
    expect(one.stored.length).toBeLessThanOrEqual(100);
    expect(resolveChannelSecret(one.stored, KEY)).toBe(one.secret);
    expect(() => signWebhook({ secret: one.secret, messageId: 'm', body: '' })).not.toThrow();
  });

  it('says that the key is missing or another one, and signs nothing with it', async () => {
    const { stored } = createChannelSecret(KEY);
    expect(() => resolveChannelSecret(stored, '')).toThrow(/APP_WEBHOOK_SIGNING_KEY is missing/);
    expect(() => resolveChannelSecret(stored, `${KEY}x`)).toThrow(/is not the one/);
    const sent: unknown[] = [];
    const result = await sendWebhook({
      url: 'https://hooks.example/',
      secret: stored,
      signingKey: `${KEY}x`,
      messageId: 'm',
      payload: {},
      transport: async (request) => {
        sent.push(request);
        return { status: 204 };
      },
    });
    // Mended by bringing the key back: not permanent.
    expect(result).toMatchObject({
      status: 'failed',
      isPermanent: false,
      message: expect.stringContaining('is not the one'),
    });
    expect(result).not.toMatchObject({ message: expect.stringContaining('could not be reached') });
    expect(sent).toEqual([]);
  });

  it('is the same in every version: stored secrets outlive an upgrade', () => {
    const stored = 'derived:AAAAAAAAAAAAAAAAAAAAAA:-IivTeJY0pU';
    expect(resolveChannelSecret(stored, KEY)).toBe('whsec_DM+Tn4xnKTHQT9PWYRizKTLtfeU1hBf5oHsD702OU/E=');
  });
});
