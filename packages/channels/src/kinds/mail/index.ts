import nodemailer, { type SendMailOptions, type TransportOptions } from 'nodemailer';
import { z } from 'zod';
import { type Answer, failed } from '../../answer.js';
import type { ChannelKind } from '../../channel-kind.js';
import { composeMessage } from '../../message/compose-message.js';
import type { PictureSource } from '../../pictures/picture-source.js';
import { type MailPicture, type RenderedMail, renderMail } from './render-mail.js';

export interface MailConfig {
  address: string;
}

export interface MailDeps {
  /** `smtp://user:password@host:port` of the house; empty: no mail is sent. */
  smtpUrl: string;
  from: string;
  /** @default mails go without pictures */
  pictures?: PictureSource | undefined;
}

const ENTRIES = 50;
const BUSY_PAUSE_MS = 60_000;

/** E-mail by the house's own server; an address is proved by a code before it is kept. */
export function createMailKind({ smtpUrl, from, pictures: source }: MailDeps): ChannelKind<MailConfig, RenderedMail> {
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? 'goodshunter.local';
  return {
    kind: 'email',
    name: 'E-mail',
    group: 'mail',
    setup: 'code',
    configSchema: z.strictObject({ address: z.email('must be an e-mail address').max(254) }),
    secretFields: [],
    limits: { entries: ENTRIES },
    missing: smtpUrl === '' ? 'MAIL_SMTP_URL is not set, so there is no server that sends e-mail.' : undefined,
    check: () => undefined,
    placeToProve: ({ address }) => address,
    destinationOf: () => smtpUrl,
    render: (telling) => renderMail(composeMessage(telling)),
    async send({ messageId, subject, text, html, pictures, unsubscribeUrl }, { address }, { deadlineMs }) {
      const startedAt = performance.now();
      const attachments = await attach(pictures, source);
      const leftMs = Math.max(1, Math.round(deadlineMs - (performance.now() - startedAt)));
      return sendMail(smtpUrl, leftMs, {
        from,
        to: { name: '', address },
        subject,
        text,
        html: html(new Set(attachments.map(({ cid }) => cid))),
        attachments,
        messageId: `<${messageId}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeUrl === null
            ? {}
            : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
  };
}

async function attach(pictures: readonly MailPicture[], source: PictureSource | undefined) {
  const found = await Promise.all(
    pictures.map(async ({ cid, url, size }) => ({ cid, content: await source?.(url, size) })),
  );
  return found.flatMap(({ cid, content }) =>
    content === undefined
      ? []
      : [{ cid, content, contentType: 'image/jpeg', filename: 'picture.jpg', contentDisposition: 'inline' as const }],
  );
}

/** One mail on one connection; what the server said, in its class. */
export async function sendMail(smtpUrl: string, deadlineMs: number, mail: SendMailOptions): Promise<Answer> {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
  } as TransportOptions);
  try {
    const { response } = (await transport.sendMail(mail)) as { response?: string };
    return { status: 'sent', message: `the mail server accepted it: ${String(response ?? '').slice(0, 200)}` };
  } catch (error) {
    return toFailure(error);
  } finally {
    transport.close();
  }
}

function toFailure(error: unknown): Answer {
  const { code, responseCode, response, command, message } = error as {
    code?: string;
    responseCode?: number;
    response?: string;
    command?: string;
    message?: string;
  };
  const said = `the mail server said: ${(response ?? message ?? String(error)).slice(0, 250)}`;
  if (code === 'EAUTH') return failed('misconfigured', said);
  // Too many at once: whoever else sends by this server waits too.
  if (responseCode === 421 || responseCode === 450 || responseCode === 452) {
    return failed('wait', said, { retryAfterMs: BUSY_PAUSE_MS });
  }
  if (responseCode !== undefined && responseCode >= 500) {
    // The address is refused, or just this mail.
    return failed(command === 'RCPT TO' || code === 'EENVELOPE' ? 'dead' : 'refused', said);
  }
  return failed('retry', said);
}
