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
  ensureAdmin: () => Promise<AdminTokenState>;
  /** The set-up link while nobody is the first admin. */
  ensureSetupLink: () => Promise<string | undefined>;
  /** '': no token is made. */
  tokenFile: string;
  /** '': the link stands in the log alone. */
  setupFile: string;
  log: Logger;
  stop: AbortSignal;
  /** Pause before the next try, in ms. @default 1000 */
  everyMs?: number;
}

/**
 * Sees to a way in as soon as the database allows: while it is away, or not migrated yet, it tries again.
 * @throws whatever else goes wrong, such as a SecretFileError: no retry can mend it.
 */
export async function keepEnsuringAdmin(options: KeepEnsuringOptions): Promise<void> {
  const { ensureAdmin, ensureSetupLink, tokenFile, setupFile, log, stop, everyMs = 1000 } = options;
  let wasTold = false;
  while (!stop.aborted) {
    try {
      const link = await ensureSetupLink();
      if (link !== undefined) {
        log.info('open this link to become the first admin', {
          link,
          ...(setupFile === '' ? {} : { file: setupFile }),
        });
      }
      if (tokenFile !== '') {
        const state = await ensureAdmin();
        const write = state === 'lost' ? log.warn : log.info;
        write(MESSAGES[state], { file: tokenFile });
      }
      return;
    } catch (error) {
      const sqlCode = error instanceof Error && 'sqlCode' in error ? error.sqlCode : undefined;
      const isBehind = sqlCode === 'ER_NO_SUCH_TABLE' || sqlCode === 'ER_BAD_FIELD_ERROR';
      if (!isDatabaseUnavailable(error) && !isBehind) throw error;
      if (!wasTold) {
        log.warn(isBehind ? 'waiting for the database to be migrated' : 'waiting for the database', { error });
      }
      wasTold = true;
    }
    await sleep(everyMs, undefined, { signal: stop }).catch(() => {});
  }
}
