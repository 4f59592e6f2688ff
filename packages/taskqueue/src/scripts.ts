import { createHash } from 'node:crypto';

/** A Lua script. Each handles at most {@link BATCH} ids, so that none holds Redis for more than a few milliseconds. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha: string;
  /**
   * The same with the flag that lets it write while maxmemory is reached (Redis 7): a worker that cannot beat looks dead.
   * Undefined where the script does not need it.
   */
  readonly atMaxmemory: Omit<Script, 'atMaxmemory'> | undefined;
}

/** Most ids in one script: at a million waiting entries, 1,000 in one script took 8 to 12 ms. */
export const BATCH = 250;

function script(name: string, source: string, { writesAtMaxmemory = false } = {}): Script {
  const hash = (text: string) => createHash('sha1').update(text).digest('hex');
  const flagged = `#!lua flags=allow-oom\n${source}`;
  return {
    name,
    source,
    sha: hash(source),
    atMaxmemory: writesAtMaxmemory ? { name, source: flagged, sha: hash(flagged) } : undefined,
  };
}

const COMMON = `
local call, floor, format = redis.call, math.floor, string.format
local match, gmatch = string.match, string.gmatch
local function now() local t = call('TIME'); return t[1] * 1000 + floor(t[2] / 1000) end
local function lives(workers, me)
  local score = call('ZSCORE', workers, me)
  return score and tonumber(score) > 0
end
`;

/**
 * `append` adds an entry and answers its id. Redis numbers the first of a call; the others count upwards from it, so that
 * their ids are known before they are added.
 */
const APPEND = `
local prefix, seq
local function append(stream, ...)
  if prefix then
    seq = seq + 1
    local id = prefix .. seq
    call('XADD', stream, id, ...)
    return id
  end
  local id = call('XADD', stream, '*', ...)
  local a, b = match(id, '^(%d+-)(%d+)$')
  prefix, seq = a, tonumber(b)
  return id
end
`;

/**
 * Adds messages, each `execute` message once while its task waits or is pending.
 *
 * The dedup id of task 12345 is field `45` of the hash `<ids>:123`; its value is the entry it stands for. It counts only
 * while that entry waits (after the group's last delivered one) or is pending, so it cannot stay behind; what was
 * acknowledged but not deleted, by an older service or by hand, is removed here. Nearly all of the script's time goes into
 * handling strings in Lua, hence the care: numbers are not turned into strings, and neighbouring ids share their commands.
 *
 * KEYS: stream, ids. ARGV: group, then for each set of messages that differ only in their task: `execute` or `stop`,
 * the JSON after the task id, the task ids joined by commas.
 *
 * Returns `{ first, i, id, i, id, ... }`: the first added entry ('' when none; the others follow by ones, in order), then
 * index (from 0) and entry of each duplicate.
 */
export const ADD = script(
  'add',
  `${COMMON}
local stream, ids, group, head, sub = KEYS[1], KEYS[2] .. ':', ARGV[1], '{"task_id":', string.sub
${APPEND}
local reply, index, deliveredMs, deliveredSeq = { '' }, 0, nil, nil
local function standing(id)
  local a, b = match(id, '^(%d+)-(%d+)$')
  if not a or #call('XRANGE', stream, id, id) == 0 then return nil end
  if not deliveredMs then
    deliveredMs, deliveredSeq = -1, 0
    for _, info in ipairs(call('XINFO', 'GROUPS', stream)) do
      local g = {}
      for i = 1, #info, 2 do g[info[i]] = info[i + 1] end
      if g.name == group then
        local c, d = match(g['last-delivered-id'], '^(%d+)-(%d+)$')
        deliveredMs, deliveredSeq = tonumber(c), tonumber(d)
      end
    end
  end
  a, b = tonumber(a), tonumber(b)
  if a > deliveredMs or (a == deliveredMs and b > deliveredSeq) then return id end
  if #call('XPENDING', stream, group, id, id, 1) > 0 then return id end
  call('XDEL', stream, id)
  return nil
end
local function add(data)
  local id = append(stream, 'data', data)
  if reply[1] == '' then reply[1] = id end
  return id
end
local function duplicate(i, id)
  reply[#reply + 1] = i
  reply[#reply + 1] = id
end
local function addOne(bucket, field, data)
  local key = ids .. bucket
  if prefix then
    local id = prefix .. (seq + 1)
    if call('HSETNX', key, field, id) == 1 then
      add(data)
      return
    end
  end
  local value = call('HGET', key, field)
  local id = value and standing(value)
  if id then duplicate(index, id) else call('HSET', key, field, add(data)) end
end
local function addRun(bucket, n, fields, bodies)
  if n == 1 then
    addOne(bucket, fields[1], bodies[1])
    index = index + 1
    return
  end
  local key, sets, m, placed = ids .. bucket, {}, 0, {}
  local values = call('HMGET', key, unpack(fields, 1, n))
  for i = 1, n do
    local field = fields[i]
    local id = placed[field] or (values[i] and standing(values[i]))
    if id then
      duplicate(index, id)
    else
      id = add(bodies[i])
      placed[field] = id
      sets[m + 1], sets[m + 2] = field, id
      m = m + 2
    end
    index = index + 1
  end
  if m > 0 then call('HSET', key, unpack(sets, 1, m)) end
end
for a = 2, #ARGV, 3 do
  local action, tail = ARGV[a], ARGV[a + 1]
  local bucket, n, fields, bodies = nil, 0, {}, {}
  for task in gmatch(ARGV[a + 2], '%d+') do
    if action == 'stop' then
      add(head .. task .. tail)
      index = index + 1
    else
      local b = sub(task, 1, -3)
      if b ~= bucket then
        if bucket then addRun(bucket, n, fields, bodies) end
        bucket, n = b, 0
      end
      n = n + 1
      fields[n], bodies[n] = sub(task, -2), head .. task .. tail
    end
  end
  if bucket then addRun(bucket, n, fields, bodies) end
end
return reply`,
);

