import { createLinkSigner, type LinkSubject, type Sealer } from '@goodshunter/channels';
import type { Database } from '@goodshunter/db';
import { NotFoundError } from '../../errors.js';
import { muteTask, readTaskName } from '../../store/telling/save-rules.js';

export type MuteFor = 'day' | 'week' | 'none';

const HOURS = { day: 24, week: 7 * 24, none: null } as const;

export type MessageLinkService = ReturnType<typeof createMessageLinkService>;

/** What the links in messages do, for whoever holds them: a message is its reader's. */
export function createMessageLinkService({ sql }: Pick<Database, 'sql'>, sealer: Sealer) {
  const signer = sealer.hasKey ? createLinkSigner(sealer.deriveKey('links in messages')) : undefined;

  function read(token: string, kind: LinkSubject['kind']): LinkSubject {
    const subject = signer?.read(token);
    if (subject?.kind !== kind) throw new NotFoundError('This link is not one of ours, or it was cut short.');
    return subject;
  }

  async function nameOf({ userId, id }: LinkSubject): Promise<string> {
    const [channel] = await sql.query<{ name: string }>(
      'SELECT name FROM channel WHERE id = ? AND user_id = ? AND is_deleted = 0',
      [id, userId],
    );
    if (!channel) throw new NotFoundError('This channel is no longer there.');
    return channel.name;
  }

  return {
    /** The name of the hunt. Changes nothing. */
    async describeMute(token: string): Promise<string> {
      const name = await readTaskName(sql, read(token, 'mute').id);
      if (name === undefined) throw new NotFoundError('This hunt is no longer there.');
      return name;
    },

    async mute(token: string, forHow: MuteFor): Promise<string> {
      const { userId, id } = read(token, 'mute');
      const name = await muteTask(sql, userId, id, HOURS[forHow]);
      if (name === undefined) throw new NotFoundError('This hunt is no longer there.');
      return name;
    },

    describeStop: (token: string): Promise<string> => nameOf(read(token, 'stop')),

    async stop(token: string): Promise<string> {
      const subject = read(token, 'stop');
      const name = await nameOf(subject);
      await sql.execute(
        'UPDATE channel SET is_enabled = 0, updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ?',
        [subject.id, subject.userId],
      );
      return name;
    },
  };
}
