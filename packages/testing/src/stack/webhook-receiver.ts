import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  /** `webhook-id`, stable over retries. */
  id: string;
  isSignatureValid: boolean;
  /** It was answered with 2xx: the sender need not come again. */
  isTaken: boolean;
  headers: IncomingHttpHeaders;
  body: unknown;
  receivedAtMs: number;
}

/** A receiver of Standard Webhooks that keeps a book of everything it got. */
export interface WebhookReceiver {
  readonly url: string;
  /** `127.0.0.1:port`, for FETCH_ALLOW_HOSTS. */
  readonly host: string;
  readonly received: ReceivedWebhook[];
  /** Signatures are checked with this secret (`whsec_...`) from now on. */
  useSecret(secret: string): void;
  /** Answers the next requests with this status. @default 204 */
  answerWith(status: number): void;
  /** Answers nothing to the next requests, and keeps them open, until `answerWith`. */
  hang(): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  let secret = '';
  let status = 204;
  let isHanging = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({
        id: String(request.headers['webhook-id']),
        isSignatureValid: isSigned(secret, request.headers, text),
        isTaken: !isHanging && status < 300,
        headers: request.headers,
        body: JSON.parse(text),
        receivedAtMs: Date.now(),
      });
      if (!isHanging) response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}/hook`,
    received,
    useSecret: (value) => {
      secret = value;
    },
    answerWith: (value) => {
      status = value;
      isHanging = false;
    },
    hang: () => {
      isHanging = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The check as https://www.standardwebhooks.com describes it, written apart from the sender's code. */
function isSigned(secret: string, headers: IncomingHttpHeaders, body: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(content).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .some((part) => {
      const [version, signature = ''] = part.split(',');
      const given = Buffer.from(signature, 'base64');
      return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
    });
}
