import { randomBytes } from 'node:crypto';
import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { SafeFetcher } from '@goodshunter/safe-fetch';
import { finishByCode, hashCode, holdLease, isAwaited } from '../../store/telling/setup-rows.js';
import { cleanName } from '../clean-name.js';

export interface TelegramOptions {
  fetcher: Pick<SafeFetcher, 'fetch'>;
  apiUrl: string;
  /** Empty: there is no bot of the house. */
  token: string;
}

interface Update {
  update_id?: number;
  message?: { text?: string; chat?: { id?: number; title?: string; first_name?: string; username?: string } };
}

const LEASE = 'telegram-updates';
const LEASE_S = 15;
const PAUSE_MS = 2000;
const TIMEOUT_MS = 8000;
const START = /^\/start(?:@\w+)? ([A-Za-z0-9_-]{16,64})$/;

/**
 * Waits for people who follow a link to the house's bot, and keeps the chat they come from. Telegram hands its updates to one reader only,
 * so one of all replicas holds a lease; it reads while somebody is connecting, and no longer.
 */
export function createTelegramListener(sql: Sql, options: TelegramOptions, log: Logger) {
  const { fetcher, apiUrl, token } = options;
  const owner = randomBytes(8).toString('hex');
  let offset = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let name: string | undefined;

  async function call(method: string, body: object): Promise<unknown> {
    const answer = await fetcher.fetch(`${apiUrl.replace(/\/+$/, '')}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      timeoutMs: TIMEOUT_MS,
      maxBytes: 1024 * 1024,
      maxRedirects: 0,
    });
    const { ok, result, description } = JSON.parse(answer.body.toString()) as {
      ok?: boolean;
      result?: unknown;
      description?: string;
    };
    if (ok !== true) throw new Error(`Telegram answered ${answer.status}: ${description ?? ''}`);
    return result;
  }

  async function look(): Promise<void> {
    if (!(await isAwaited(sql, 'telegram'))) return;
    if (await holdLease(sql, LEASE, owner, LEASE_S)) {
      const updates = (await call('getUpdates', { offset, timeout: 0, allowed_updates: ['message'] })) as Update[];
      for (const update of updates) {
        offset = Math.max(offset, (update.update_id ?? 0) + 1);
        await take(update);
      }
    }
    again();
  }

  async function take({ message }: Update): Promise<void> {
    const code = START.exec(message?.text ?? '')?.[1];
    const chat = message?.chat;
    if (code === undefined || typeof chat?.id !== 'number') return;
    const label = chat.title ?? chat.username ?? chat.first_name ?? String(chat.id);
    await finishByCode(sql, 'telegram', hashCode(code, 'telegram'), {
      config: { chatId: String(chat.id) },
      label: cleanName(label, 100) || String(chat.id),
      isProved: true,
    });
  }

  function again(): void {
    if (isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      look().catch((error: unknown) => {
        log.warn('telegram not read', { error });
        again();
      });
    }, PAUSE_MS);
    timer.unref();
  }

  return {
    /** The bot's name, for links to it. @throws when Telegram does not know the token. */
    async botName(): Promise<string> {
      name ??= ((await call('getMe', {})) as { username?: string }).username ?? '';
      return name;
    },
    /** Somebody is connecting. */
    listen: again,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
