/** What every script may use: shortcuts, the time in ms by Redis' clock, whether a worker's name lives. */
export const COMMON = `
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
export const APPEND = `
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

/** `idle(...)` lists at most `most` of a consumer's first 250 pending entries that it has held for `ms` and longer. */
export const IDLE = `
local function idle(stream, group, name, ms, most)
  local found = {}
  for _, p in ipairs(call('XPENDING', stream, group, '-', '+', 250, name)) do
    if p[3] >= ms and #found < most then found[#found + 1] = p end
  end
  return found
end
`;

/** `release(...)` forgets the dedup id of a task, if it stands for this very entry. */
export const RELEASE = `
local function release(ids, task, id)
  local key, field = ids .. ':' .. string.sub(task, 1, -3), string.sub(task, -2)
  if call('HGET', key, field) == id then call('HDEL', key, field) end
end
`;

/** `describe(...)` appends `id, deliveries, failures, data` of claimed entries; data is false unless it is the only field. */
export const DESCRIBE = `
local function describe(reply, failures, entry, deliveries)
  local fields, data = entry[2], false
  if #fields == 2 and fields[1] == 'data' then data = fields[2] end
  reply[#reply + 1] = entry[1]
  reply[#reply + 1] = deliveries
  reply[#reply + 1] = tonumber(call('HGET', failures, entry[1]) or 0)
  reply[#reply + 1] = data
end
`;
