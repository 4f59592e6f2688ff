import type { RedisLink } from '../link/redis-link.js';
import { DATA_FIELD } from '../message.js';
import { ACK, encodeAcknowledgement } from '../scripts/acknowledge.js';
import { BURY, RETRY } from '../scripts/finish.js';
import { BEAT, ENSURE_GROUP, LEAVE, OWN } from '../scripts/membership.js';
import { HAND_BACK, RECALL, TAKE } from '../scripts/recover.js';
import { BATCH } from '../scripts/script.js';
import { Entry } from '../wire/entry.js';
import { compareEntryIds } from '../wire/entry-id.js';
import type { QueueKeys } from '../wire/keys.js';

export interface ConsumerOptions {
  admin: RedisLink;
  reader: RedisLink;
  keys: QueueKeys;
  group: string;
  leaseMs: number;
  blockMs: number;
  commandTimeoutMs: number;
}

/** The answer of a beat: the state of the world, as Redis saw it at `now`. */
export interface Beat {
  now: number;
  /** Until the next other worker falls silent, in ms; undefined when there is none. */
  nextSilenceMs: number | undefined;
  ownIds: string[];
  /** Names that were retired or left, with entries still pending. */
  leftovers: string[];
  silent: string[];
}

/** Characters of a dead letter's reason. */
const MOST_REASON = 1000;
/** Most entries of one read; a read is no script, and 500 take Redis half a millisecond. */
const MOST_READ = 500;

type FlatEntry = (string | number | null)[];

/** Every answer that says: this name may own nothing any more. */
export const RETIRED = 'retired';

/** The commands of one member of the group. It keeps no state: what is in hand, and under which name, is the caller's to know. */
export class Consumer {
  readonly #options: ConsumerOptions;

  constructor(options: ConsumerOptions) {
    this.#options = options;
  }

  /** Creates the group at 0, where it is missing, so that entries added before it are not lost. */
  async ensureGroup(): Promise<void> {
    const { admin, keys, group } = this.#options;
    await admin.run(ENSURE_GROUP, [keys.stream, keys.workers], [group]);
  }

  /** Waits for entries on the reader's own connection; none when `blockMs` have passed or it was unblocked. */
  async read(name: string, count: number): Promise<Entry[]> {
    const { reader, keys, group, blockMs, commandTimeoutMs } = this.#options;
    const reply = (await reader.command(
      (client) =>
        client.xreadgroup(
          'GROUP',
          group,
          name,
          'COUNT',
          Math.min(count, MOST_READ),
          'BLOCK',
          blockMs,
          'STREAMS',
          keys.stream,
          '>',
        ),
      blockMs + commandTimeoutMs,
    )) as [string, [string, string[]][]][] | null;
    return (reply?.[0]?.[1] ?? []).map(
      ([id, fields]) => new Entry(id, fields.length === 2 && fields[0] === DATA_FIELD ? fields[1] : undefined, 1, 0),
    );
  }

  /** Acknowledges at most 250 entries. Answers the ids of those that were not this worker's any more. */
  async ack(name: string, entries: readonly Entry[]): Promise<string[] | typeof RETIRED> {
    const { admin, keys, group } = this.#options;
    return admin.run(
      ACK,
      [keys.stream, keys.workers, keys.ids, keys.failures],
      encodeAcknowledgement(group, name, entries),
    );
  }

  /** Keeps an entry for another run. Answers the failures so far. */
  async retry(name: string, entry: Entry, isFailure: boolean): Promise<number | 'lost' | typeof RETIRED> {
    const { admin, keys, group } = this.#options;
    return admin.run(
      RETRY,
      [keys.stream, keys.workers, keys.failures],
      [group, name, entry.entryId, isFailure ? 1 : 0],
    );
  }

  async bury(name: string, entry: Entry, reason: string): Promise<'buried' | 'lost' | typeof RETIRED> {
    const { admin, keys, group } = this.#options;
    return admin.run(
      BURY,
      [keys.stream, keys.workers, keys.ids, keys.failures, keys.dead],
      [group, name, entry.entryId, taskIdOf(entry), reason.slice(0, MOST_REASON), entry.deliveries, entry.failures],
    );
  }

