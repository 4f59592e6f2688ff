import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { createMailKind } from '../../src/kinds/mail/index.js';
import { nothingTold, TITLES, telling, tellingsOf, told } from '../support.js';

let server: SMTPServer;
let url: string;
let mails: ParsedMail[];
let refuse: { at: 'rcpt' | 'data'; code: number; text: string } | undefined;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === 'me' && password === 'right') done(null, { user: 'me' });
      else done(new Error('Invalid login'));
    },
    onRcptTo(_address, _session, done) {
      done(refuse?.at === 'rcpt' ? Object.assign(new Error(refuse.text), { responseCode: refuse.code }) : null);
    },
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (mail) => {
          if (refuse?.at === 'data') return done(Object.assign(new Error(refuse.text), { responseCode: refuse.code }));
          mails.push(mail);
          done(null, 'queued as 1');
        },
        (error: Error) => done(error),
      );
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(() => {
  mails = [];
  refuse = undefined;
});

const from = 'GoodsHunter <hunter@example.org>';

async function send(what = telling(), smtpUrl = url) {
  const kind = createMailKind({ smtpUrl, from });
  const config = { address: 'mika@example.net' };
  return kind.send(kind.render(what, config), config, { secret: '', deadlineMs: 5000 });
}

it('sends text and HTML that say the same, with an id that stays and a way to stop', async () => {
  const what = telling([told()], { stopUrl: 'https://hunter.example/stop/xyz' });
  expect(await send(what)).toMatchObject({ status: 'sent', message: expect.stringContaining('queued as 1') });
  await send(what);
  const [mail, again] = mails;
  expect(mail?.messageId).toBe('<msg_42_5_7_1@example.org>');
  expect(again?.messageId).toBe(mail?.messageId);
  expect(mail?.subject).toBe('Drop −12\u00a0%: €1,720, Leica M6 Classic 0.72, black chrome');
  expect(mail?.headers.get('list')).toMatchObject({ unsubscribe: { url: 'https://hunter.example/stop/xyz' } });
  expect(mail?.headerLines.some(({ line }) => line === 'List-Unsubscribe-Post: List-Unsubscribe=One-Click')).toBe(true);
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  for (const text of [mail?.text, mail?.html]) {
    for (const part of [
      '€1,720',
      '€1,950',
      '€1,690',
      'under typical',
      'foto-brenner.example',
      'https://hunter.example/mute/abc',
      '15:02',
    ]) {
      expect(text).toContain(part);
    }
  }
});

it.each(TITLES)('takes a title %s without a tag, a header or a link of its own', async (_what, title) => {
  for (const what of tellingsOf(title, 50)) {
    expect(await send(what)).toMatchObject({ status: 'sent' });
  }
  for (const mail of mails) {
    expect(mail.to).toMatchObject({ value: [{ address: 'mika@example.net' }] });
    expect(String(mail.html)).not.toMatch(/<script/i);
    expect(Array.from(mail.subject ?? '').length).toBeLessThanOrEqual(150);
    const anchors = [...String(mail.html).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    for (const href of anchors) expect(href).toMatch(/^https:\/\/(shop|hunter)\.example\//);
  }
});

it.each([
  ['rcpt', 550, 'No such user here', 'dead'],
  ['rcpt', 450, 'Greylisted, try again', 'wait'],
  ['rcpt', 451, 'Local error', 'retry'],
  ['data', 554, 'Message looks like spam', 'refused'],
  ['data', 452, 'Too many messages', 'wait'],
] as const)('at %s, %d %s: %s', async (at, code, text, status) => {
  refuse = { at, code, text };
  expect(await send()).toMatchObject({ status, message: expect.stringContaining(text) });
});

it('calls a wrong password wrong, and comes back to a server that is away', async () => {
  expect(await send(telling(), url.replace('//', '//me:wrong@'))).toMatchObject({ status: 'misconfigured' });
  expect(await send(telling(), url.replace('//', '//me:right@'))).toMatchObject({ status: 'sent' });
  expect(await send(telling(), 'smtp://127.0.0.1:1')).toMatchObject({ status: 'retry' });
});

it('says that there is nothing in text and HTML', async () => {
  await send(telling([nothingTold({ failed: 12, blind: ['Steel bikes'] })], { held: 'daily' }));
  const [mail] = mails;
  expect(mail?.subject).toMatch(/^Nothing, and I looked 1,400 times/);
  for (const text of [mail?.text, mail?.html]) {
    for (const part of [
      '1,412 looks in 2 hunts',
      '12 of them failed',
      'Steel bikes cannot be read',
      'Lever machines',
    ]) {
      expect(text).toContain(part);
    }
  }
});

it('lets each listing of several hunts be muted and its history be read', async () => {
  const entries = [
    told(),
    told({ itemId: 8, taskId: 43, taskName: 'Lamps' }, { muteUrl: 'https://hunter.example/mute/b' }),
  ];
  await send(telling(entries));
  for (const link of ['/mute/abc', '/mute/b', '/items/7', '/items/8']) {
    expect(mails[0]?.html).toContain(`href="https://hunter.example${link}"`);
  }
});
