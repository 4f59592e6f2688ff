import { createLinkSigner, type LinkSubject, type Sealer } from '@goodshunter/channels';
import type { Rhythm, RhythmKind } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import { NotFoundError } from '../../errors.js';
import { readReader } from '../../store/telling/read-sample-news.js';
import { readRhythm, retimeNotices, saveRhythm } from '../../store/telling/rhythm-rows.js';
import { muteTask, readNameOfSeenTask } from '../../store/telling/save-rules.js';

export type MuteFor = 'day' | 'week' | 'none';
/** `usual`: what is said of this one hunt is taken back. */
export type DigestTo = RhythmKind['kind'] | 'usual';

/** What a page is about, and in which language its reader reads; null: nobody said. */
export interface LinkPage<Name = string> {
  name: Name;
  language: string | null;
}

const HOURS = { day: 24, week: 7 * 24, none: null } as const;
const USUAL_TIME = '18:00';

export type MessageLinkService = ReturnType<typeof createMessageLinkService>;

/** What the links in messages do, for whoever holds them: a message is its reader's. */
export function createMessageLinkService(database: Pick<Database, 'sql' | 'transaction'>, sealer: Sealer) {
  const { sql } = database;
  const signer = sealer.hasKey ? createLinkSigner(sealer.deriveKey('links in messages')) : undefined;

  function read(token: string, kind: LinkSubject['kind']): LinkSubject {
    const subject = signer?.read(token);
    if (subject?.kind !== kind) throw new NotFoundError(['link_not_ours']);
    return subject;
  }

  async function nameOfHunt({ userId, id }: LinkSubject): Promise<string> {
    const name = await readNameOfSeenTask(sql, userId, id);
    if (name === undefined) throw new NotFoundError(['hunt_gone']);
    return name;
  }

  async function nameOfChannel({ userId, id }: LinkSubject): Promise<string> {
    const [channel] = await sql.query<{ name: string }>(
      'SELECT name FROM channel WHERE id = ? AND user_id = ? AND is_deleted = 0',
      [id, userId],
    );
    if (!channel) throw new NotFoundError(['channel_gone']);
    return channel.name;
  }

  async function toPage<Name>({ userId }: LinkSubject, name: Name): Promise<LinkPage<Name>> {
    const reader = await readReader(sql, userId);
    return { name, language: reader?.language ?? null };
  }

  async function rhythmOf(userId: number): Promise<Rhythm> {
    const kept = await readRhythm(sql, userId);
    if (kept) return kept;
    const reader = await readReader(sql, userId);
    if (reader === undefined) throw new NotFoundError(['person_gone']);
    return { timeZone: reader.timeZone ?? 'UTC', quiet: [], wakeUnder: null, rhythm: { kind: 'now' }, perHunt: {} };
  }

  /** What is said of a hunt, or of all. */
  const kindOf = ({ id }: LinkSubject, { rhythm, perHunt }: Rhythm): RhythmKind | undefined =>
    id === 0 ? rhythm : perHunt[String(id)];

  return {
    /** The name of the hunt. Changes nothing. */
    async describeMute(token: string): Promise<LinkPage> {
      const subject = read(token, 'mute');
      return toPage(subject, await nameOfHunt(subject));
    },

    async mute(token: string, forHow: MuteFor): Promise<LinkPage> {
      const subject = read(token, 'mute');
      const name = await muteTask(sql, subject.userId, subject.id, HOURS[forHow]);
      if (name === undefined) throw new NotFoundError(['hunt_gone']);
      return toPage(subject, name);
    },

    async describeStop(token: string): Promise<LinkPage> {
      const subject = read(token, 'stop');
      return toPage(subject, await nameOfChannel(subject));
    },

    async stop(token: string): Promise<LinkPage> {
      const subject = read(token, 'stop');
      const name = await nameOfChannel(subject);
      await sql.execute(
        'UPDATE channel SET is_enabled = 0, updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND user_id = ?',
        [subject.id, subject.userId],
      );
      return toPage(subject, name);
    },

    /** When a daily message would come; `name` is null where it is of all hunts. Changes nothing. */
    async describeDigest(token: string): Promise<LinkPage<string | null> & { at: string; timeZone: string }> {
      const subject = read(token, 'digest');
      const name = subject.id === 0 ? null : await nameOfHunt(subject);
      const rhythm = await rhythmOf(subject.userId);
      return { ...(await toPage(subject, name)), at: timeOf(subject, rhythm), timeZone: rhythm.timeZone };
    },

    /** Says what it was before, so that it can be undone. */
    async makeDigest(token: string, to: DigestTo): Promise<LinkPage<string | null> & { before: DigestTo }> {
      const subject = read(token, 'digest');
      const name = subject.id === 0 ? null : await nameOfHunt(subject);
      const rhythm = await rhythmOf(subject.userId);
      const before = kindOf(subject, rhythm)?.kind ?? 'usual';
      const next: Rhythm = { ...rhythm, perHunt: { ...rhythm.perHunt } };
      const kind = to === 'usual' ? undefined : { kind: to, at: timeOf(subject, rhythm) };
      if (subject.id === 0) next.rhythm = kind ?? { kind: 'now' };
      else if (kind) next.perHunt[String(subject.id)] = kind;
      else delete next.perHunt[String(subject.id)];
      await saveRhythm(sql, subject.userId, next);
      await retimeNotices(database, subject.userId, next);
      return { ...(await toPage(subject, name)), before };
    },
  };

  function timeOf(subject: LinkSubject, rhythm: Rhythm): string {
    return kindOf(subject, rhythm)?.at ?? rhythm.rhythm.at ?? USUAL_TIME;
  }
}
