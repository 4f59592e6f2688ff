import type { Bounds, FormatName } from './formats.js';

/** One configuration key, as convict takes it. */
export interface KeyDefinition extends Bounds {
  doc: string;
  format: FormatName;
  /** As it would be written in the file. */
  default: string | number | boolean;
  env: string;
  /** A secret: never printed, neither in errors nor in the reference. */
  sensitive?: true;
  /** An empty environment variable is a value of its own; for other keys it counts as not set. */
  allowEmpty?: true;
}

/**
 * Every key of the house, once: name in configs/config.json, environment variable, format, default and meaning. The type
 * `Config`, docs/configuration.md and the checks of configs/config.json and .env.example all follow from it.
 */
export const SCHEMA = {
  app: {
    enable_redis_queue: {
      doc: 'Whether tasks are announced on a Redis Stream. Switched off, schedulers poll the database and no Redis is needed.',
      format: 'switch',
      default: true,
      env: 'APP_ENABLE_REDIS_QUEUE',
    },
    task_queue_stream: {
      doc: 'Key of the stream that announces tasks.',
      format: 'text',
      default: 'goodshunter:task:queue',
      env: 'APP_TASK_QUEUE_STREAM',
    },
    task_queue_group: {
      doc: 'Consumer group in which all schedulers share the stream.',
      format: 'text',
      default: 'scheduler_group',
      env: 'APP_TASK_QUEUE_GROUP',
    },
    schedule_interval: {
      doc: 'Interval of a task that names none; also the `interval` of the log line `scheduler started`.',
      format: 'duration',
      default: '1m0s',
      env: 'APP_SCHEDULE_INTERVAL',
    },
    tick_ms: {
      doc: 'How often the publisher looks for due tasks, and polling mode looks for work, in ms.',
      format: 'whole',
      min: 10,
      max: 60_000,
      default: 1000,
      env: 'APP_TICK_MS',
    },
    lease_ms: {
      doc: 'How long a silent worker is believed to be alive, in ms. What a killed worker had in hand is taken over after about this long.',
      format: 'whole',
      min: 500,
      max: 600_000,
      default: 30_000,
      env: 'APP_LEASE_MS',
    },
    grace_ms: {
      doc: 'Time a service has after SIGTERM to finish or hand back what it has in hand, in ms. Container stop periods must be longer.',
      format: 'whole',
      min: 0,
      max: 600_000,
      default: 25_000,
      env: 'APP_GRACE_MS',
    },
    announce_ahead: {
      doc: 'Most entries the publisher lets wait in the stream; the rest stays in the database, so that the memory of Redis stays flat.',
      format: 'whole',
      min: 1,
      max: 1_000_000,
      default: 2000,
      env: 'APP_ANNOUNCE_AHEAD',
    },
    worker_pool_size: {
      doc: 'Tasks that one scheduler runs at once.',
      format: 'whole',
      min: 1,
      max: 10_000,
      default: 16,
      env: 'WORKER_POOL_SIZE',
    },
    memory_queue_size: {
      doc: 'Most tasks that one scheduler has in hand, waiting ones included. A reader never takes more than it has room for.',
      format: 'whole',
      min: 1,
      max: 100_000,
      default: 256,
      env: 'APP_MEMORY_QUEUE_SIZE',
    },
    max_attempts: {
      doc: 'How often a run is tried that never comes to an end (it crashes its worker) before the task is parked.',
      format: 'whole',
      min: 1,
      max: 1000,
      default: 5,
      env: 'APP_MAX_ATTEMPTS',
    },
    unhealthy_after: {
      doc: 'Failures in a row after which one `unhealthy` event is sent.',
      format: 'whole',
      min: 1,
      max: 1000,
      default: 3,
      env: 'APP_UNHEALTHY_AFTER',
    },
    run_retention: {
      doc: 'How long finished runs and delivered notifications are kept.',
      format: 'duration',
      default: '168h0m0s',
      env: 'APP_RUN_RETENTION',
    },
    strict_secrets: {
      doc: 'Refuse to start with default or weak secrets, instead of warning. Recommended in production.',
      format: 'switch',
      default: false,
      env: 'APP_STRICT_SECRETS',
    },
    webhook_signing_key: {
      doc: 'Key that the secrets of new channels are derived from, so that the database holds none of them; the same for all replicas of api and scheduler. Lost, these channels need new secrets. Empty: each secret is random, and stored. Compose generates one on the first start.',
      format: 'optional-text',
      default: '',
      env: 'APP_WEBHOOK_SIGNING_KEY',
      sensitive: true,
    },
    statistics_interval: {
      doc: 'How often `queue statistics` is logged by api and scheduler.',
      format: 'duration',
      default: '1m0s',
      env: 'APP_STATISTICS_INTERVAL',
    },
  },
  redis: {
    addr: { doc: 'host:port of Redis.', format: 'address', default: 'localhost:6380', env: 'REDIS_ADDR' },
    password: {
      doc: 'Password of Redis (`requirepass`); empty means none.',
      format: 'optional-text',
      default: 'goodshunter_redis',
      env: 'REDIS_PASSWORD',
      sensitive: true,
      allowEmpty: true,
    },
  },
  database: {
    url: {
      doc: 'MySQL or MariaDB: mysql://user:password@host:port/database.',
      format: 'mysql-url',
      default: 'mysql://goodshunter:goodshunter@localhost:3307/goodshunter',
      env: 'DATABASE_URL',
      sensitive: true,
    },
    pool_size: {
      doc: 'Most connections that one process opens to the database.',
      format: 'whole',
      min: 1,
      max: 1000,
      default: 10,
      env: 'DATABASE_POOL_SIZE',
    },
  },
  api: {
    port: { doc: 'Port of the api.', format: 'port', default: 8081, env: 'API_PORT' },
    token_file: {
      doc: "File that the first start writes the admin's token to, readable by its owner only. Relative to the directory above configs/.",
      format: 'text',
      default: '.dev/token',
      env: 'API_TOKEN_FILE',
    },
    announce_budget_ms: {
      doc: 'Longest that an HTTP request waits for its announcement on the stream, in ms; then it is answered and the next tick announces.',
      format: 'whole',
      min: 1,
      max: 10_000,
      default: 20,
      env: 'API_ANNOUNCE_BUDGET_MS',
    },
  },
  scheduler: {
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
  },
  crawler: {
    port: { doc: 'Port of the crawler.', format: 'port', default: 8082, env: 'CRAWLER_PORT' },
    urls: {
      doc: 'Where schedulers find crawlers, separated by commas; every address behind each name is used.',
      format: 'http-url-list',
      default: 'http://localhost:8082',
      env: 'CRAWLER_URLS',
    },
    slots: {
      doc: 'Crawls that one crawler runs at once; further requests get 503 at once and go to another crawler.',
      format: 'whole',
      min: 1,
      max: 10_000,
      default: 16,
      env: 'CRAWLER_SLOTS',
    },
    deadline_ms: {
      doc: 'Longest that one crawl may take, in ms.',
      format: 'whole',
      min: 100,
      max: 600_000,
      default: 20_000,
      env: 'CRAWLER_DEADLINE_MS',
    },
    contact_url: {
      doc: 'Written into the User-Agent, so that a shop knows whom to ask. Set it to a page of yours.',
      format: 'http-url',
      default: 'https://example.com/goodshunter-crawler',
      env: 'CRAWLER_CONTACT_URL',
    },
    max_pages: {
      doc: 'Most pages of a listing that one crawl reads back through before it says that some may have been missed.',
      format: 'whole',
      min: 1,
      max: 100,
      default: 5,
      env: 'CRAWLER_MAX_PAGES',
    },
    parse_threads: {
      doc: 'Documents of shops that one crawler parses at once, each in a thread of its own; 0: one for each core, at most 2.',
      format: 'whole',
      min: 0,
      max: 64,
      default: 0,
      env: 'CRAWLER_PARSE_THREADS',
    },
    parse_timeout_ms: {
      doc: 'Longest that one document is parsed, in ms; then its thread is ended and the crawl fails with `timeout`.',
      format: 'whole',
      min: 100,
      max: 120_000,
      default: 5000,
      env: 'CRAWLER_PARSE_TIMEOUT_MS',
    },
    ebay_api_url: {
      doc: 'Where the source `ebay` asks; another address is for a sandbox or a test.',
      format: 'http-url',
      default: 'https://api.ebay.com',
      env: 'EBAY_API_URL',
    },
    yahoo_shopping_api_url: {
      doc: 'Where the source `yahoo-shopping-jp` asks; another address is for a test.',
      format: 'http-url',
      default: 'https://shopping.yahooapis.jp',
      env: 'YAHOO_SHOPPING_API_URL',
    },
  },
  sources: {
    ebay_client_id: {
      doc: 'App ID (client id) of an eBay developer key set, for the source `ebay`.',
      format: 'optional-text',
      default: '',
      env: 'EBAY_CLIENT_ID',
      sensitive: true,
    },
    ebay_client_secret: {
      doc: 'Cert ID (client secret) of the same key set.',
      format: 'optional-text',
      default: '',
      env: 'EBAY_CLIENT_SECRET',
      sensitive: true,
    },
    yahoo_shopping_app_id: {
      doc: 'Client ID of a Yahoo! JAPAN developer application, for the source `yahoo-shopping-jp`.',
      format: 'optional-text',
      default: '',
      env: 'YAHOO_SHOPPING_APP_ID',
      sensitive: true,
    },
  },
  fetch: {
    allow_hosts: {
      doc: 'Exact host:port pairs, separated by commas, that may be fetched (and sent webhooks to) although their addresses are not public. Empty in production.',
      format: 'address-list',
      default: '',
      env: 'FETCH_ALLOW_HOSTS',
      allowEmpty: true,
    },
    robots_override_hosts: {
      doc: 'Names of hosts, separated by commas (shop.example, or shop.example:8443), whose owners agree that their robots.txt is ignored by tasks that ask for it (`ignoreRobots` in the query). Exact names, no wildcards; opens no private address.',
      format: 'host-list',
      default: '',
      env: 'ROBOTS_OVERRIDE_HOSTS',
    },
    max_bytes: {
      doc: 'Most bytes read of one answer, after decompression.',
      format: 'whole',
      min: 1024,
      max: 1_073_741_824,
      default: 10_485_760,
      env: 'FETCH_MAX_BYTES',
    },
  },
  demo_shop: {
    port: { doc: 'Port of the demo shop.', format: 'port', default: 8084, env: 'DEMO_SHOP_PORT' },
    host: {
      doc: 'Address it listens on. Its controls have no password: leave it private.',
      format: 'text',
      default: '127.0.0.1',
      env: 'DEMO_SHOP_HOST',
    },
    seed: {
      doc: 'The same seed gives the same shops with the same life.',
      format: 'whole',
      min: 0,
      max: 4_294_967_295,
      default: 20,
      env: 'DEMO_SHOP_SEED',
    },
    speed: {
      doc: 'Shop seconds per second: 2 is twice as fast, 0 stands still.',
      format: 'decimal',
      min: 0,
      max: 100_000,
      default: 1,
      env: 'DEMO_SHOP_SPEED',
    },
    listings: {
      doc: 'Listings of each shop on its first day.',
      format: 'whole',
      min: 1,
      max: 1000,
      default: 36,
      env: 'DEMO_SHOP_LISTINGS',
    },
  },
  log: {
    level: { doc: 'Least severe level that is logged.', format: 'level', default: 'info', env: 'LOG_LEVEL' },
  },
} as const satisfies Record<string, Record<string, KeyDefinition>>;
