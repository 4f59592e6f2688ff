import { type ModeCode, modeCodeSchema } from '@goodshunter/contracts/api';

/** Why Redis cannot carry the queue, for machines. @param reason as the queue tells it: `timeout`, `wrongtype`, ... */
export function modeCodeOf(reason: string): ModeCode {
  const { data = 'redis_error' } = modeCodeSchema.safeParse(`redis_${reason}`);
  return data;
}
