import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import request from 'supertest';
import { createBrowserClient } from './browser-client.js';
import { type Rig, startRig } from './rig.js';

const PASSWORD = 'a long password';
const letters: Array<{ to: string; text: string }> = [];
let server: SMTPServer;
let rig: Rig;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      // Quoted-printable: long lines are cut by "=" at their ends, and "=" itself is written out.
      stream.on('end', () => {
        const plain = text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: plain });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  rig = await startRig({ env: { MAIL_SMTP_URL: `smtp://127.0.0.1:${port}`, PEOPLE_REGISTRATION: 'open' } });
});
afterAll(async () => {
  await rig?.stop();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const letterTo = async (to: string, before: number) => {
  await waitFor(() => letters.length > before && letters.at(-1)?.to === to, { what: `a letter to ${to}` });
  return letters.at(-1)?.text ?? '';
};

it('makes an account by a link that came by e-mail, which proves the address', async () => {
  expect((await request(rig.base).get('/api/session')).body.signIn).toMatchObject({ mail: true, registration: 'open' });
  await request(rig.base).post('/api/session/register').send({ email: 'grace@shop.example' }).expect(202);
  const code = /\/invite\/([\w-]{43})/.exec(await letterTo('grace@shop.example', 0))?.[1];
  const made = await request(rig.base).post('/api/invites/accept').send({ code, name: 'grace', password: PASSWORD });
  expect(made.body.user).toMatchObject({ name: 'grace', role: 'member', email: 'grace@shop.example' });
});

it('replaces a forgotten password, signs in by the address, and answers the same for nobody', async () => {
  const before = letters.length;
  const nobody = await request(rig.base).post('/api/session/forgotten').send({ email: 'nobody@shop.example' });
  const known = await request(rig.base).post('/api/session/forgotten').send({ email: 'grace@shop.example' });
  expect([nobody.status, nobody.text]).toEqual([known.status, known.text]);
  const code = /\/password#code=([\w-]{43})/.exec(await letterTo('grace@shop.example', before))?.[1];
  expect(letters.filter(({ to }) => to === 'nobody@shop.example')).toEqual([]);
  const password = 'another long password';
  await request(rig.base).post('/api/session/password').send({ code, password }).expect(204);
  await request(rig.base).post('/api/session').send({ name: 'grace@shop.example', password }).expect(200);
});

it('sends who has an account already the way back into it, instead of a second one', async () => {
  const before = letters.length;
  await request(rig.base).post('/api/session/register').send({ email: 'grace@shop.example' }).expect(202);
  expect(await letterTo('grace@shop.example', before)).toContain('/password#code=');
});

it('verifies a new address by a code; wrong ones are counted, and end it', async () => {
  const client = createBrowserClient(rig.base);
  client.keep(await client.call('post', '/api/session').send({ name: 'grace', password: 'another long password' }));
  let before = letters.length;
  const changed = await client.call('patch', '/api/me').send({ email: 'hopper@shop.example' }).expect(200);
  expect(changed.body.email).toBe('grace@shop.example');
  const first = /Your code is (\d{6})/.exec(await letterTo('hopper@shop.example', before))?.[1] ?? '';
  const wrong = first === '000000' ? '000001' : '000000';
  for (let guess = 0; guess < 5; guess += 1) {
    await client.call('post', '/api/me/email').send({ code: wrong }).expect(422);
  }
  await client.call('post', '/api/me/email').send({ code: first }).expect(422);
  before = letters.length;
  await client.call('patch', '/api/me').send({ email: 'hopper@shop.example' }).expect(200);
  const second = /Your code is (\d{6})/.exec(await letterTo('hopper@shop.example', before))?.[1];
  const confirmed = await client.call('post', '/api/me/email').send({ code: second }).expect(200);
  expect(confirmed.body.email).toBe('hopper@shop.example');
});