/**
 * Adds one `execute` message whose task has no dedup id: the common call of an API, without what only batches need.
 *
 * KEYS: stream, the task's dedup hash. ARGV: the task's field there, the payload.
 *
 * Returns the entry, or nil and does nothing when there is an id: {@link ADD} knows whether it counts.
 */
export const ADD_ONE = script(
  'addOne',
  `local call = redis.call
if call('HGET', KEYS[2], ARGV[1]) then return nil end
local id = call('XADD', KEYS[1], '*', 'data', ARGV[2])
call('HSET', KEYS[2], ARGV[1], id)
return id`,
);

/** `release(...)` forgets the dedup id of a task, if it stands for this very entry. */
const RELEASE = `
local function release(ids, task, id)
  local key, field = ids .. ':' .. string.sub(task, 1, -3), string.sub(task, -2)
  if call('HGET', key, field) == id then call('HDEL', key, field) end
end
`;

/**
 * Acknowledges, deletes and releases the dedup ids of entries this worker owns.
 *
 * That the worker's name lives is the proof of ownership: entries change hands by retiring a name. Only while the group has
 * consumers that do not beat (older services, somebody's hand), who may claim one entry, is each entry looked up.
 *
 * KEYS: stream, workers, ids, failures. ARGV: group, worker, how many entries, their ids, how many of them had failures,
 * their ids, then for each run of neighbouring task ids: where the dedup hash begins in the task ids without their last two
 * digits, how many, position (from 1) of the entry of the first, the last two digits of each task id, joined by spaces.
 *
 * Returns `retired`, or the ids it did not own, as far as Redis can tell: of entries that somebody acknowledged by hand
 * without deleting them, only if all of the batch were.
 */
