import { HOST_KEY_PREFIX } from '@goodshunter/contracts/sources';
import { createScriptClient, defineScript, type ScriptClientOptions } from '@goodshunter/taskqueue';
import {
  FIRST_BACKOFF_MS,
  FORGET_MS,
  FORGET_SLOWED_MS,
  FULL_PACE,
  type HostAnswer,
  type HostMove,
  type HostStore,
  KEPT_MS,
  LEAST_PACE,
  LONGEST_BACKOFF_MS,
  LONGEST_LINE_MS,
  MOST_LOWS,
  MOST_OWNERS,
  REMEMBERED_MS,
  toParameters,
} from './host-store.js';

/**
 * Settles what is over and asks for more: host-rules.ts and turns-by-owner.ts, word for word. Three commands whatever the state.
 * Instants are ms by the clock of Redis; after a failover to a clock that is behind, they are taken to be as far away as they were at the
 * last exchange.
 *
 * Field `lows` has the low points of the bucket, pairs of an instant at which requests were granted and how full it was before: each the
 * lowest since the one before it. Fields `owners` and `served` have whose turn it is, empty while nobody waits.
 *
 * KEYS: the host's. ARGV: as `HostParameters`, in its order; then for each grant that was not used up when it was, how much of it is left
 * in ms of the bucket, whose it was, and how much in requests. Returns `{ wait, cost of a request, 1 where it is slowed, now }`.
 */
