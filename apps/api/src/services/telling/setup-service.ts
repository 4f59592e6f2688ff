import { randomBytes, randomInt } from 'node:crypto';
import { sendMail } from '@goodshunter/channels';
import type { ChannelSetup } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { z } from 'zod';
import type { Caller } from '../../access/person.js';
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors.js';
import { foldName } from '../../store/people/user-store.js';
import { hashCode, insertSetup, readSetup, type SetupRow, tryCode } from '../../store/telling/setup-rows.js';
import type { Limits } from '../people/limits.js';
import { createTelegramListener, type TelegramOptions } from './telegram-listener.js';

export interface SetupServiceOptions {
  sql: Sql;
  mail: { smtpUrl: string; from: string };
  telegram: TelegramOptions;
  limits: Pick<Limits, 'count'>;
  log: Logger;
}

export type SetupService = ReturnType<typeof createSetupService>;

const MINUTES = 15;
const MOST_TRIES = 5;
const MAIL_DEADLINE_MS = 10_000;
const addressSchema = z.email().max(254);

/** Connecting a channel by a code that is sent there, or by a link that finds it. */
export function createSetupService({ sql, mail, telegram, limits, log }: SetupServiceOptions) {
  const listener = createTelegramListener(sql, telegram, log);

  async function startMail(userId: number, config: Record<string, unknown>): Promise<number> {
    if (mail.smtpUrl === '')
      throw new InvalidInputError([
        { field: 'kind', message: 'kind email is not available: MAIL_SMTP_URL is not set' },
      ]);
    const address = addressSchema.safeParse(config.address);
    if (!address.success) {
      throw new InvalidInputError([{ field: 'config.address', message: 'config.address must be an e-mail address' }]);
    }
    // Nobody has the house write to a stranger again and again, by whatever accounts.
    await limits.count('letter', `channel:${userId}`);
    await limits.count('letter', `to:${foldName(address.data)}`);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const id = await insertSetup(sql, {
      userId,
      kind: 'email',
      codeHash: hashCode(code, 'email', String(userId), randomBytesKept()),
      found: { config: { address: address.data }, label: address.data, isProved: false },
      minutes: MINUTES,
    });
    // The code is kept with its own id, so that two people with the same one are told apart.
    await sql.execute('UPDATE channel_setup SET code_hash = ? WHERE id = ?', [hashCode(code, 'email', String(id)), id]);
    const answer = await sendMail(mail.smtpUrl, MAIL_DEADLINE_MS, {
      from: mail.from,
      to: { name: '', address: address.data },
      subject: `${code} is your code`,
      text: `Somebody wants GoodsHunter to send news to this address. If it was you, the code is ${code}. It holds for ${MINUTES} minutes.\n\nIf it was not you, do nothing.\n`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    if (answer.status !== 'sent')
      throw new InvalidInputError([{ field: 'config.address', message: `config.address: ${answer.message}` }]);
    return id;
  }

  async function startTelegram(userId: number): Promise<{ id: number; link: string }> {
    if (telegram.token === '') {
      throw new InvalidInputError([
        { field: 'kind', message: 'kind telegram has no bot here: NOTIFY_TELEGRAM_TOKEN is not set' },
      ]);
    }
    await limits.count('channelSetup', String(userId));
    const code = randomBytes(24).toString('base64url');
    const name = await listener.botName().catch((error: unknown) => {
      log.warn('telegram bot not found', { error });
      throw new ConflictError(['telegram_silent']);
    });
    const id = await insertSetup(sql, {
      userId,
      kind: 'telegram',
      codeHash: hashCode(code, 'telegram'),
      found: null,
      minutes: MINUTES,
    });
    listener.listen();
    return { id, link: `https://t.me/${name}?start=${code}` };
  }

  async function require(userId: number, id: number): Promise<SetupRow> {
    const row = await readSetup(sql, userId, id);
    if (!row) throw new NotFoundError(['no_setup', { id }]);
    return row;
  }

  /** One that was just begun; a later one of the same person ends it. */
  async function requireLatest(userId: number, id: number): Promise<SetupRow> {
    const row = await readSetup(sql, userId, id);
    if (!row) throw new ConflictError(['setup_begun_anew']);
    return row;
  }

  return {
    async start(
      { userId }: Caller,
      { kind, config }: { kind: string; config: Record<string, unknown> },
    ): Promise<ChannelSetup> {
      if (kind === 'email') return toSetup(await requireLatest(userId, await startMail(userId, config)), null);
      if (kind === 'telegram') {
        const { id, link } = await startTelegram(userId);
        return toSetup(await requireLatest(userId, id), link);
      }
      throw new InvalidInputError([
        { field: 'kind', message: `kind ${kind.slice(0, 32)} needs no set-up: paste its configuration` },
      ]);
    },

    async read({ userId }: Caller, id: number): Promise<ChannelSetup> {
      const row = await require(userId, id);
      // Another replica may hold the lease, or have ended.
      if (row.kind === 'telegram' && row.found === null && !row.isExpired) listener.listen();
      return toSetup(row, null);
    },

    async confirm({ userId }: Caller, id: number, code: string): Promise<ChannelSetup> {
      const row = await require(userId, id);
      if (row.kind !== 'email') throw new ConflictError(['setup_by_link']);
      if (!(await tryCode(sql, id, hashCode(code, 'email', String(id)), MOST_TRIES))) {
        const left = MOST_TRIES - row.tries - 1;
        const message =
          left > 0 && !row.isExpired
            ? `code is not the one that was sent; ${left} more tries`
            : 'code no longer holds; ask for a new one';
        throw new InvalidInputError([{ field: 'code', message }]);
      }
      return toSetup(await require(userId, id), null);
    },

    /** What a proved set-up adds to a configuration. */
    async findResult(userId: number, id: number, kind: string): Promise<Record<string, unknown> | undefined> {
      const row = await readSetup(sql, userId, id);
      return row?.kind === kind && row.found?.isProved === true ? row.found.config : undefined;
    },

    close: () => listener.close(),
  };
}

/** A code hash that no code has, until the row's id is known. */
function randomBytesKept(): string {
  return randomBytes(16).toString('hex');
}

function toSetup({ id, kind, found, isExpired, expiresAt }: SetupRow, link: string | null): ChannelSetup {
  const state = found?.isProved ? 'found' : isExpired ? 'expired' : 'waiting';
  return {
    id,
    kind,
    state,
    link,
    sentence: SENTENCES[state](kind, found?.label ?? ''),
    label: found?.label ?? null,
    expiresAt: expiresAt.toISOString(),
  };
}

const SENTENCES = {
  found: (_kind: string, label: string) => `Connected: ${label}.`,
  expired: () => 'That took too long; begin again.',
  waiting: (kind: string, label: string) =>
    kind === 'email' ? `A code was sent to ${label}; type it here.` : 'Open the link in Telegram and press Start.',
};
