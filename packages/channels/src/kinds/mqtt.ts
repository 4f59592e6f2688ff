import { isIP } from 'node:net';
import { EVENT_KINDS } from '@goodshunter/contracts/api';
import type { Guard } from '@goodshunter/safe-fetch';
import { answerWithin } from '@goodshunter/waiting';
import { connectAsync, type IClientOptions } from 'mqtt';
import { z } from 'zod';
import { type Answer, failed, unreachable } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { composeMessage } from '../message/compose-message.js';
import type { Telling } from '../news.js';

export interface MqttConfig {
  url: string;
  username?: string | undefined;
  password?: string | undefined;
  topic: string;
  /** Announces itself to Home Assistant. */
  discovery: boolean;
}

export interface RenderedMqtt {
  messages: { topic: string; payload: string; isRetained: boolean }[];
}

const PORTS: Record<string, number> = { 'mqtt:': 1883, 'mqtts:': 8883 };
const EVENT_TYPES = [...EVENT_KINDS, 'test'];
/** CONNACK of 3.1.1: bad user name or password, not authorised. */
const REFUSED_CODES = new Set([4, 5, 134, 135]);

/** An MQTT broker: every event as JSON, and a device with an event and a sensor in Home Assistant. */
export function createMqttKind(guard: Guard): ChannelKind<MqttConfig, RenderedMqtt> {
  return {
    kind: 'mqtt',
    name: 'MQTT, Home Assistant',
    group: 'machines',
    setup: 'paste',
    configSchema: z.strictObject({
      url: z
        .string()
        .max(500)
        .regex(/^mqtts?:\/\/[^/?#@\s]+\/?$/, 'must be mqtt://host:port or mqtts://host:port'),
      username: z.string().min(1).max(200).optional(),
      password: z.string().min(1).max(500).optional(),
      topic: z
        .string()
        .regex(/^[\w-]+(\/[\w-]+){0,5}$/, 'must be a topic without wildcards')
        .max(100)
        .default('goodshunter'),
      discovery: z.boolean().default(true),
    }),
    secretFields: ['password'],
    limits: { entries: 1 },
    missing: undefined,
    check({ url }, { isOpened }) {
      const { hostname, port } = addressOf(url);
      if (isIP(hostname) === 0 || isOpened(hostname, port)) return undefined;
      return { field: 'url', message: 'must be listed in NOTIFY_ALLOW_HOSTS (forbidden address)' };
    },
    destinationOf: ({ url }) => url,
    render: renderMqtt,
    send: ({ messages }, config, { deadlineMs }) => publish(guard, config, messages, deadlineMs),
  };
}

function renderMqtt(telling: Telling, { topic, discovery }: Pick<MqttConfig, 'topic' | 'discovery'>): RenderedMqtt {
  const { entries } = composeMessage(telling);
  const messages: RenderedMqtt['messages'] = [];
  if (discovery) messages.push(...announce(topic));
  for (const [index, entry] of entries.entries()) {
    const news = telling.entries[index]?.news;
    const last = news?.events.at(-1);
    const payload = {
      event_type: telling.isTest ? 'test' : entry.kind,
      id: telling.messageId,
      title: entry.title,
      text: entry.badge,
      price: entry.price,
      old_price: entry.oldPrice,
      amount: last?.newPrice ?? null,
      currency: last?.currency ?? null,
      shop: entry.shop,
      hunt: entry.hunts,
      url: entry.url,
      picture: entry.pictureUrl,
      at: entry.at,
    };
    messages.push({ topic: `${topic}/event`, payload: JSON.stringify(payload), isRetained: false });
    // Home Assistant takes states of at most 255 characters; the rest are attributes.
    messages.push({
      topic: `${topic}/last`,
      payload: JSON.stringify({ ...payload, title: Array.from(entry.title).slice(0, 250).join('') }),
      isRetained: true,
    });
  }
  return { messages };
}

/** What Home Assistant reads to know of us: kept by the broker, and the same each time. */
function announce(topic: string): RenderedMqtt['messages'] {
  const id = `goodshunter_${topic.replaceAll(/\W/g, '_')}`;
  const device = { identifiers: [id], name: 'GoodsHunter', manufacturer: 'GoodsHunter' };
  const event = {
    name: 'Find',
    unique_id: `${id}_event`,
    state_topic: `${topic}/event`,
    event_types: EVENT_TYPES,
    icon: 'mdi:tag-search',
    device,
  };
  const sensor = {
    name: 'Last find',
    unique_id: `${id}_last`,
    state_topic: `${topic}/last`,
    value_template: '{{ value_json.title }}',
    json_attributes_topic: `${topic}/last`,
    icon: 'mdi:tag',
    device,
  };
  return [
    { topic: `homeassistant/event/${id}/event/config`, payload: JSON.stringify(event), isRetained: true },
    { topic: `homeassistant/sensor/${id}/last/config`, payload: JSON.stringify(sensor), isRetained: true },
  ];
}

function addressOf(url: string): { hostname: string; port: number; isSecure: boolean } {
  const { protocol, hostname, port } = new URL(url);
  return { hostname, port: port === '' ? (PORTS[protocol] ?? 1883) : Number(port), isSecure: protocol === 'mqtts:' };
}

async function publish(
  guard: Guard,
  config: MqttConfig,
  messages: RenderedMqtt['messages'],
  deadlineMs: number,
): Promise<Answer> {
  const { hostname, port, isSecure } = addressOf(config.url);
  try {
    // Resolved and checked here, and connected to just this address.
    const [address] = await guard.resolve(hostname, port);
    const options: IClientOptions = {
      protocol: isSecure ? 'mqtts' : 'mqtt',
      host: address?.address ?? hostname,
      port,
      ...(isSecure ? { servername: hostname } : {}),
      ...(config.username === undefined ? {} : { username: config.username }),
      ...(config.password === undefined ? {} : { password: config.password }),
      connectTimeout: deadlineMs,
      reconnectPeriod: 0,
      clean: true,
    };
    const client = await connectAsync(config.url, options, false);
    client.on('error', () => {});
    try {
      const sent = Promise.all(
        messages.map(({ topic, payload, isRetained }) =>
          client.publishAsync(topic, payload, { qos: 1, retain: isRetained }),
        ),
      );
      await answerWithin(sent, deadlineMs, () => {
        throw new Error('it did not answer in time');
      });
    } finally {
      await client.endAsync(true).catch(() => {});
    }
    return { status: 'sent', message: 'the broker took it' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code === 'number' && REFUSED_CODES.has(code)) {
      return failed('misconfigured', 'the broker refused the user name or password');
    }
    return unreachable(error, 'the broker');
  }
}