  /** Says that `name` lives, and looks around. `isNew` registers the name. */
  async beat(name: string, isNew: boolean): Promise<Beat | typeof RETIRED> {
    const { admin, keys, group, leaseMs } = this.#options;
    const reply = await admin.run<[number, number, string, number, ...string[]] | typeof RETIRED>(
      BEAT,
      [keys.stream, keys.workers],
      [group, name, leaseMs, isNew ? 1 : 0],
    );
    if (reply === RETIRED) return RETIRED;
    const [now, nextSilence, own, left, ...names] = reply;
    const ownIds = own === '' ? [] : own.split(' ');
    for (let page = ownIds; page.length === BATCH; ) {
      page = await admin.run<string[]>(OWN, [keys.stream], [group, name, page.at(-1) ?? '']);
      ownIds.push(...page);
    }
    return {
      now,
      nextSilenceMs: nextSilence < 0 ? undefined : nextSilence,
      ownIds,
      leftovers: names.slice(0, left),
      silent: names.slice(left),
    };
  }

  /** The entries of these ids that are still pending at `name`. */
  async recall(name: string, ids: readonly string[]): Promise<Entry[] | typeof RETIRED> {
    const { admin, keys, group } = this.#options;
    const entries: Entry[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const reply = await admin.run<FlatEntry | typeof RETIRED>(
        RECALL,
        [keys.stream, keys.workers, keys.failures],
        [group, name, ids.slice(start, start + BATCH).join(' ')],
      );
      if (reply === RETIRED) return RETIRED;
      entries.push(...unflatten(reply as FlatEntry));
    }
    return entries;
  }

  /**
   * Retires `victim` and takes at most `room` (and at most 250) of its entries, unless Redis gets to it after `notAfter`.
   * `isMore` says that entries may be left under that name.
   */
  async take(
    name: string,
    victim: string,
    room: number,
    notAfter: number,
  ): Promise<{ entries: Entry[]; isMore: boolean } | 'late' | 'alive' | typeof RETIRED> {
    const { admin, keys, group, leaseMs } = this.#options;
    const reply = await admin.run<FlatEntry | 'late' | 'alive' | typeof RETIRED>(
      TAKE,
      [keys.stream, keys.workers, keys.failures],
      [group, name, victim, leaseMs, notAfter, Math.min(room, BATCH)],
    );
    if (typeof reply === 'string') return reply;
    const [isMore, ...flat] = reply;
    return { isMore: isMore === 1, entries: unflatten(flat) };
  }

  /** Adds unstarted entries anew for whoever reads next. */
  async handBack(name: string, entries: readonly Entry[]): Promise<number | typeof RETIRED> {
    const { admin, keys, group } = this.#options;
    return admin.run(
      HAND_BACK,
      [keys.stream, keys.workers, keys.ids],
      [group, name, entries.map(({ entryId }) => entryId).join(' '), entries.map(taskIdOf).join(' ')],
    );
  }

  /** Takes the name off the list. Answers how many entries stay behind under it. */
  async leave(name: string): Promise<number> {
    const { admin, keys, group } = this.#options;
    return admin.run(LEAVE, [keys.stream, keys.workers], [group, name]);
  }
}

/** The task whose dedup id the entry may hold; `-` for none. */
function taskIdOf({ message }: Entry): number | '-' {
  return message?.action === 'execute' ? message.taskId : '-';
}

function unflatten(flat: FlatEntry): Entry[] {
  const entries: Entry[] = [];
  for (let i = 0; i + 3 < flat.length; i += 4) {
    const data = flat[i + 3];
    entries.push(
      new Entry(String(flat[i]), typeof data === 'string' ? data : undefined, Number(flat[i + 1]), Number(flat[i + 2])),
    );
  }
  return entries.sort((a, b) => compareEntryIds(a.entryId, b.entryId));
}
