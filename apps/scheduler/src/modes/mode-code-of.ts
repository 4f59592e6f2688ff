import type { ModeCode } from '@goodshunter/contracts/api';

const KNOWN: ReadonlySet<string> = new Set<ModeCode>([
  'redis_full',
  'redis_down',
  'redis_timeout',
  'redis_misconf',
  'redis_readonly',
  'redis_loading',
  'redis_refused',
  'redis_wrongtype',
] satisfies ModeCode[]);

/** Why Redis cannot carry the queue, for machines. @param reason as the queue tells it: `timeout`, `wrongtype`, ... */
export function modeCodeOf(reason: string): ModeCode {
  const code = `redis_${reason}`;
  return KNOWN.has(code) ? (code as ModeCode) : 'redis_error';
}
