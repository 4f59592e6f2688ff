import { createScriptClient, defineScript, type ScriptClientOptions } from '@goodshunter/taskqueue';
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
  MOST_LOWS,
  REMEMBERED_MS,
  toParameters,
} from './host-store.js';

/** `goodshunter:host:<host>`: a hash with the budget of one host, which expires. */
export const HOST_KEY_PREFIX = 'goodshunter:host:';

/**
 * Settles what is over and asks for more; see docs/architecture.md for the rules, which rows-host-store.ts has in SQL. Three commands
 * whatever the state. Instants are ms by the clock of Redis; after a failover to a clock that is behind, they are taken to be as far away
 * as they were at the last exchange.
 *
 * Here, and not in rows, what was granted and not sent is given back in full, but for what would have leaked unused: a bucket that was
 * never lower since than what is given back would not have been empty without it either. Field `lows` has what that takes, pairs of
 * an instant at which requests were granted and how full the bucket was before: each the lowest since the one before it.
 *
 * KEYS: the host's. ARGV: as `HostParameters`, in its order, but for the first (0 here); then for each grant that was not used up when it was
 * and how much of it is left. Returns `{ wait, cost of a request, 1 where it is slowed, now }`.
 */
export const EXCHANGE = `
local max, min, ceil, floor = math.max, math.min, math.ceil, math.floor
local refund, day_refund, excess, successes, told_delay, slowing, threshold, retry_after, wanted, gap, window, day_gap, day_window
  = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]),
    tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12]), tonumber(ARGV[13])
local t = redis.call('TIME')
local now = t[1] * 1000 + floor(t[2] / 1000)
local h = redis.call('HMGET', KEYS[1], 'full', 'day_full', 'pace', 'delay', 'failures', 'not_before', 'line', 'asked', 'lows')
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

local at, low = {}, {}
for a, l in string.gmatch(h[9] or '', '(%d+) (%d+)') do
  if tonumber(a) - behind > now - ${REMEMBERED_MS} then at[#at + 1], low[#low + 1] = tonumber(a) - behind, tonumber(l) end
end
local function note(instant, level)
  while #low > 0 and low[#low] >= level do at[#at], low[#low] = nil, nil end
  at[#at + 1], low[#low + 1] = instant, level
end
for i = 14, #ARGV, 2 do
  local granted, back = tonumber(ARGV[i]), min(tonumber(ARGV[i + 1]), max(0, full - now))
  local first = 1
  while at[first] and at[first] <= granted do first = first + 1 end
  if granted > now or granted <= now - ${REMEMBERED_MS} then back = 0 end
  if low[first] then back = min(back, low[first]) end
  full = full - back
  local later_at, later_low = { unpack(at, first) }, { unpack(low, first) }
  for j = #at, first, -1 do at[j], low[j] = nil, nil end
  for j = 1, #later_at do note(later_at[j], later_low[j] - back) end
end

local cost = ceil(max(gap, delay) * ${FULL_PACE} / pace)
full = max(full - refund, now) + excess * cost
day_full = max(day_full - day_refund, now) + excess * day_gap
local wait = 0
if wanted > 0 then
  local need, day_need = wanted * cost, wanted * day_gap
  wait = max(0, not_before - now, full + need - now - max(window, need), day_full + day_need - now - max(day_window, day_need))
  if wait == 0 then
    note(now, full - now)
    full, day_full = full + need, day_full + day_need
  else
    local turn = min(max(line, now + wait), now + wait + ${LONGEST_LINE_MS})
    -- A request apart, as most runs send one; what they ask for beyond it they give back.
    line = turn + max(cost, day_gap)
    wait = turn - now
  end
end
local slowed = (pace < ${FULL_PACE} or failures > 0) and 1 or 0
while #at > ${MOST_LOWS} do
  low[2] = low[1]
  table.remove(at, 1)
  table.remove(low, 1)
end
local lows = {}
for i = 1, #at do lows[i] = at[i] .. ' ' .. low[i] end
redis.call('HSET', KEYS[1], 'lows', table.concat(lows, ','), 'full', full, 'day_full', day_full, 'pace', pace, 'delay', delay, 'failures', failures,
  'not_before', not_before, 'line', line, 'asked', now)
redis.call('PEXPIRE', KEYS[1], max(full, day_full, not_before, line) - now + (slowed == 1 and ${FORGET_SLOWED_MS} or ${FORGET_MS}))
return { wait, cost, slowed, now }
`;
const SCRIPT = defineScript(EXCHANGE);

export function toArguments(move: HostMove): number[] {
  const unused = move.settled.unused.flatMap(({ grantedAtMs, unusedMs }) => [grantedAtMs, unusedMs]);
  return [...Object.values({ ...toParameters(move), refund: 0 }), ...unused];
}

export interface RedisHostStore extends HostStore {
  close(): void;
}

/** Budgets in Redis, on a connection of its own. An exchange rejects at once without a connection, and after `timeoutMs` without an answer. */
export function createRedisHostStore(options: ScriptClientOptions): RedisHostStore {
  const client = createScriptClient(options);
  return {
    name: 'redis',
    async exchange(move: HostMove): Promise<HostAnswer> {
      const reply = await client.run(SCRIPT, [HOST_KEY_PREFIX + move.host], toArguments(move));
      const [waitMs, costMs, isSlowed, atMs] = reply as Reply;
      return { waitMs, costMs, isSlowed: isSlowed === 1, atMs };
    },
    close: () => client.close(),
  };
}

type Reply = [waitMs: number, costMs: number, isSlowed: number, nowMs: number];