export const EXCHANGE = `
local max, min, ceil, floor = math.max, math.min, math.ceil, math.floor
local day_refund, excess, successes, told_delay, slowing, threshold, retry_after, wanted, gap, window, day_gap, day_window, owner
  = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]),
    tonumber(ARGV[8]), tonumber(ARGV[9]), tonumber(ARGV[10]), tonumber(ARGV[11]), tonumber(ARGV[12]), tonumber(ARGV[13])
local t = redis.call('TIME')
local now = t[1] * 1000 + floor(t[2] / 1000)
local h = redis.call('HMGET', KEYS[1], 'full', 'day_full', 'pace', 'delay', 'failures', 'not_before', 'asked', 'lows', 'served', 'owners')
local behind = max(0, tonumber(h[7] or 0) - now)
local full, day_full, pace, delay, failures, not_before = tonumber(h[1] or 0) - behind, tonumber(h[2] or 0) - behind,
  tonumber(h[3] or ${FULL_PACE}), tonumber(h[4] or 0), tonumber(h[5] or 0), tonumber(h[6] or 0) - behind

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
for a, l in string.gmatch(h[8] or '', '(%d+) (%d+)') do
  if tonumber(a) - behind > now - ${REMEMBERED_MS} then at[#at + 1], low[#low + 1] = tonumber(a) - behind, tonumber(l) end
end
local function note(instant, level)
  while #low > 0 and low[#low] >= level do at[#at], low[#low] = nil, nil end
  at[#at + 1], low[#low + 1] = instant, level
end
local returned = {}
for i = 14, #ARGV, 4 do
  local granted, back, whose = tonumber(ARGV[i]), min(tonumber(ARGV[i + 1]), max(0, full - now)), tonumber(ARGV[i + 2])
  returned[whose] = (returned[whose] or 0) + tonumber(ARGV[i + 3])
  local first = 1
  while at[first] and at[first] <= granted do first = first + 1 end
  if granted > now or granted <= now - ${REMEMBERED_MS} then back = 0 end
  if low[first] then back = min(back, low[first]) end
  full = full - back
  local later_at, later_low = { unpack(at, first) }, { unpack(low, first) }
  for j = #at, first, -1 do at[j], low[j] = nil, nil end
  for j = 1, #later_at do note(later_at[j], later_low[j] - back) end
end

local served, owners = tonumber(h[9] or 0), {}
local function drop_idle()
  local kept, is_waited_for = {}, false
  for _, o in ipairs(owners) do
    if o.kept > now then is_waited_for = true end
    if o.kept > now or o.served > served then kept[#kept + 1] = o end
  end
  if is_waited_for then owners = kept else owners, served = {}, 0 end
end
for id, s, l, k, n in string.gmatch(h[10] or '', '(%d+) (%d+) (%d+) (%d+) (%d+)') do
  local was = tonumber(s) - (returned[tonumber(id)] or 0)
  owners[#owners + 1] = { id = id, served = max(served, was), line = max(0, tonumber(l) - behind), kept = tonumber(k) - behind, need = tonumber(n) }
end
if #owners > 0 then drop_idle() end

local cost = ceil(max(gap, delay) * ${FULL_PACE} / pace)
full = max(full, now) + excess * cost
day_full = max(day_full - day_refund, now) + excess * day_gap
local wait, latest_line = 0, 0
if wanted > 0 then
  local function time_until(requests, most, day_most)
    return max(0, full + requests * cost - now - most, day_full + requests * day_gap - now - day_most)
  end
  wait = max(not_before - now, time_until(wanted, max(window, wanted * cost), max(day_window, wanted * day_gap)))
  if wait > 0 or #owners > 0 then
    local place
    for i, o in ipairs(owners) do
      if tonumber(o.id) == owner then place = i end
    end
    if not place and #owners >= ${MOST_OWNERS} then
      place = #owners
      for i, o in ipairs(owners) do
        if o.kept <= now then
          table.remove(owners, i)
          place = nil
          break
        end
      end
    end
    place = place or #owners + 1
    local own = owners[place] or { id = ARGV[13], served = served, line = 0, kept = 0, need = wanted }
    owners[place] = own
    local time, others, ahead, least, is_granted = max(cost, day_gap), 0, 0, own.served, wait == 0
    for i, o in ipairs(owners) do
      if i ~= place and o.kept > now then
        others, least = others + 1, min(least, o.served)
        if o.served < own.served or (o.served == own.served and not (own.kept > now and i > place)) then
          ahead = ahead + 1
          if time_until(wanted + o.need, window, day_window) > 0 then is_granted = false end
        end
      end
    end
    local is_waiting = not is_granted or own.line > now
    local spacing = time * (others + (is_waiting and 1 or 0))
    local function kept_until(instant) return instant + floor((instant - now) / 10) + time + ${KEPT_MS} end
    own.need = wanted
    if is_granted then
      served = max(served, least)
      own.served = own.served + wanted
      own.kept = is_waiting and kept_until(min(own.line, now + spacing)) or 0
      drop_idle()
    else
      -- A request apart, as most runs send one; what they ask for beyond it they give back.
      wait = wait + time * ahead
      own.line = min(max(own.line + spacing, now + wait), now + wait + ${LONGEST_LINE_MS})
      own.kept = max(own.kept, kept_until(min(own.line, now + max(wait, spacing))))
      wait = own.line - now
    end
  end
  if wait == 0 then
    note(now, full - now)
    full, day_full = full + wanted * cost, day_full + wanted * day_gap
  end
end
local slowed = (pace < ${FULL_PACE} or failures > 0) and 1 or 0
while #at > ${MOST_LOWS} do
  low[2] = low[1]
  table.remove(at, 1)
  table.remove(low, 1)
end
local lows, turns = {}, {}
for i = 1, #at do lows[i] = at[i] .. ' ' .. low[i] end
for i, o in ipairs(owners) do
  latest_line = max(latest_line, o.line)
  turns[i] = table.concat({ o.id, o.served, o.line, o.kept, o.need }, ' ')
end
redis.call('HSET', KEYS[1], 'lows', table.concat(lows, ','), 'full', full, 'day_full', day_full, 'pace', pace, 'delay', delay, 'failures', failures,
  'not_before', not_before, 'cost', cost, 'asked', now, 'served', served, 'owners', table.concat(turns, ','))
redis.call('PEXPIRE', KEYS[1], max(full, day_full, not_before, latest_line) - now + (slowed == 1 and ${FORGET_SLOWED_MS} or ${FORGET_MS}))
return { wait, cost, slowed, now }
`;
const SCRIPT = defineScript(EXCHANGE);

export function toArguments(move: HostMove): number[] {
  const unused = move.settled.unused.flatMap((grant) => [
    grant.grantedAtMs,
    grant.unusedMs,
    grant.owner,
    grant.requests,
  ]);
  return [...Object.values(toParameters(move)), ...unused];
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
