import type { Logger } from '../types/logger.js';
import type { OnEvent } from '../types/queue.js';
import type { RedisLink } from './redis-link.js';

/** Warns when Redis would drop keys at maxmemory. Where INFO is not allowed, says nothing. */
export async function warnOfEviction(link: RedisLink, onEvent: OnEvent, log: Logger | undefined): Promise<void> {
  try {
    const info = await link.command((client) => client.info('memory'));
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
    if (policy === undefined || policy === 'noeviction') return;
    log?.warn('redis may drop keys of the queue', { policy, wanted: 'noeviction' });
    onEvent({ type: 'evicting', policy });
  } catch (error) {
    log?.debug('eviction policy unknown', { error });
  }
}
