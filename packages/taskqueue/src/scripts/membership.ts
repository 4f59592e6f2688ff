import { COMMON, IDLE } from './fragments.js';
import { script } from './script.js';

/**
 * Creates the group at 0, with the stream, unless it is there. What its workers held is delivered anew then, so none of them may
 * acknowledge by a name from before; where the stream has another group, which it should not, names are of both and stay.
 *
 * KEYS: stream, workers. ARGV: group. Returns 1 when it was created. (XGROUP CREATE by itself is refused while maxmemory is
 * reached, even where the group exists.)
 */
export const ENSURE_GROUP = script(
  'ensureGroup',
  `${COMMON}
local groups = {}
if call('EXISTS', KEYS[1]) == 1 then groups = call('XINFO', 'GROUPS', KEYS[1]) end
for _, info in ipairs(groups) do
  for i = 1, #info, 2 do
    if info[i] == 'name' and info[i + 1] == ARGV[1] then return 0 end
  end
end
if #groups == 0 then call('DEL', KEYS[2]) end
call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
return 1`,
  { writesAtMaxmemory: true },
);

/**
 * Says that a worker lives, and looks around: who is silent, and what this worker owns.
 *
 * KEYS: stream, workers. ARGV: group, worker, lease in ms, 1 to register a new name.
 *
 * Returns `retired`, or `{ now, ms until the next worker falls silent (-1: no other), own entry ids joined by spaces
 * (the first 250), n, name, name, ... }`: the first n names left or were retired before; the others are silent workers, and
 * consumers without a beat of whose first 250 entries some have been held for longer than the lease.
 */
export const BEAT = script(
  'beat',
  `${COMMON}${IDLE}
local stream, workers, group, me, lease = KEYS[1], KEYS[2], ARGV[1], ARGV[2], tonumber(ARGV[3])
if ARGV[4] ~= '1' and not lives(workers, me) then return 'retired' end
local t = now()
local own = {}
for _, p in ipairs(call('XPENDING', stream, group, '-', '+', 250, me)) do own[#own + 1] = p[1] end
call('ZADD', workers, t, me)
-- The clock was set back, or another server took over: a beat from the future would last too long.
for _, name in ipairs(call('ZRANGEBYSCORE', workers, '(' .. t, '+inf', 'LIMIT', 0, 64)) do call('ZADD', workers, t, name) end
-- So that the group has a consumer for each name on the list, and any other consumer shows by the count (see ACK).
call('XGROUP', 'CREATECONSUMER', stream, group, me)
local reply = { t, -1, table.concat(own, ' '), math.min(64, call('ZCOUNT', workers, '-inf', 0)) }
for _, name in ipairs(call('ZRANGEBYSCORE', workers, '-inf', t - lease, 'LIMIT', 0, 64)) do reply[#reply + 1] = name end
local alive = call('ZRANGEBYSCORE', workers, '(' .. (t - lease), '+inf', 'WITHSCORES', 'LIMIT', 0, 2)
for i = 1, #alive, 2 do
  if alive[i] ~= me and reply[2] == -1 then reply[2] = alive[i + 1] + lease - t end
end
for _, info in ipairs(call('XINFO', 'CONSUMERS', stream, group)) do
  local c = {}
  for i = 1, #info, 2 do c[info[i]] = info[i + 1] end
  if not call('ZSCORE', workers, c.name) then
    if c.pending > 0 then
      if #idle(stream, group, c.name, lease, 1) > 0 then reply[#reply + 1] = c.name end
    elseif c.idle > 20 * lease then
      call('XGROUP', 'DELCONSUMER', stream, group, c.name)
    end
  end
end
return reply`,
  { writesAtMaxmemory: true },
);

/**
 * The own pending entries after one id: the next page of what BEAT lists.
 *
 * KEYS: stream. ARGV: group, worker, id. Returns entry ids, at most 250.
 */
export const OWN = script(
  'own',
  `${COMMON}
local own = {}
for _, p in ipairs(call('XPENDING', KEYS[1], ARGV[1], '(' .. ARGV[3], '+', 250, ARGV[2])) do own[#own + 1] = p[1] end
return own`,
);

/**
 * Takes a worker's name off the list; with entries still pending, the name stays, marked as left, for others to take them.
 *
 * KEYS: stream, workers. ARGV: group, worker. Returns how many entries were left.
 */
export const LEAVE = script(
  'leave',
  `${COMMON}
local stream, workers, group, me = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
if call('EXISTS', stream) == 0 then
  call('ZREM', workers, me)
  return 0
end
local left = #call('XPENDING', stream, group, '-', '+', 250, me)
if left == 0 then
  call('XGROUP', 'DELCONSUMER', stream, group, me)
  call('ZREM', workers, me)
elseif lives(workers, me) then
  call('ZADD', workers, -1, me)
end
return left`,
  { writesAtMaxmemory: true },
);
