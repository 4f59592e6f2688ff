import { type Listening, listen } from '@goodshunter/service';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { type Rig, startRig } from './rig.js';

let rig: Rig;
let figures: Listening;
beforeAll(async () => {
  // Nothing listens there: health has something to tell.
  rig = await startRig({ redisAddr: '127.0.0.1:1' });
  figures = await listen(rig.api.metricsApp, 0);
});
afterAll(async () => {
  await figures?.stop(0);
  await rig?.stop();
});

const fromElsewhere = (path: string) => request(rig.base).get(path).set('X-Forwarded-For', '203.0.113.7');

describe('figures', () => {
  it('are told on this machine, and on a port of their own', async () => {
    expect((await request(rig.base).get('/metrics').expect(200)).text).toContain('goodshunter_build_info');
    const own = await request(`http://127.0.0.1:${figures.port}`).get('/metrics').set('X-Forwarded-For', '203.0.113.7');
    expect(own.text).toContain('goodshunter_build_info');
  });

  it('are told to no proxy on this machine, whatever it says of whom it asks for', async () => {
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'Forwarded', 'Via']) {
      await request(rig.base).get('/metrics').set(name, 'https').expect(401);
    }
  });

  it('are told to no page elsewhere whose name leads to this machine', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8081']) {
      await request(rig.base).get('/metrics').set('Host', host).expect(401);
      expect((await request(rig.base).get('/readyz').set('Host', host)).body).toEqual({ status: 'degraded' });
    }
    for (const host of ['localhost', 'LOCALHOST:8081', '127.0.0.1:8081', '[::1]:8081']) {
      await request(rig.base).get('/metrics').set('Host', host).expect(200);
    }
  });

  it('are told to an admin’s token from elsewhere, and to nobody else', async () => {
    await fromElsewhere('/metrics').expect(401);
    await fromElsewhere('/metrics').set('Authorization', 'Bearer gh_guess').expect(401);
    await fromElsewhere('/metrics').set('Authorization', `Bearer ${rig.token}`).expect(200);
  });
});

describe('readiness', () => {
  it('gives its reasons to those who run the house alone', async () => {
    expect((await request(rig.base).get('/readyz')).body).toHaveProperty('redis');
    expect((await fromElsewhere('/readyz')).body).toEqual({ status: 'degraded' });
    const own = await request(`http://127.0.0.1:${figures.port}`).get('/readyz');
    expect(own.body).toHaveProperty('redis');
  });
});
