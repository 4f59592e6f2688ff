import type { SectionDefinition } from './key-definition.js';

export const CRAWLER = {
  host: {
    doc: 'Address it listens on. The default lets in only this machine; the images listen on all (0.0.0.0).',
    format: 'text',
    default: '127.0.0.1',
    env: 'CRAWLER_HOST',
  },
  secret: {
    doc: 'What schedulers and the api show crawlers; the same for all. It opens `POST /crawl` and `POST /picture` and nothing else. Empty: crawlers ask for none.',
    format: 'optional-text',
    default: '',
    env: 'CRAWLER_SECRET',
    sensitive: true,
  },
  port: { doc: 'Port of the crawler.', format: 'port', default: 8082, env: 'CRAWLER_PORT' },
  urls: {
    doc: 'Where schedulers, and the api for pictures, find crawlers, separated by commas; every address behind each name is used.',
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
} as const satisfies SectionDefinition;

export const SOURCES = {
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
} as const satisfies SectionDefinition;

export const FETCH = {
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
} as const satisfies SectionDefinition;
