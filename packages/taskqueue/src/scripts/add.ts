import { APPEND, COMMON } from './fragments.js';
import { script } from './script.js';

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
