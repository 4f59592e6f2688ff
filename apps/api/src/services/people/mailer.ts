import type { Logger } from '@goodshunter/logger';
import { createTransport } from 'nodemailer';

export interface MailerOptions {
  /** smtp://user:password@host:port or smtps://.. */
  smtpUrl: string;
  from: string;
  log: Logger;
}

/** Letters about accounts. All resolve once the server took them or it is clear that it will not, which is told in the log alone. */
export interface Mailer {
  sendEmailCode(to: string, code: string): Promise<void>;
  sendPasswordLink(to: string, url: string): Promise<void>;
  sendAccountLink(to: string, url: string): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 10_000;

export function createMailer({ smtpUrl, from, log }: MailerOptions): Mailer {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url: smtpUrl, ...timeouts }, { from });

  async function send(to: string, subject: string, text: string): Promise<void> {
    try {
      await transport.sendMail({ to, subject, text });
    } catch (error) {
      log.error('letter not sent', { subject, error });
    }
  }

  return {
    sendEmailCode: (to, code) =>
      send(
        to,
        `${code} is your code for GoodsHunter`,
        `Your code is ${code}. It works for an hour.\n\nIf you did not ask for it, somebody typed your address by mistake; there is nothing to do.\n`,
      ),
    sendPasswordLink: (to, url) =>
      send(
        to,
        'A new password for GoodsHunter',
        `Set a new password here, within an hour:\n\n${url}\n\nIf you did not ask for it, there is nothing to do: your password stays.\n`,
      ),
    sendAccountLink: (to, url) =>
      send(
        to,
        'Your account at GoodsHunter',
        `Make your account here, within an hour:\n\n${url}\n\nIf you did not ask for it, there is nothing to do.\n`,
      ),
    close: () => transport.close(),
  };
}
