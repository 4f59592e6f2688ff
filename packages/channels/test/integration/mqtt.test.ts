import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { createGuard } from '@goodshunter/safe-fetch';
import { waitFor } from '@goodshunter/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Aedes } from 'aedes';
import { createMqttKind } from '../../src/kinds/mqtt.js';
import { TITLES, telling, tellingsOf, told } from '../support.js';

let broker: Aedes;
let server: Server;
let host: string;
let published: { topic: string; payload: string; retain: boolean }[];

beforeAll(async () => {
  broker = await Aedes.createBroker({
    authenticate(_client, username, password, done) {
      if (username === undefined || (username === 'me' && password?.toString() === 'right')) return done(null, true);
      done(Object.assign(new Error('not authorized'), { returnCode: 4 as const }), null);
    },
  });
  broker.on('publish', ({ topic, payload, retain }, client) => {
    if (client) published.push({ topic, payload: payload.toString(), retain });
  });
  server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(() => {
  published = [];
});

async function send(what = telling(), change: object = {}, allowHosts = [host]) {
  const kind = createMqttKind(createGuard({ allowHosts }));
  const config = kind.configSchema.parse({ url: `mqtt://${host}`, ...change });
  return kind.send(kind.render(what, config), config, { secret: '', deadlineMs: 3000 });
}

it('publishes the event, keeps the last one, and announces both to Home Assistant', async () => {
  expect(await send()).toMatchObject({ status: 'sent' });
  await waitFor(() => published.length === 4);
  const byTopic = Object.fromEntries(published.map(({ topic, ...rest }) => [topic, rest]));
  expect(JSON.parse(byTopic['goodshunter/event']?.payload ?? '')).toMatchObject({
    event_type: 'price_drop',
    amount: 172_000,
    currency: 'EUR',
    title: 'Leica M6 Classic 0.72, black chrome',
    hunt: 'Leica M6',
  });
  expect(byTopic['goodshunter/event']?.retain).toBe(false);
  expect(byTopic['goodshunter/last']?.retain).toBe(true);
  const event = JSON.parse(byTopic['homeassistant/event/goodshunter_goodshunter/event/config']?.payload ?? '');
  expect(event).toMatchObject({ state_topic: 'goodshunter/event', unique_id: 'goodshunter_goodshunter_event' });
  expect(event.event_types).toContain('price_drop');
  const sensor = JSON.parse(byTopic['homeassistant/sensor/goodshunter_goodshunter/last/config']?.payload ?? '');
  expect(sensor.device).toEqual(event.device);
});

it.each(TITLES)('takes a title %s; the state is no longer than Home Assistant takes', async (_what, title) => {
  const [one] = tellingsOf(title, 1);
  expect(await send(one, { discovery: false })).toMatchObject({ status: 'sent' });
  await waitFor(() => published.length === 2);
  const last = published.find(({ topic }) => topic === 'goodshunter/last');
  expect(Array.from(JSON.parse(last?.payload ?? '').title as string).length).toBeLessThanOrEqual(255);
});

it('calls a wrong password wrong, comes back to a broker that is away, and goes to no closed address', async () => {
  expect(await send(telling([told()]), { username: 'me', password: 'wrong' })).toMatchObject({
    status: 'misconfigured',
  });
  expect(await send(telling([told()]), { username: 'me', password: 'right' })).toMatchObject({ status: 'sent' });
  expect(await send(telling(), { url: 'mqtt://127.0.0.1:1' }, ['127.0.0.1:1'])).toMatchObject({ status: 'retry' });
  expect(await send(telling(), {}, [])).toMatchObject({ status: 'misconfigured' });
  expect(
    createMqttKind(createGuard()).check({ url: 'mqtt://10.0.0.5:1883', topic: 'x', discovery: true }, createGuard()),
  ).toMatchObject({ field: 'url' });
  expect(published.every(({ topic }) => !topic.includes('#'))).toBe(true);
});
