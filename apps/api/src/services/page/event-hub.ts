import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { readSharedTaskIds } from '../../access/shared-tasks.js';
import { TooManyRequestsError, UnavailableError } from '../../errors.js';
import { listEventsAfter } from '../../store/list-events.js';
import { type EventRow, toFeedEvents } from '../../store/page/event-rows.js';
import { type EndedRow, readEndedRuns, readEventFloor, readLateEvents } from '../../store/page/follow-events.js';

/** How often the database is asked while somebody listens, in ms: an event is on the screen within a second of its commit. */
const LOOK_MS = 500;
/** Most events that are sent again after a break; whoever was away longer reads the feed anew. */
const MOST_REPLAYED = 500;
/** How often it is looked up again what is shared with a listener, in ms. */
const SHARES_MS = 20_000;

/** Streams of one person, and of all, that this process keeps open at once: each costs memory and a part of every look. */
const MOST_PER_PERSON = 20;
const MOST_FOLLOWING = 2000;
const RETRY_MS = 15_000;

/** One message of a stream, as text/event-stream writes it. */
export interface StreamMessage {
  event: 'event' | 'task';
  id?: number;
  data: unknown;
}

export interface Listener {
  userId: number;
  /** The last event that the reader knows; undefined: it begins now. */
  after: number | undefined;
  /** Ends when what was missed is told. */
  once?: boolean | undefined;
  send(message: StreamMessage): void;
  /** No more will come. */
  end(): void;
}

interface Following extends Listener {
  shared: ReadonlySet<number>;
  sharedAt: number;
}

export interface EventHub {
  /**
   * Tells what happens from the moment it resolves on; resolves to what ends it.
   * @throws {TooManyRequestsError} {UnavailableError} when too many follow; another error when the database does not answer
   */
  follow(listener: Listener): Promise<() => void>;
  readonly size: number;
  /** Ends all listeners, and looks no more. */
  close(): void;
}

/**
 * Tells listeners what happens to the hunts that they may read. One reader for all of them: it asks for the events of the last half minute,
 * as transactions commit out of the order of their ids, and remembers which of them it has passed on. Nothing is asked while nobody listens.
 */
export function createEventHub({ sql, log }: { sql: Sql; log: Logger }): EventHub {
  const following = new Set<Following>();
  let passedOn = new Set<number>();
  let told = new Set<number>();
  let floor: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let beginning: Promise<void> | undefined;
  let isLooking = false;
  let isClosed = false;

  async function look(): Promise<void> {
    if (isLooking || following.size === 0 || floor === undefined) return;
    isLooking = true;
    try {
      const [events, runs] = await Promise.all([readLateEvents(sql, floor), readEndedRuns(sql)]);
      await renewShares();
      await passOn(events.filter(({ id }) => !passedOn.has(id)));
      tellRuns(runs.filter(({ runId }) => !told.has(runId)));
      // What the window no longer holds need not be remembered.
      passedOn = new Set(events.map(({ id }) => id));
      told = new Set(runs.map(({ runId }) => runId));
      const [oldest] = events;
      if (oldest && events.length > 1) floor = Math.max(floor, oldest.id - 1);
    } catch (error) {
      // Nobody misses anything: the window is read again when the database answers, and what is older by the reader's own look.
      log.debug('events not followed', { error });
    } finally {
      isLooking = false;
    }
  }

  /** Notes what there is, so that only what comes after it is told. */
  async function begin(): Promise<void> {
    const from = await readEventFloor(sql);
    const [events, runs] = await Promise.all([readLateEvents(sql, from), readEndedRuns(sql)]);
    passedOn = new Set(events.map(({ id }) => id));
    told = new Set(runs.map(({ runId }) => runId));
    floor = from;
    timer = setInterval(() => void look(), LOOK_MS);
  }

  async function renewShares(): Promise<void> {
    const now = performance.now();
    for (const listener of following) {
      if (now - listener.sharedAt < SHARES_MS) continue;
      listener.shared = new Set(await readSharedTaskIds(sql, listener.userId));
      listener.sharedAt = now;
    }
  }

  const mayRead = (listener: Following, row: { userId: number; taskId: number }) =>
    row.userId === listener.userId || listener.shared.has(row.taskId);

  async function passOn(rows: readonly EventRow[]): Promise<void> {
    if (rows.length === 0) return;
    for (const listener of following) {
      const own = rows.filter((row) => mayRead(listener, row));
      for (const event of await toFeedEvents(sql, listener.userId, own)) {
        listener.send({ event: 'event', id: event.id, data: event });
      }
    }
  }

  function tellRuns(rows: readonly EndedRow[]): void {
    for (const listener of following) {
      for (const row of rows) {
        if (!mayRead(listener, row)) continue;
        listener.send({
          event: 'task',
          data: {
            id: row.taskId,
            health: row.health,
            isRunning: Boolean(row.isRunning),
            lastRunAt: row.lastRunAt?.toISOString() ?? null,
            nextRunAt: row.dueAt?.toISOString() ?? null,
          },
        });
      }
    }
  }

  /** Nothing is asked while nobody listens. */
  function leave(listener: Following): void {
    if (!following.delete(listener) || following.size > 0) return;
    clearInterval(timer);
    beginning = undefined;
    floor = undefined;
  }

  async function replay(listener: Following): Promise<void> {
    if (listener.after === undefined) return;
    const missed = await listEventsAfter(sql, listener.userId, listener.after, MOST_REPLAYED, {});
    for (const event of missed) listener.send({ event: 'event', id: event.id, data: event });
  }

  return {
    get size() {
      return following.size;
    },

    async follow(listener) {
      const own = [...following].filter(({ userId }) => userId === listener.userId).length;
      if (own >= MOST_PER_PERSON) {
        throw new TooManyRequestsError(['follows_too_often', { times: own }], RETRY_MS);
      }
      if (following.size >= MOST_FOLLOWING) {
        throw new UnavailableError(['too_many_follow']);
      }
      const entry: Following = { ...listener, shared: new Set(), sharedAt: Number.NEGATIVE_INFINITY };
      const end = () => {
        leave(entry);
        listener.end();
      };
      following.add(entry);
      try {
        beginning ??= begin();
        await beginning;
      } catch (error) {
        leave(entry);
        throw error;
      }
      if (isClosed) end();
      // It listens before it is told what it missed: what comes meanwhile is told twice rather than never.
      else
        replay(entry).then(
          () => entry.once && end(),
          (error: unknown) => {
            log.debug('missed events not told', { error });
            end();
          },
        );
      return () => leave(entry);
    },

    close() {
      isClosed = true;
      clearInterval(timer);
      for (const listener of following) listener.end();
      following.clear();
    },
  };
}
