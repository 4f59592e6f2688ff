import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@goodshunter/logger';
import { createGuard, createSafeFetcher } from '@goodshunter/safe-fetch';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import sharp from 'sharp';
import request from 'supertest';
import { createPictureRoute } from '../../src/picture/picture-route.js';

const files = new Map<string, Buffer>();
let shop: Server;
let origin: string;
let app: express.Express;

beforeAll(async () => {
  files.set(
    '/red.png',
    await sharp({ create: { width: 1200, height: 900, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  files.set(
    '/clear.png',
    await sharp({ create: { width: 50, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toBuffer(),
  );
  files.set(
    '/drawn.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'),
  );
  files.set('/broken.jpg', Buffer.from('/9j/4AAQSkZJRgABAQ', 'base64'));
  files.set('/text.jpg', Buffer.from('<html>no picture</html>'));
  // 20,000 by 20,000 pixels in a few kilobytes.
  files.set(
    '/bomb.png',
    await sharp({
      create: { width: 20_000, height: 20_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer(),
  );
  shop = createServer((req, res) => {
    const file = files.get(req.url ?? '');
    res.statusCode = file ? 200 : 404;
    res.end(file);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  const { port } = shop.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  const fetcher = createSafeFetcher({ guard: createGuard({ allowHosts: [`127.0.0.1:${port}`] }), userAgent: 'test' });
  const log = createLogger({ service: 'crawler', level: 'error' });
  app = express();
  app.post('/picture', express.json(), createPictureRoute({ fetcher, log }));
});
afterAll(() => new Promise((resolve) => shop.close(resolve)));

const ask = (path: string, size = 320, more: object = {}) =>
  request(app)
    .post('/picture')
    .send({ url: `${origin}${path}`, size, ...more });

const askBytes = (path: string, size = 320, more: object = {}) =>
  ask(path, size, more)
    .buffer(true)
    .parse((res, done) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => done(null, Buffer.concat(chunks)));
    });

it('answers one as JPEG for services that know no WebP, white where it was clear', async () => {
  const answer = await askBytes('/clear.png', 640, { format: 'jpeg' });
  expect(answer.headers['content-type']).toBe('image/jpeg');
  const { data, info } = await sharp(answer.body as Buffer)
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 50, height: 40, channels: 3 });
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
});

it('answers a picture as WebP, as small as it was asked for', async () => {
  const answer = await askBytes('/red.png');
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('image/webp');
  expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({ format: 'webp', width: 320, height: 240 });
});

it.each(['/drawn.svg', '/broken.jpg', '/text.jpg', '/bomb.png', '/nothing'])('answers 404 for %s', async (path) => {
  expect((await ask(path)).status).toBe(404);
});

it('reaches no private address, and says what a bad request is', async () => {
  expect((await request(app).post('/picture').send({ url: 'http://127.0.0.1:1/x.png', size: 96 })).status).toBe(404);
  expect((await ask('/red.png', 97)).status).toBe(400);
});