export const ACK = script(
  'ack',
  `${COMMON}
local stream, group, me = KEYS[1], ARGV[1], ARGV[2]
if not lives(KEYS[2], me) then return 'retired' end
local n, lost, owned, deliveredMs, deliveredSeq = tonumber(ARGV[3]), {}, nil, -1, 0
local function parse(id)
  local a, b = match(id, '^(%d+)-(%d+)$')
  return tonumber(a), tonumber(b)
end
local groups = call('XINFO', 'GROUPS', stream)
for _, info in ipairs(groups) do
  local g = {}
  for i = 1, #info, 2 do g[info[i]] = info[i + 1] end
  if g.name == group then
    deliveredMs, deliveredSeq = parse(g['last-delivered-id'])
    if g.consumers > call('ZCARD', KEYS[2]) then owned = {} end
  end
end
-- A batch at the start of the stream goes in whole nodes, for a sixth of the time of XDEL: everything older than the oldest
-- pending entry was acknowledged, and nothing older than the batch is there to go with it.
local function trim()
  local first = call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
  if not first or first[1] ~= ARGV[4] then return false end
  local oldest = call('XPENDING', stream, group)[2]
  return call('XTRIM', stream, 'MINID', '=', oldest or format('%.0f-%.0f', deliveredMs, deliveredSeq + 1)) == n
end
if owned then
  for i = 4, n + 3 do
    local id = ARGV[i]
    if #call('XPENDING', stream, group, id, id, 1, me) > 0 then owned[#owned + 1] = id else lost[#lost + 1] = id end
  end
  if #owned == 0 then return lost end
  call('XACK', stream, group, unpack(owned))
  call('XDEL', stream, unpack(owned))
else
  local acked = call('XACK', stream, group, unpack(ARGV, 4, n + 3))
  if acked == n then
    if not (n > 16 and #groups == 1 and trim()) then call('XDEL', stream, unpack(ARGV, 4, n + 3)) end
  else
    -- What waits again, as the group was destroyed and created anew, is not ours to delete.
    for i = 4, n + 3 do
      local id = ARGV[i]
      local a, b = parse(id)
      local waits = a > deliveredMs or (a == deliveredMs and b > deliveredSeq)
      if acked == 0 or waits or #call('XPENDING', stream, group, id, id, 1) > 0 or call('XDEL', stream, id) == 0 then
        lost[#lost + 1] = id
      end
    end
  end
end
local function areSame(values, e, k)
  for i = 1, k do
    if values[i] ~= ARGV[e + i] then return false end
  end
  return true
end
local a = n + 4
for i = a + 1, a + tonumber(ARGV[a]) do call('HDEL', KEYS[4], ARGV[i]) end
a = a + tonumber(ARGV[a]) + 1
local isLost = {}
for i = 1, #lost do isLost[lost[i]] = true end
while ARGV[a] do
  local key, k, e, rest = KEYS[3] .. ':' .. ARGV[a], tonumber(ARGV[a + 1]), 2 + tonumber(ARGV[a + 2]), ARGV[a + 3]
  a = a + 4
  -- Often the run is all there is in the hash, in the order it was added: then the values say so by themselves.
  if k > 16 and #lost == 0 and call('HLEN', key) == k and areSame(call('HVALS', key), e, k) then
    call('DEL', key)
  elseif k == 1 then
    if call('HGET', key, rest) == ARGV[e + 1] and not isLost[ARGV[e + 1]] then call('HDEL', key, rest) end
  else
    local fields, m = {}, 0
    for field in gmatch(rest, '%d+') do
      m = m + 1
      fields[m] = field
    end
    local values = call('HMGET', key, unpack(fields))
    if #lost == 0 and areSame(values, e, k) then
      call('HDEL', key, unpack(fields))
    else
      for i = 1, k do
        if values[i] == ARGV[e + i] and not isLost[values[i]] then call('HDEL', key, fields[i]) end
      end
    end
  end
end
return lost`,
);

/**
 * Keeps an entry for another run by the same worker, counting a failure or not.
 *
 * KEYS: stream, workers, failures. ARGV: group, worker, entry id, 1 to count a failure.
 *
 * Returns `retired`, `lost`, or the number of failures so far.
 */
export const RETRY = script(
  'retry',
  `${COMMON}
local stream, group, me, id = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if not lives(KEYS[2], me) then return 'retired' end
if #call('XPENDING', stream, group, id, id, 1, me) == 0 then return 'lost' end
call('XCLAIM', stream, group, me, 0, id, 'JUSTID')
if ARGV[4] == '1' then return call('HINCRBY', KEYS[3], id, 1) end
return tonumber(call('HGET', KEYS[3], id) or 0)`,
);

/**
 * Moves an entry to the dead-letter stream, as it is.
 *
 * KEYS: stream, workers, ids, failures, dead. ARGV: group, worker, entry id, task id (`-` for none), reason, deliveries,
 * failures.
 *
 * Returns `retired`, `lost` or `buried`.
 */
export const BURY = script(
  'bury',
  `${COMMON}${RELEASE}
local stream, group, me, id = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
if not lives(KEYS[2], me) then return 'retired' end
if #call('XPENDING', stream, group, id, id, 1, me) == 0 then return 'lost' end
local found, data = call('XRANGE', stream, id, id)[1], ''
if found then
  local fields = found[2]
  if #fields == 2 and fields[1] == 'data' then data = fields[2] else data = cjson.encode(fields) end
end
call('XADD', KEYS[5], '*', 'data', data, 'reason', ARGV[5], 'deliveries', ARGV[6], 'failures', ARGV[7], 'entry_id', id)
call('XACK', stream, group, id)
call('XDEL', stream, id)
call('HDEL', KEYS[4], id)
if ARGV[4] ~= '-' then release(KEYS[3], ARGV[4], id) end
return 'buried'`,
);

/**
 * Creates the group at 0, with the stream, unless it is there.
 *
 * KEYS: stream. ARGV: group. Returns 1 when it was created. (XGROUP CREATE by itself is refused while maxmemory is reached,
 * even where the group exists.)
 */
