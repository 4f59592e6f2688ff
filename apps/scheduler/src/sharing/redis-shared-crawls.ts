import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { createScriptClient, defineScript, type ScriptClientOptions } from '@goodshunter/taskqueue';
import { readCrawlAnswer } from '../crawlers/read-crawl-answer.js';
import { LiveBytes } from './live-bytes.js';
import { measureAnswer } from './recent-answers.js';
import type { Joined, SharedAnswer, SharedCrawls } from './shared-crawls.js';

/** `goodshunter:crawl:{<hash>}`: an answer, and with `:flight` behind it the crawl under way. Both expire within seconds. */
export const CRAWL_KEY_PREFIX = 'goodshunter:crawl:';
/** A crawl that nobody speaks for any more is over after this long: its replica died. */
export const FLIGHT_MS = 3000;
/** Of one answer, as it is stored. */
const MOST_BYTES = 256 * 1024;
/** Of all answers that this process has put there and that have not expired: Redis is there for the queue first. */
const MOST_LIVE_BYTES = 16 * 1024 * 1024;
const MOST_CHARACTERS = 2 * 1024 * 1024;
const MOST_PLAIN_BYTES = 16 * 1024 * 1024;
const FASTEST = { level: 1 };
/** Shorter answers are not worth compressing. */
const LEAST_CHARACTERS = 16 * 1024;
/** The first byte of what is compressed, and of no JSON. */
const GZIP = 0x1f;

// Ages are differences of one clock, that of Redis; one that is negative comes of a failover to another clock, and counts as too old.
const JOIN = defineScript(`
local t = redis.call('TIME')
local now, max_age = t[1] * 1000 + math.floor(t[2] / 1000), tonumber(ARGV[3])
local answer = redis.call('HMGET', KEYS[1], 'started', 'answered', 'body')
if answer[3] then
  local age = now - answer[1]
  if age >= 0 and age <= max_age then return { 'answered', age, math.max(0, now - answer[2]), answer[3] } end
end
local flight = redis.call('HMGET', KEYS[2], 'flight', 'started')
if flight[1] then
  local age = now - flight[2]
  if age >= 0 and age <= max_age then return { 'wait' } end
end
redis.call('HSET', KEYS[2], 'flight', ARGV[1], 'started', now)
redis.call('PEXPIRE', KEYS[2], ARGV[2])
return { 'lead' }
`);
const RENEW = defineScript(`
if redis.call('HGET', KEYS[2], 'flight') ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[2], ARGV[2])
`);
const FINISH = defineScript(`
local flight = redis.call('HMGET', KEYS[2], 'flight', 'started')
if flight[1] ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[2])
if ARGV[2] == '' then return 1 end
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('HSET', KEYS[1], 'started', flight[2], 'answered', now - ARGV[3], 'body', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
`);

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface RedisSharedCrawls extends SharedCrawls {
  close(): void;
}

/** Crawls shared through Redis, on a connection of its own. */
export function createRedisSharedCrawls(options: ScriptClientOptions): RedisSharedCrawls {
  const client = createScriptClient(options);
  const live = new LiveBytes(MOST_LIVE_BYTES);

  async function join(key: string, flight: string, maxAgeMs: number): Promise<Joined> {
    // Ages are cut to whole ms: one less than asked for keeps the promise.
    const maxAge = Math.floor(Math.min(maxAgeMs, Number.MAX_SAFE_INTEGER)) - 1;
    const reply = await client.run(JOIN, keysOf(key), [flight, FLIGHT_MS, maxAge]);
    const [status, startedAgoMs, answeredAgoMs, body] = reply as [Buffer, number, number, Buffer];
    if (String(status) === 'wait') return { status: 'wait' };
    if (String(status) === 'lead') return { status: 'lead' };
    const response = await unpack(body);
    // Of another version, or of nobody we know.
    if (response === undefined) return { status: 'lead' };
    return { status: 'answered', response, startedAgoMs, answeredAgoMs };
  }

  return {
    join,
    async renew(key, flight) {
      await client.run(RENEW, keysOf(key), [flight, FLIGHT_MS]);
    },
    async finish(key, flight, answer) {
      const body = answer && (await pack(answer.response));
      const isKept = answer && body && live.take(body.length, answer.keepMs, performance.now());
      await client.run(FINISH, keysOf(key), isKept ? [flight, body, ...timesOf(answer)] : [flight, '']);
    },
    close: () => client.close(),
  };
}

function keysOf(key: string): string[] {
  // One slot of a cluster.
  const answer = `${CRAWL_KEY_PREFIX}{${key}}`;
  return [answer, `${answer}:flight`];
}

function timesOf({ answeredAt, keepMs }: SharedAnswer): number[] {
  return [Math.ceil(Math.max(0, performance.now() - answeredAt)), Math.max(1, Math.floor(keepMs))];
}

/** Undefined: too large to be worth it. */
async function pack(response: CrawlResponse): Promise<Buffer | undefined> {
  if (measureAnswer(response) > MOST_CHARACTERS) return undefined;
  const text = JSON.stringify(response);
  const body = text.length < LEAST_CHARACTERS ? Buffer.from(text) : await compress(text, FASTEST);
  return body.length <= MOST_BYTES ? body : undefined;
}

async function unpack(body: Buffer): Promise<CrawlResponse | undefined> {
  try {
    const text = body[0] === GZIP ? await decompress(body, { maxOutputLength: MOST_PLAIN_BYTES }) : body;
    return await readCrawlAnswer(text);
  } catch {
    return undefined;
  }
}
