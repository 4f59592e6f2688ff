import { createDecipheriv, createECDH, createPublicKey, createVerify, hkdfSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One browser's subscription at a push service that decrypts as the browser would (RFC 8291), and checks the sender's signature (RFC 8292). */
export async function startPushService() {
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  const auth = randomBytes(16);
  const received: {
    payload: unknown;
    topic: string | undefined;
    ttl: string | undefined;
    urgency: string | undefined;
    bytes: number;
    subject: string;
  }[] = [];
  let status = 201;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (status !== 201) return void response.writeHead(status).end();
      if (body.length > 4096) return void response.writeHead(413).end('payload too large');
      try {
        const { headers } = request;
        if (headers['content-encoding'] !== 'aes128gcm') throw new Error('content-encoding');
        const subject = checkVapid(String(headers.authorization));
        const payload = JSON.parse(decrypt(body, curve, auth)) as unknown;
        const { topic, ttl, urgency } = headers as Record<string, string | undefined>;
        if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) throw new Error('topic');
        received.push({ payload, topic, ttl, urgency, bytes: body.length, subject });
        response.writeHead(201).end();
      } catch (error) {
        response.writeHead(400).end(error instanceof Error ? error.message : '');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    subscription: {
      endpoint: `http://${host}/send/abc`,
      p256dh: curve.getPublicKey().toString('base64url'),
      auth: auth.toString('base64url'),
    },
    received,
    answerWith: (next: number) => {
      status = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function decrypt(body: Buffer, curve: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const senderKey = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), senderKey]);
  const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(senderKey), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  // A delimiter of 2 ends the last record; zeros after it are padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}

/** The signature of `vapid t=..., k=...`; answers whom the sender says he is. */
function checkVapid(authorization: string): string {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/i.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isValid = createVerify('sha256')
    .update(`${head}.${claims}`)
    .verify({ key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  if (!isValid) throw new Error('signature');
  return String((JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string }).sub);
}