export const ENSURE_GROUP = script(
  'ensureGroup',
  `${COMMON}
if call('EXISTS', KEYS[1]) == 1 then
  for _, info in ipairs(call('XINFO', 'GROUPS', KEYS[1])) do
    for i = 1, #info, 2 do
      if info[i] == 'name' and info[i + 1] == ARGV[1] then return 0 end
    end
  end
end
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
 * (the first 250), name, name, ... }`: names are silent workers, and consumers without a beat that hold entries for longer
 * than the lease.
 */
export const BEAT = script(
  'beat',
  `${COMMON}
local stream, workers, group, me, lease = KEYS[1], KEYS[2], ARGV[1], ARGV[2], tonumber(ARGV[3])
if ARGV[4] ~= '1' and not lives(workers, me) then return 'retired' end
local t = now()
local own = {}
for _, p in ipairs(call('XPENDING', stream, group, '-', '+', 250, me)) do own[#own + 1] = p[1] end
call('ZADD', workers, t, me)
-- So that the group has a consumer for each name on the list, and any other consumer shows by the count (see ACK).
call('XGROUP', 'CREATECONSUMER', stream, group, me)
local reply = { t, -1, table.concat(own, ' ') }
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
      if #call('XPENDING', stream, group, 'IDLE', lease, '-', '+', 1, c.name) > 0 then reply[#reply + 1] = c.name end
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

/** `describe(...)` appends `id, deliveries, failures, data` of claimed entries; data is false unless it is the only field. */
const DESCRIBE = `
local function describe(reply, failures, entry, deliveries)
  local fields, data = entry[2], false
  if #fields == 2 and fields[1] == 'data' then data = fields[2] end
  reply[#reply + 1] = entry[1]
  reply[#reply + 1] = deliveries
  reply[#reply + 1] = tonumber(call('HGET', failures, entry[1]) or 0)
  reply[#reply + 1] = data
end
`;

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
  `${COMMON}${DESCRIBE}
local stream, workers, failures = KEYS[1], KEYS[2], KEYS[3]
local group, me, victim, lease, room = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[6])
local t = now()
if t > tonumber(ARGV[5]) then return 'late' end
if not lives(workers, me) then return 'retired' end
local score = call('ZSCORE', workers, victim)
local beats, idle = score ~= false, 0
if beats then
  score = tonumber(score)
  if score > 0 then
    if t - score < lease then return 'alive' end
    score = 0
    call('ZADD', workers, 0, victim)
  end
else
  idle = lease
end
local reply, pending = { 0 }, {}
if room > 0 then
  if beats then
    pending = call('XPENDING', stream, group, '-', '+', room, victim)
  else
    pending = call('XPENDING', stream, group, 'IDLE', idle, '-', '+', room, victim)
  end
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
      local entry = call('XCLAIM', stream, group, me, idle, list[i], 'RETRYCOUNT', deliveries[list[i]])[1]
      if entry then claimed[#claimed + 1] = entry end
    end
  else
    local args = { me, idle }
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
elseif beats or #call('XPENDING', stream, group, 'IDLE', idle, '-', '+', 1, victim) > 0 then
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

/**
 * What a queue looks like, in one look.
 *
 * KEYS: stream, dead. ARGV: group.
 *
 * Returns `{ now, length, pending, oldest pending id or '', oldest waiting id or '', lag or -1, consumers, dead letters }`.
 */
export const STATS = script(
  'stats',
  `${COMMON}
local stream, group = KEYS[1], ARGV[1]
local length, dead = call('XLEN', stream), call('XLEN', KEYS[2])
local pending, oldestPending, oldestWaiting, lag, consumers, delivered = 0, '', '', -1, 0, nil
if call('EXISTS', stream) == 1 then
  for _, info in ipairs(call('XINFO', 'GROUPS', stream)) do
    local g = {}
    for i = 1, #info, 2 do g[info[i]] = info[i + 1] end
    if g.name == group then
      pending, consumers, delivered = g.pending, g.consumers, g['last-delivered-id']
      if type(g.lag) == 'number' then lag = g.lag end
      if pending > 0 then oldestPending = call('XPENDING', stream, group, '-', '+', 1)[1][1] end
    end
  end
  local waiting = call('XRANGE', stream, delivered and '(' .. delivered or '-', '+', 'COUNT', 1)[1]
  if waiting then oldestWaiting = waiting[1] end
end
return { now(), length, pending, oldestPending, oldestWaiting, lag, consumers, dead }`,
);
