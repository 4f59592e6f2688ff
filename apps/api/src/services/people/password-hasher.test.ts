import { describe, expect, it } from '@jest/globals';
import { createPasswordHasher } from './password-hasher.js';

describe('createPasswordHasher', () => {
  it('knows a password again, and no other', async () => {
    const hasher = createPasswordHasher();
    const stored = await hasher.hash('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(stored, 'correct horse battery')).toBe(true);
    expect(await hasher.verify(stored, 'correct horse')).toBe(false);
  });

  it('says no where there is no password, also to the one that it compares with then', async () => {
    const hasher = createPasswordHasher();
    expect(await hasher.verify(null, 'anything at all')).toBe(false);
    expect(await hasher.verify(undefined, 'nobody has this password')).toBe(false);
  });

  it('sends away who would wait for long, and serves all others in turn', async () => {
    const hasher = createPasswordHasher({ lanes: 1 });
    const results = await Promise.allSettled(Array.from({ length: 103 }, () => hasher.hash('the same for everybody')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ status: 429 });
  }, 120_000);
});
