import { defineScript, ScriptClient, type ScriptClientOptions } from '../redis/script-client.js';
import {
  FIRST_BACKOFF_MS,
  FORGET_MS,
  FORGET_SLOWED_MS,
  FULL_PACE,
  type HostAnswer,
  type HostMove,
  type HostStore,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  LONGEST_LINE_MS,
  toParameters,
} from './host-store.js';

/** `goodshunter:host:<host>`: a hash with the budget of one host, which expires. */
export const HOST_KEY_PREFIX = 'goodshunter:host:';

/**
 * Settles what is over and asks for more; see docs/architecture.md for the rules, which rows-host-store.ts has in SQL. Three commands
 * whatever the state. Instants are ms by the clock of Redis; after a failover to a clock that is behind, they are taken to be as far away
 * as they were at the last exchange.
 *
 * KEYS: the host's. ARGV: as `HostParameters`, in its order. Returns `{ wait, cost of a request, 1 where it is slowed, now }`.
 */
export const EXCHANGE = `
local max, min, ceil, floor = math.max, math.min, math.ceil, math.floor
local refund, day_refund, excess, successes, told_delay, slowing, threshold, retry_after, wanted, gap, window, day_gap, day_window
  = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]),
    tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12]), tonumber(ARGV[13])
local t = redis.call('TIME')
local now = t[1] * 1000 + floor(t[2] / 1000)
local h = redis.call('HMGET', KEYS[1], 'full', 'day_full', 'pace', 'delay', 'failures', 'not_before', 'line', 'asked')
local behind = max(0, tonumber(h[8] or 0) - now)
local full, day_full, pace, delay, failures, not_before, line = tonumber(h[1] or 0) - behind, tonumber(h[2] or 0) - behind,
  tonumber(h[3] or ${FULL_PACE}), tonumber(h[4] or 0), tonumber(h[5] or 0), tonumber(h[6] or 0) - behind, tonumber(h[7] or 0) - behind

if slowing == 1 then pace = max(${LEAST_PACE}, floor(pace / 2)) else pace = min(${FULL_PACE}, pace + successes) end
if told_delay >= 0 then delay = told_delay end
if threshold > 0 then
  failures = min(failures, 1000) + 1
  local backoff = 0
  if failures >= threshold then backoff = min(${LONGEST_BACKOFF_MS}, ${FIRST_BACKOFF_MS} * 2 ^ min(failures - threshold, 20)) end
  not_before = max(not_before, now + max(backoff, retry_after))
elseif successes > 0 then
  failures = 0
end

local cost = ceil(max(gap, delay) * ${FULL_PACE} / pace)
full = max(full - refund, now) + excess * cost
day_full = max(day_full - day_refund, now) + excess * day_gap
local wait = 0
if wanted > 0 then
  local need, day_need = wanted * cost, wanted * day_gap
  wait = max(0, not_before - now, full + need - now - max(window, need), day_full + day_need - now - max(day_window, day_need))
  if wait == 0 then
    full, day_full = full + need, day_full + day_need
  else
    local turn = min(max(line, now + wait), now + wait + ${LONGEST_LINE_MS})
    line = turn + max(cost, day_gap)
    wait = turn - now
  end
end
local slowed = (pace < ${FULL_PACE} or failures > 0) and 1 or 0
redis.call('HSET', KEYS[1], 'full', full, 'day_full', day_full, 'pace', pace, 'delay', delay, 'failures', failures,
  'not_before', not_before, 'line', line, 'asked', now)
redis.call('PEXPIRE', KEYS[1], max(full, day_full, not_before, line) - now + (slowed == 1 and ${FORGET_SLOWED_MS} or ${FORGET_MS}))
return { wait, cost, slowed, now }
`;
const SCRIPT = defineScript(EXCHANGE);

export interface RedisHostStore extends HostStore {
  close(): void;
}

/** Budgets in Redis, on a connection of its own. An exchange rejects at once without a connection, and after `timeoutMs` without an answer. */
export function createRedisHostStore(options: ScriptClientOptions): RedisHostStore {
  const client = new ScriptClient(options);
  return {
    name: 'redis',
    async exchange(move: HostMove): Promise<HostAnswer> {
      const reply = await client.run(SCRIPT, [HOST_KEY_PREFIX + move.host], Object.values(toParameters(move)));
      const [waitMs, costMs, isSlowed] = reply as Reply;
      return { waitMs, costMs, isSlowed: isSlowed === 1 };
    },
    close: () => client.close(),
  };
}

type Reply = [waitMs: number, costMs: number, isSlowed: number, nowMs: number];
