import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a link in a message lets whoever holds it do, and nothing else. */
export interface LinkSubject {
  /** `mute`: silence a hunt for its person. `stop`: switch a channel off. `digest`: make one message a day of it. */
  kind: 'mute' | 'stop' | 'digest';
  userId: number;
  /** Of the task, or of the channel; of a digest 0: of all hunts. */
  id: number;
}

const MARKS = { mute: 'm', stop: 's', digest: 'd' } as const;
const KINDS = { m: 'mute', s: 'stop', d: 'digest' } as const;
const SIGNATURE_BYTES = 16;

export interface LinkSigner {
  sign(subject: LinkSubject): string;
  /** Undefined: it was not signed with this key. */
  read(token: string): LinkSubject | undefined;
}

/** Signs links that stand in messages: they work without signing in, and cannot be made up or changed. They do not expire, as messages do not. */
export function createLinkSigner(key: Buffer): LinkSigner {
  const signatureOf = (text: string) => createHmac('sha256', key).update(text).digest().subarray(0, SIGNATURE_BYTES);
  return {
    sign({ kind, userId, id }) {
      const text = `${MARKS[kind]}.${userId}.${id}`;
      return `${text}.${signatureOf(text).toString('base64url')}`;
    },
    read(token) {
      const [, text = '', mark, userId, id, signature = ''] =
        /^(([msd])\.(\d{1,15})\.(\d{1,15}))\.([\w-]{22})$/.exec(token) ?? [];
      const given = Buffer.from(signature, 'base64url');
      const expected = signatureOf(text);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      return { kind: KINDS[mark as keyof typeof KINDS], userId: Number(userId), id: Number(id) };
    },
  };
}
