import type { Registration } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { Caller } from '../../access/person.js';
import { ForbiddenError } from '../../errors.js';
import { insertCode } from '../../store/people/code-store.js';
import { findUserByEmail, foldName } from '../../store/people/user-store.js';
import type { Limits } from './limits.js';
import type { Mailer } from './mailer.js';
import { createLongCode } from './one-time-code.js';

/** How long the link of a letter works. */
const LETTER_SECONDS = 3600;

export interface LetterServiceOptions {
  sql: Sql;
  limits: Pick<Limits, 'count'>;
  registration: Registration;
  /** Absent: no e-mail can be sent. */
  mailer?: Mailer | undefined;
  /** Where people reach the page. */
  publicUrl: string;
  log: Logger;
}

export type LetterService = ReturnType<typeof createLetterService>;

/** Letters with links, which anybody may ask for: to an account of one's own, or to a new one. */
export function createLetterService(options: LetterServiceOptions) {
  const { sql, limits, registration, mailer, publicUrl, log } = options;

  async function sendPasswordLink(to: Mailer, email: string): Promise<void> {
    const user = await findUserByEmail(sql, email);
    if (!user || user.isDisabled) return;
    const { code, codeHash } = createLongCode();
    await insertCode(sql, { kind: 'password', codeHash, userId: user.id, seconds: LETTER_SECONDS });
    await to.sendPasswordLink(user.email ?? email, `${publicUrl}/password#code=${code}`);
  }

  async function sendAccountLink(to: Mailer, email: string): Promise<void> {
    // Whoever has an account is sent the way back into it instead.
    if (await findUserByEmail(sql, email)) return sendPasswordLink(to, email);
    const { code, codeHash } = createLongCode();
    await insertCode(sql, { kind: 'invite', codeHash, role: 'member', seconds: LETTER_SECONDS, data: { email } });
    await to.sendAccountLink(email, `${publicUrl}/invite/${code}`);
  }

  return {
    /** A letter with a link for a new password, if there is such an account. Answers at once and the same in any case. */
    async forgotPassword({ origin }: Caller, email: string): Promise<void> {
      await limits.count('register', origin.address);
      await limits.count('letter', `to:${foldName(email)}`);
      if (!mailer) return;
      // After the answer: what a letter costs must not tell who has an account.
      void sendPasswordLink(mailer, email).catch((error: unknown) => log.error('password link not sent', { error }));
    },

    /** A letter with a link for a new account. Answers at once and the same in any case. @throws {ForbiddenError} where registration is not open */
    async requestAccount({ origin }: Caller, email: string): Promise<void> {
      if (registration !== 'open' || !mailer) {
        throw new ForbiddenError(['no_accounts_alone']);
      }
      await limits.count('register', origin.address);
      await limits.count('letter', `to:${foldName(email)}`);
      void sendAccountLink(mailer, email).catch((error: unknown) => log.error('account link not sent', { error }));
    },
  };
}
