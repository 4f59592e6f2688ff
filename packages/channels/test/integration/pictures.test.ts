import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SafeFetcher } from '@goodshunter/safe-fetch';
import { type DoubleCall, PATIENCE_MS, startDiscord, startMatrix, startTelegram, waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import {
  type ChannelRegistry,
  createChannelRegistry,
  createPictureClient,
  createPictureSource,
  type PictureSource,
} from '../../src/index.js';
import { JPEG } from '../jpeg.js';
import { openFetcher, telling, told } from '../support.js';

const BOT = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const HOOK = '/api/webhooks/1/token';
const PICTURE_URL = 'https://shop.example/7.webp';
const MAX_WAIT_MS = 300;

let telegram: Awaited<ReturnType<typeof startTelegram>>;
let discord: Awaited<ReturnType<typeof startDiscord>>;
let matrix: Awaited<ReturnType<typeof startMatrix>>;
let smtp: SMTPServer;
let mails: string[];
let crawler: Server;
let crawlerUrl: string;
let asked: { url: string; size: number; format: string }[];
let respond: (response: ServerResponse, url: string) => void;
let answering: ServerResponse | undefined;
let fetcher: SafeFetcher;
let guard: ReturnType<typeof openFetcher>['guard'];

const giveJpeg = (response: ServerResponse) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(JPEG);

beforeAll(async () => {
  telegram = await startTelegram({ token: BOT, chats: ['77'] });
  discord = await startDiscord({ path: HOOK });
  matrix = await startMatrix({ token: 'syt_secret', rooms: ['!abc:example.org'] });
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        done(null, 'queued');
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  crawler = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const picture = JSON.parse(body) as (typeof asked)[number];
      asked.push(picture);
      answering = response;
      respond(response, picture.url);
    });
  });
  await new Promise<void>((resolve) => crawler.listen(0, '127.0.0.1', resolve));
  crawlerUrl = `http://127.0.0.1:${(crawler.address() as AddressInfo).port}`;
  ({ fetcher, guard } = openFetcher([telegram.host, discord.host, matrix.host]));
});
afterAll(async () => {
  await fetcher.close();
  crawler.closeAllConnections();
  await Promise.all([
    ...[telegram, discord, matrix].map((double) => double.close()),
    new Promise<void>((resolve) => crawler.close(() => resolve())),
    new Promise<void>((resolve) => smtp.close(() => resolve())),
  ]);
});
beforeEach(() => {
  mails = [];
  asked = [];
  respond = giveJpeg;
});

const newSource = (maxWaitMs: number) =>
  createPictureSource(createPictureClient({ crawlerUrls: [crawlerUrl], secret: '' }), { maxWaitMs });

function open(pictures: PictureSource): ChannelRegistry {
  const { port } = smtp.server.address() as AddressInfo;
  return createChannelRegistry({
    fetcher,
    guard,
    signingKey: '',
    pictures,
    telegram: { token: BOT, apiUrl: telegram.url },
    mail: { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'GoodsHunter <hunter@example.org>' },
  });
}

const configs = (): Record<string, object> => ({
  telegram: { chatId: '77' },
  discord: { url: `${discord.url}${HOOK}` },
  matrix: { homeserver: matrix.url, roomId: '!abc:example.org', token: 'syt_secret' },
  email: { address: 'mika@example.net' },
});

async function send(kinds: ChannelRegistry, name: string, messageId = `msg_${name}_${Math.random()}`) {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`no kind ${name}`);
  const item = { id: 7, title: 'With a picture', url: 'https://shop.example/7', imageUrl: PICTURE_URL };
  const config = kind.configSchema.parse(configs()[name]);
  const rendered = kind.render(telling([told({ item })], { messageId }), config);
  return kind.send(rendered, config, { secret: '', deadlineMs: 5000 });
}

