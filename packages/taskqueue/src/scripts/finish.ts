import { COMMON, RELEASE } from './fragments.js';
import { script } from './script.js';

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

/** Most dead letters that are kept: the oldest go. */
const MOST_DEAD_LETTERS = 1000;
/** Of what an entry held, the most that is kept of it as a dead letter: with its fellows that is 16 MB. */
const MOST_DEAD_LETTER_BYTES = 16_384;

/**
 * Moves an entry to the dead-letter stream, as it is up to 16 KB; of what is longer the beginning stays, which nobody can retry.
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
if #data > ${MOST_DEAD_LETTER_BYTES} then data = string.sub(data, 1, ${MOST_DEAD_LETTER_BYTES}) end
call('XADD', KEYS[5], 'MAXLEN', '=', ${MOST_DEAD_LETTERS}, '*', 'data', data, 'reason', ARGV[5], 'deliveries', ARGV[6], 'failures', ARGV[7], 'entry_id', id)
call('XACK', stream, group, id)
call('XDEL', stream, id)
call('HDEL', KEYS[4], id)
if ARGV[4] ~= '-' then release(KEYS[3], ARGV[4], id) end
return 'buried'`,
);
