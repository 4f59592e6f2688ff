import { APPEND, COMMON, DESCRIBE, IDLE } from './fragments.js';
import { script } from './script.js';

/**
 * Reads own pending entries again, whose read reply was lost.
 *
 * KEYS: stream, workers, failures. ARGV: group, worker, entry ids joined by spaces.
 *
 * Returns `retired`, or `{ id, deliveries, failures, data, ... }` of those that are still its own. Those that are pending
 * but deleted are acknowledged.
 */
export const RECALL = script(
  'recall',
  `${COMMON}${DESCRIBE}
local stream, group, me, reply = KEYS[1], ARGV[1], ARGV[2], {}
if not lives(KEYS[2], me) then return 'retired' end
for id in gmatch(ARGV[3], '%S+') do
  local p = call('XPENDING', stream, group, id, id, 1, me)[1]
  if p then
    local entry = call('XRANGE', stream, id, id)[1]
    if entry then describe(reply, KEYS[3], entry, p[4]) else call('XACK', stream, group, id) end
  end
end
return reply`,
);

/**
 * Retires a silent worker for ever and takes at most `room` of its entries. Of a consumer without a beat it takes those
 * entries that are idle for the lease. When nothing is left, the name is removed in the same script.
 *
 * KEYS: stream, workers, failures. ARGV: group, worker, victim, lease in ms, latest instant at which this may happen, room.
 *
 * Returns `retired`, `late`, `alive`, or `{ 1 if entries may be left there, id, deliveries, failures, data, ... }`.
 */
export const TAKE = script(
  'take',
  `${COMMON}${DESCRIBE}${IDLE}
local stream, workers, failures = KEYS[1], KEYS[2], KEYS[3]
local group, me, victim, lease, room = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[6])
local t = now()
if t > tonumber(ARGV[5]) then return 'late' end
if not lives(workers, me) then return 'retired' end
local score = call('ZSCORE', workers, victim)
local beats, least = score ~= false, 0
if beats then
  score = tonumber(score)
  if score > 0 then
    if t - score < lease then return 'alive' end
    score = 0
    call('ZADD', workers, 0, victim)
  end
else
  least = lease
end
local reply, pending = { 0 }, {}
if room > 0 then
  pending = idle(stream, group, victim, least, room)
end
local list, deliveries = {}, {}
for i, p in ipairs(pending) do
  list[i] = p[1]
  -- A worker that left in good order did not crash on what it left: its deliveries do not count.
  deliveries[p[1]] = p[4] + (score == -1 and 0 or 1)
end
if #list > 0 then
  local claimed = {}
  if score == -1 then
    for i = 1, #list do
      local entry = call('XCLAIM', stream, group, me, least, list[i], 'RETRYCOUNT', deliveries[list[i]])[1]
      if entry then claimed[#claimed + 1] = entry end
    end
  else
    local args = { me, least }
    for i = 1, #list do args[i + 2] = list[i] end
    claimed = call('XCLAIM', stream, group, unpack(args))
  end
  local seen = {}
  for i = 1, #list do
    local entry = claimed[i]
    if entry and entry[1] then
      seen[entry[1]] = true
      describe(reply, failures, entry, deliveries[entry[1]])
    end
  end
  -- Pending but deleted from the stream: Redis 6.2 leaves them pending, 7.0 does not.
  for i = 1, #list do
    if not seen[list[i]] then call('XACK', stream, group, list[i]) end
  end
end
if #call('XPENDING', stream, group, '-', '+', 1, victim) == 0 then
  call('XGROUP', 'DELCONSUMER', stream, group, victim)
  call('ZREM', workers, victim)
elseif beats or #idle(stream, group, victim, least, 1) > 0 then
  reply[1] = 1
end
return reply`,
  { writesAtMaxmemory: true },
);

/**
 * Gives entries that were never begun back: each is added anew, so that a worker blocked in a read has it at once, and
 * removed under its old id. Its dedup id moves along.
 *
 * KEYS: stream, workers, ids. ARGV: group, worker, entry ids joined by spaces, their task ids (`-` for none) joined by spaces.
 *
 * Returns `retired`, or the number handed back.
 */
export const HAND_BACK = script(
  'handBack',
  `${COMMON}${APPEND}
local stream, group, me = KEYS[1], ARGV[1], ARGV[2]
if not lives(KEYS[2], me) then return 'retired' end
local list, count = {}, 0
for id in gmatch(ARGV[3], '%S+') do list[#list + 1] = id end
local n = 0
for task in gmatch(ARGV[4], '%S+') do
  n = n + 1
  local id = list[n]
  local entry = call('XRANGE', stream, id, id)[1]
  if entry and #call('XPENDING', stream, group, id, id, 1, me) > 0 then
    local added = append(stream, unpack(entry[2]))
    call('XACK', stream, group, id)
    call('XDEL', stream, id)
    count = count + 1
    if task ~= '-' then
      local key, field = KEYS[3] .. ':' .. string.sub(task, 1, -3), string.sub(task, -2)
      if call('HGET', key, field) == id then call('HSET', key, field, added) end
    end
  end
end
return count`,
);
