import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { AdminTokenState } from './services/ensure-admin.js';

const MESSAGES: Record<AdminTokenState, string> = {
  created: 'admin token written',
  kept: 'admin token found',
  lost: 'the token file does not hold the admin token; get a new one by: node dist/cli/reset-admin-token.js',
};

export interface KeepEnsuringOptions {
  ensure: () => Promise<AdminTokenState>;
  tokenFile: string;
  log: Logger;
  stop: AbortSignal;
  /** Pause before the next try, in ms. @default 1000 */
  everyMs?: number;
}

/**
 * Sees to the admin as soon as the database allows: while it is away, or not migrated yet, it tries again.
 * @throws whatever else goes wrong, such as a TokenFileError: no retry can mend it.
 */
export async function keepEnsuringAdmin(options: KeepEnsuringOptions): Promise<void> {
  const { ensure, tokenFile, log, stop, everyMs = 1000 } = options;
  let wasTold = false;
  while (!stop.aborted) {
    try {
      const state = await ensure();
      const write = state === 'lost' ? log.warn : log.info;
      return write(MESSAGES[state], { file: tokenFile });
    } catch (error) {
      const isMissingTable = error instanceof Error && 'sqlCode' in error && error.sqlCode === 'ER_NO_SUCH_TABLE';
      if (!isDatabaseUnavailable(error) && !isMissingTable) throw error;
      if (!wasTold) {
        log.warn(isMissingTable ? 'waiting for the database to be migrated' : 'waiting for the database', { error });
      }
      wasTold = true;
    }
    await sleep(everyMs, undefined, { signal: stop }).catch(() => {});
  }
}
