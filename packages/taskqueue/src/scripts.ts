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
local call, floor, format, match, gmatch = redis.call, math.floor, string.format, string.match, string.gmatch
local function now() local t = call('TIME'); return t[1] * 1000 + floor(t[2] / 1000) end
local function lives(workers, me)
  local score = call('ZSCORE', workers, me)
  return score and tonumber(score) > 0
end
`;

/**
 * An entry id is kept as one whole number, milliseconds * 4096 + sequence, which Redis stores in 9 bytes and Lua holds
 * exactly until the year 2039. `append` numbers the entries of one call upwards from the first, which Redis numbers.
 */
const APPEND = `
local ms, seq
local function append(stream, ...)
  if not ms then
    local id = call('XADD', stream, '*', ...)
    local a, b = match(id, '^(%d+)-(%d+)$')
    ms, seq = tonumber(a), tonumber(b)
    if seq > 4095 then
      call('XDEL', stream, id)
      ms, seq = ms + 1, 0
      call('XADD', stream, ms .. '-0', ...)
    end
    return
  end
  seq = seq + 1
  if seq > 4095 then ms, seq = ms + 1, 0 end
  call('XADD', stream, ms .. '-' .. seq, ...)
end
`;

/**
 * Adds messages, each `execute` message once while its task waits or is pending.
 *
 * KEYS: stream, ids. ARGV: group, then for each set of messages that differ only in their task: `execute` or `stop`,
 * the JSON after the task id, the task ids joined by commas.
 *
 * Returns `{ first, i, id, i, id, ... }`: the number of the first added entry ('' when none; the others follow by ones,
 * in order), then index (from 0) and entry of each duplicate.
 */
export const ADD = script(
  'add',
  `${COMMON}${APPEND}
