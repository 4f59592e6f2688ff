import type { Entry } from '../wire/entry.js';
import { COMMON } from './fragments.js';
import { script } from './script.js';

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
local isLost = {}
for i = 1, #lost do isLost[lost[i]] = true end
local a = n + 4
for i = a + 1, a + tonumber(ARGV[a]) do
  if not isLost[ARGV[i]] then call('HDEL', KEYS[4], ARGV[i]) end
end
a = a + tonumber(ARGV[a]) + 1
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
 * The arguments of {@link ACK} for at most 250 entries of worker `name`: neighbouring task ids that share a dedup hash travel as one run,
 * so that the script asks for them with one command.
 */
export function encodeAcknowledgement(group: string, name: string, entries: readonly Entry[]): (string | number)[] {
  const args: (string | number)[] = [group, name, entries.length];
  const failed: string[] = [];
  const runs: (string | number)[] = [];
  let bucket = -1;
  let first = 0;
  let count = 0;
  let rests = '';
  const endRun = () => {
    if (count > 0) runs.push(bucket === 0 ? '' : bucket, count, first + 1, rests);
    bucket = -1;
    count = 0;
  };
  for (let i = 0; i < entries.length; i++) {
    const { entryId, message, failures } = entries[i] as Entry;
    args.push(entryId);
    if (failures > 0) failed.push(entryId);
    if (message?.action !== 'execute') {
      endRun();
      continue;
    }
    const { taskId } = message;
    const itsBucket = Math.floor(taskId / 100);
    const number = taskId % 100;
    const rest = taskId >= 10 && number < 10 ? `0${number}` : `${number}`;
    if (itsBucket === bucket) {
      rests += ` ${rest}`;
    } else {
      endRun();
      bucket = itsBucket;
      first = i;
      rests = rest;
    }
    count++;
  }
  endRun();
  args.push(failed.length, ...failed, ...runs);
  return args;
}
