import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, startNtfy } from '@goodshunter/testing';
import { expect, it } from '@jest/globals';
import { startRig } from './rig.js';

const OLD = 'the-key-of-before-0123456789';
const NEW = 'the-key-of-now-9876543210';

it('replaces the key of secrets as the documentation says: new before old, each channel saved once, old taken away', async () => {
  const ntfy = await startNtfy({ token: 'tk_secret_of_a_topic' });
  const dir = await mkdtemp(join(tmpdir(), 'key-rotation-'));
  const databaseUrl = await createTestDatabase();
  const withKey = (key: string) =>
    startRig({
      databaseUrl,
      tokenFile: join(dir, 'token'),
      env: { NOTIFY_ALLOW_HOSTS: ntfy.host, NOTIFY_SECRET_KEY: key },
    });
  try {
    const config = { server: ntfy.url, topic: 'mine', token: 'tk_secret_of_a_topic' };
    let rig = await withKey(OLD);
    const { body } = await rig.call('post', '/api/channels').send({ name: 'Phone', kind: 'ntfy', config }).expect(201);
    const test = async () => (await rig.call('post', `/api/channels/${body.id}/test`)).body;
    expect(await test()).toMatchObject({ delivered: true });
    await rig.stop();

    rig = await withKey(`${NEW},${OLD}`);
    const { body: known } = await rig.call('get', `/api/channels/${body.id}`).expect(200);
    expect(known.config.token).toBe('…opic');
    expect(await test()).toMatchObject({ delivered: true });
    // As it was answered: whoever rotates does not know the secret.
    await rig.call('patch', `/api/channels/${body.id}`).send({ config: known.config }).expect(200);
    await rig.stop();

    rig = await withKey(NEW);
    expect(await test()).toMatchObject({ delivered: true });
    expect(ntfy.calls.at(-1)?.headers.authorization).toBe('Bearer tk_secret_of_a_topic');
    await rig.stop();

    rig = await withKey(OLD);
    expect(await test()).not.toMatchObject({ delivered: true });
    await rig.stop();
  } finally {
    await ntfy.close();
    await rm(dir, { recursive: true, force: true });
  }
});