local stream, ids, group = KEYS[1], KEYS[2], ARGV[1]
local reply, index, head, delivered = { '' }, 0, '{"task_id":', nil
-- An id counts while its entry waits (after the group's last delivered one) or is pending. What was acknowledged but
-- not deleted, by an older service or by hand, is removed here.
local function standing(value)
  local n = tonumber(value)
  if not n then return nil end
  local a, b = floor(n / 4096), n % 4096
  local id = format('%.0f-%.0f', a, b)
  if #call('XRANGE', stream, id, id) == 0 then return nil end
  if not delivered then
    delivered = { -1, 0 }
    for _, info in ipairs(call('XINFO', 'GROUPS', stream)) do
      local g = {}
      for i = 1, #info, 2 do g[info[i]] = info[i + 1] end
      if g.name == group then
        local c, d = match(g['last-delivered-id'], '^(%d+)-(%d+)$')
        delivered = { tonumber(c), tonumber(d) }
      end
    end
  end
  if a > delivered[1] or (a == delivered[1] and b > delivered[2]) then return id end
  if #call('XPENDING', stream, group, id, id, 1) > 0 then return id end
  call('XDEL', stream, id)
  return nil
end
local function add(data)
  append(stream, 'data', data)
  if reply[1] == '' then reply[1] = format('%.0f', ms * 4096 + seq) end
end
local function duplicate(i, id)
  reply[#reply + 1] = i
  reply[#reply + 1] = id
end
local function addRun(bucket, tasks, tail)
  local n, key = #tasks, ids .. ':' .. bucket
  if n == 1 and ms then
    local nextMs, nextSeq = ms, seq + 1
    if nextSeq > 4095 then nextMs, nextSeq = ms + 1, 0 end
    if call('HSETNX', key, tasks[1] % 100, format('%.0f', nextMs * 4096 + nextSeq)) == 1 then
      add(head .. format('%.0f', tasks[1]) .. tail)
      index = index + 1
      return
    end
  end
  local fields, sets, placed = {}, {}, {}
  for i = 1, n do fields[i] = tasks[i] % 100 end
  local values = call('HMGET', key, unpack(fields))
  for i = 1, n do
    local id = placed[fields[i]] or (values[i] and standing(values[i]))
    if id then
      duplicate(index, id)
    else
      add(head .. format('%.0f', tasks[i]) .. tail)
      placed[fields[i]] = ms .. '-' .. seq
      sets[#sets + 1] = fields[i]
      sets[#sets + 1] = format('%.0f', ms * 4096 + seq)
    end
    index = index + 1
  end
  if #sets > 0 then call('HSET', key, unpack(sets)) end
end
for a = 2, #ARGV, 3 do
  local action, tail = ARGV[a], ARGV[a + 1]
  local bucket, run = nil, {}
  for digits in gmatch(ARGV[a + 2], '%d+') do
    if action == 'stop' then
      add(head .. digits .. tail)
      index = index + 1
    else
      local task = tonumber(digits)
      local b = floor(task / 100)
      if b ~= bucket then
        if bucket then addRun(bucket, run, tail) end
        bucket, run = b, {}
      end
      run[#run + 1] = task
    end
  end
  if bucket then addRun(bucket, run, tail) end
end
return reply`,
);

/**
 * Reads without blocking, as one string, which a client parses in half the time of nested replies.
 *
 * KEYS: stream, workers. ARGV: group, worker, most entries.
 *
 * Returns `retired`, or `{ lines, id, id, ... }`: lines `<entry id> <data>` joined by line feeds, then the ids of entries
 * that do not consist of one field `data` without line feeds.
 */
export const READ = script(
  'read',
  `${COMMON}
if not lives(KEYS[2], ARGV[2]) then return 'retired' end
local found = call('XREADGROUP', 'GROUP', ARGV[1], ARGV[2], 'COUNT', ARGV[3], 'STREAMS', KEYS[1], '>')
local lines, reply = {}, { '' }
if not found then return reply end
for _, entry in ipairs(found[1][2]) do
  local id, fields = entry[1], entry[2]
  if #fields == 2 and fields[1] == 'data' and not string.find(fields[2], '\\n', 1, true) then
    lines[#lines + 1] = id .. ' ' .. fields[2]
  else
    reply[#reply + 1] = id
  end
end
reply[1] = table.concat(lines, '\\n')
return reply`,
);

/**
 * `owned(list, limit)`: which of these entries are pending at this worker. One look at the range they span, bounded by what
 * the worker has in hand; what that did not show is looked up one by one.
 * `release(list)`: forgets the dedup ids of these entries, each only while it stands for that very entry.
 */
const OWNED = `
local function owned(stream, group, me, list, first, last, limit)
  local mine, kept, lost = {}, {}, {}
  for _, p in ipairs(call('XPENDING', stream, group, first, last, limit, me)) do mine[p[1]] = true end
  for i = 1, #list do
    local id = list[i]
    if mine[id] or #call('XPENDING', stream, group, id, id, 1, me) > 0 then
      kept[#kept + 1] = id
    else
      lost[#lost + 1] = id
    end
  end
  return kept, lost
end
local function entryNumber(id)
  local a, b = match(id, '^(%d+)-(%d+)$')
  return format('%.0f', a * 4096 + b)
end
local function release(ids, kept, taskOf)
  local bucket, fields, numbers = nil, nil, nil
  local function forget()
    local key, gone = ids .. ':' .. bucket, {}
    local values = call('HMGET', key, unpack(fields))
    for i = 1, #fields do
      if values[i] == numbers[i] then gone[#gone + 1] = fields[i] end
    end
    if #gone > 0 then call('HDEL', key, unpack(gone)) end
  end
  for i = 1, #kept do
    local task = tonumber(taskOf[kept[i]])
    if task then
      local b = floor(task / 100)
      if b ~= bucket then
        if bucket then forget() end
        bucket, fields, numbers = b, {}, {}
      end
      fields[#fields + 1] = task % 100
      numbers[#numbers + 1] = entryNumber(kept[i])
    end
  end
  if bucket then forget() end
end
`;

/**
 * Acknowledges, deletes and releases the dedup ids of entries this worker owns.
 *
 * KEYS: stream, workers, ids, failures. ARGV: group, worker, entry ids joined by spaces, their task ids (`-` for none)
 * joined by spaces, smallest and largest of the entry ids, most entries pending at this worker, ids with failures joined by spaces.
 *
 * Returns `retired`, or the ids it did not own.
 */
export const ACK = script(
  'ack',
  `${COMMON}${OWNED}
local stream, group, me = KEYS[1], ARGV[1], ARGV[2]
if not lives(KEYS[2], me) then return 'retired' end
local list, taskOf = {}, {}
for id in gmatch(ARGV[3], '%S+') do list[#list + 1] = id end
local n = 0
for task in gmatch(ARGV[4], '%S+') do
  n = n + 1
  taskOf[list[n]] = task
end
local kept, lost = owned(stream, group, me, list, ARGV[5], ARGV[6], ARGV[7])
if #kept > 0 then
  call('XACK', stream, group, unpack(kept))
  call('XDEL', stream, unpack(kept))
  release(KEYS[3], kept, taskOf)
end
for id in gmatch(ARGV[8], '%S+') do call('HDEL', KEYS[4], id) end
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
  `${COMMON}${OWNED}
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
release(KEYS[3], { id }, { [id] = ARGV[4] })
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
  `${COMMON}${APPEND}${OWNED}
local stream, group, me = KEYS[1], ARGV[1], ARGV[2]
if not lives(KEYS[2], me) then return 'retired' end
local list, count = {}, 0
for id in gmatch(ARGV[3], '%S+') do list[#list + 1] = id end
local n = 0
for digits in gmatch(ARGV[4], '%S+') do
  n = n + 1
  local id = list[n]
  local entry = call('XRANGE', stream, id, id)[1]
  if entry and #call('XPENDING', stream, group, id, id, 1, me) > 0 then
    append(stream, unpack(entry[2]))
    call('XACK', stream, group, id)
    call('XDEL', stream, id)
    count = count + 1
    local task = tonumber(digits)
    if task then
      local key, field = KEYS[3] .. ':' .. floor(task / 100), task % 100
      if call('HGET', key, field) == entryNumber(id) then call('HSET', key, field, format('%.0f', ms * 4096 + seq)) end
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