const formOf = ({ bytes, headers }: DoubleCall) =>
  new Response(new Uint8Array(bytes), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();

const bytesOf = async (file: unknown) => Buffer.from(await (file as Blob).arrayBuffer());

describe('a picture goes along as bytes', () => {
  it('to Telegram, with the text as its caption and links as buttons', async () => {
    expect(await send(open(newSource(PATIENCE_MS)), 'telegram')).toMatchObject({ status: 'sent' });
    const call = telegram.calls.at(-1);
    if (!call) throw new Error('nothing was asked');
    expect(call.path).toMatch(/sendPhoto$/);
    const form = await formOf(call);
    expect(await bytesOf(form.get('photo'))).toEqual(JPEG);
    expect(form.get('caption')).toContain('With a picture');
    expect(form.get('reply_markup')).toContain('https://hunter.example/mute/abc');
    expect(asked).toEqual([{ url: PICTURE_URL, size: 640, format: 'jpeg', deadlineMs: 8000 }]);
  });

  it('to Discord, as a file that the embed shows', async () => {
    expect(await send(open(newSource(PATIENCE_MS)), 'discord')).toMatchObject({ status: 'sent' });
    const call = discord.calls.at(-1);
    if (!call) throw new Error('nothing was asked');
    const form = await formOf(call);
    expect(await bytesOf(form.get('files[0]'))).toEqual(JPEG);
    const { embeds, allowed_mentions } = JSON.parse(String(form.get('payload_json')));
    expect(embeds[0].image).toEqual({ url: 'attachment://picture.jpg' });
    expect(allowed_mentions).toEqual({ parse: [] });
  });

  it('to Matrix, uploaded first and captioned, once for one transaction', async () => {
    const kinds = open(newSource(PATIENCE_MS));
    const before = matrix.events.size;
    for (let tries = 0; tries < 2; tries += 1) {
      expect(await send(kinds, 'matrix', 'msg_once')).toMatchObject({ status: 'sent' });
    }
    expect(matrix.events.size).toBe(before + 1);
    const content = matrix.events.get('msg_once')?.content as { url: string; body: string };
    expect(content).toMatchObject({ msgtype: 'm.image', filename: 'picture.jpg', format: 'org.matrix.custom.html' });
    expect(content.body).toContain('With a picture');
    expect(matrix.media.get(content.url)).toEqual(JPEG);
  });

  it('by mail, inside it and named by the page of the mail', async () => {
    expect(await send(open(newSource(PATIENCE_MS)), 'email')).toMatchObject({ status: 'sent' });
    const raw = mails.at(-1) ?? '';
    const mail = await simpleParser(raw, { keepCidLinks: true });
    const [picture] = mail.attachments;
    expect(picture?.content).toEqual(JPEG);
    expect(picture?.contentDisposition).toBe('inline');
    expect(mail.html).toContain(`src="cid:${picture?.cid}"`);
    expect(mail.html).not.toContain(PICTURE_URL);
  });
});

const HANGING = ['it does not come', 'it drips'];

describe.each<[string, (response: ServerResponse) => void]>([
  ['there is none', (response) => void response.writeHead(404).end('{}')],
  ['crawlers stay full', (response) => void response.writeHead(503).end('{}')],
  ['it does not come', () => {}],
  ['it drips', (response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).write(JPEG.subarray(0, 9))],
  ['an older crawler knows only WebP', (response) => void response.end(Buffer.from('RIFF....WEBPVP8 '))],
  ['it is too large', (response) => void response.end(Buffer.concat([JPEG, Buffer.alloc(2 * 1024 * 1024)]))],
  ['the crawler goes away', (response) => void response.destroy()],
])('where %s', (what, behave) => {
  it.each(['telegram', 'discord', 'matrix', 'email'])('%s gets the message without it', async (name) => {
    respond = behave;
    const source = newSource(MAX_WAIT_MS);
    expect(await source(PICTURE_URL)).toBeUndefined();
    // The crawler is still asked, for the next message: it is this one that waits no longer.
    if (HANGING.includes(what)) expect(answering?.destroyed).toBe(false);
    expect(await send(open(source), name)).toMatchObject({ status: 'sent' });
    const text = name === 'email' ? mails.at(-1) : { telegram, discord, matrix }[name as 'matrix'].calls.at(-1)?.body;
    expect(text).toContain('With a picture');
    expect(text).not.toContain('cid:');
  });
});

it('asks once for what many are told of at once, and has for the next one what came too late for the first', async () => {
  const source = newSource(MAX_WAIT_MS);
  // Others may still be asking for pictures of the tests above.
  const [many, late] = ['https://shop.example/many.webp', 'https://shop.example/late.webp'];
  const timesAsked = (wanted: string) => asked.filter(({ url }) => url === wanted).length;
  await Promise.all(Array.from({ length: 20 }, () => source(many)));
  expect(await waitFor(() => source(many), { what: 'the picture' })).toEqual(JPEG);
  expect(timesAsked(many)).toBe(1);
  let later: ServerResponse | undefined;
  respond = (response, url) => {
    if (url === late) later = response;
  };
  expect(await source(late)).toBeUndefined();
  giveJpeg(await waitFor(() => later, { what: 'the crawler to be asked' }));
  expect(await waitFor(() => source(late), { what: 'the picture that came late' })).toEqual(JPEG);
  expect(timesAsked(late)).toBe(1);
});

it('Matrix gets the text alone where the homeserver takes no picture, and Telegram where it likes none', async () => {
  matrix.answerNext('/_matrix/media/v3/upload', { status: 413, body: { errcode: 'M_TOO_LARGE' } });
  const kinds = open(newSource(PATIENCE_MS));
  expect(await send(kinds, 'matrix', 'msg_text')).toMatchObject({ status: 'sent' });
  expect(matrix.events.get('msg_text')?.content).toMatchObject({ msgtype: 'm.text' });
  telegram.answerNext(`/bot${BOT}/sendPhoto`, {
    status: 400,
    body: { ok: false, description: 'Bad Request: IMAGE_PROCESS_FAILED' },
  });
  expect(await send(kinds, 'telegram')).toMatchObject({ status: 'sent' });
  expect(telegram.calls.at(-1)?.path).toMatch(/sendMessage$/);
});
