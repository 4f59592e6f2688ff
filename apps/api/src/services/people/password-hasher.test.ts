import { afterEach, describe, expect, it } from '@jest/globals';
import { createPasswordHasher, type PasswordHasher, type PasswordHasherOptions } from './password-hasher.js';

let started: PasswordHasher[] = [];
const create = (options?: PasswordHasherOptions) => {
  const hasher = createPasswordHasher(options);
  started.push(hasher);
  return hasher;
};
afterEach(async () => {
  await Promise.all(started.map((hasher) => hasher.close()));
  started = [];
});

describe('createPasswordHasher', () => {
  it('knows a password again, and no other', async () => {
    const hasher = create();
    const stored = await hasher.hash('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hasher.verify(stored, 'correct horse battery')).toBe(true);
    expect(await hasher.verify(stored, 'correct horse')).toBe(false);
  });

  it('says no where there is no password, also to the one that it compares with then', async () => {
    const hasher = create();
    expect(await hasher.verify(null, 'anything at all')).toBe(false);
    expect(await hasher.verify(undefined, 'nobody has this password')).toBe(false);
  });

  it('sends away who would wait for long, and serves all others in turn', async () => {
    const hasher = create({ lanes: 1 });
    const results = await Promise.allSettled(Array.from({ length: 103 }, () => hasher.hash('the same for everybody')));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ status: 429 });
  });

  it('says that it could not when what is stored is no hash, and goes on with the next', async () => {
    const hasher = create({ lanes: 1 });
    await expect(hasher.verify('not a hash', 'x')).rejects.toThrow('could not be hashed');
    expect(await hasher.verify(await hasher.hash('correct horse'), 'correct horse')).toBe(true);
  });
});
