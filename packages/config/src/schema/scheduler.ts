import type { SectionDefinition } from './key-definition.js';

export const SCHEDULER = {
  host: {
    doc: 'Address that its health and metrics listen on. The default lets in only this machine; the images listen on all (0.0.0.0).',
    format: 'text',
    default: '127.0.0.1',
    env: 'SCHEDULER_HOST',
  },
  port: { doc: "Port of the scheduler's health and metrics.", format: 'port', default: 8083, env: 'SCHEDULER_PORT' },
  host_requests_per_second: {
    doc: 'Requests per second that one host gets, of all tasks and schedulers together; fewer while it refuses, or as its robots.txt asks. Hosts of FETCH_ALLOW_HOSTS are exempt.',
    format: 'decimal',
    min: 0.05,
    max: 1000,
    default: 2,
    env: 'HOST_REQUESTS_PER_SECOND',
  },
  host_request_burst: {
    doc: 'Requests that one host may get at once after a quiet time. A crawl is granted no more than this, so it should not be less than CRAWLER_MAX_PAGES.',
    format: 'whole',
    min: 1,
    max: 1000,
    default: 10,
    env: 'HOST_REQUEST_BURST',
  },
  crawl_share_ms: {
    doc: "Equal requests of many tasks share one crawl, which may have begun this long before a task was due, in ms; never longer than a tenth of the task's interval. 0: each task crawls for itself.",
    format: 'whole',
    min: 0,
    max: 60_000,
    default: 5000,
    env: 'CRAWL_SHARE_MS',
  },
} as const satisfies SectionDefinition;

export const NOTIFY = {
  secret_key: {
    doc: 'Key that secrets of channels (tokens, addresses that are secret) and of authenticator apps are encrypted with at rest, and links in messages are signed with; the same for all replicas of api and scheduler. Several, separated by commas: the first encrypts, all decrypt. Empty: kinds of channels that have secrets, and authenticator apps, are not available. Compose and `make dev` generate one on the first start.',
    format: 'optional-text',
    default: '',
    env: 'NOTIFY_SECRET_KEY',
    sensitive: true,
  },
  allow_hosts: {
    doc: 'Exact host:port pairs, separated by commas, that messages may be sent to although their addresses are not public, such as a receiver, a mail server or an MQTT broker in the own network. Opens no crawl and lifts no budget.',
    format: 'address-list',
    default: '',
    env: 'NOTIFY_ALLOW_HOSTS',
    allowEmpty: true,
  },
  max_age: {
    doc: 'What could not be told for this long (its channel is switched off, or takes nothing) is given up.',
    format: 'duration',
    default: '72h0m0s',
    env: 'NOTIFY_MAX_AGE',
  },
  telegram_token: {
    doc: 'Token of a Telegram bot, by which people connect Telegram with a link. Empty: they bring a bot of their own.',
    format: 'optional-text',
    default: '',
    env: 'NOTIFY_TELEGRAM_TOKEN',
    sensitive: true,
  },
  telegram_api_url: {
    doc: 'Where Telegram is asked; another address is for a Bot API server of your own, or a test.',
    format: 'http-url',
    default: 'https://api.telegram.org',
    env: 'NOTIFY_TELEGRAM_API_URL',
  },
  push_key: {
    doc: 'Private VAPID key (base64url, 32 bytes) that browser push is signed with; the same for all replicas, and for ever: browsers subscribe to its public part. Empty: browser push is not available. Compose and `make dev` generate one on the first start.',
    format: 'optional-text',
    default: '',
    env: 'NOTIFY_PUSH_KEY',
    sensitive: true,
  },
} as const satisfies SectionDefinition;
