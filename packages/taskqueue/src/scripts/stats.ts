import { COMMON } from './fragments.js';
import { script } from './script.js';

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
