import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { readSharedTaskIds } from '../../access/shared-tasks.js';
import { TooManyRequestsError, UnavailableError } from '../../errors.js';
import { listEventsAfter } from '../../store/list-events.js';
import { toFeedEvents } from '../../store/page/event-rows.js';
import {
  type EndedRow,
  type LateEvent,
  listLateEvents,
  MOST_LATE,
  readEndedRuns,
  readEventFloor,
  readEvents,
} from '../../store/page/follow-events.js';

/** How often the database is asked while somebody listens, in ms: an event is on the screen within a second of its commit. */
const LOOK_MS = 500;
/** Most events that are sent again after a break; whoever was away longer reads the feed anew. */
const MOST_REPLAYED = 500;
/** How many of one person's events are told before it is the next person's turn. */
const PORTION = 200;

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
      const [events, runs] = await Promise.all([listLateEvents(sql, floor), readEndedRuns(sql)]);
      await renewShares();
      await passOn(events.filter(({ id }) => !passedOn.has(id)).reverse());
      tellRuns(runs.filter(({ runId }) => !told.has(runId)).reverse());
      // What the window no longer holds need not be remembered, and nothing comes late below it.
      const known = passedOn;
      passedOn = new Set(events.map(({ id }) => id));
      told = new Set(runs.map(({ runId }) => runId));
      if (events.length === MOST_LATE || floor === undefined) return;
      for (const id of known) if (id > floor && !passedOn.has(id)) floor = id;
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
    const [events, runs] = await Promise.all([listLateEvents(sql, from), readEndedRuns(sql)]);
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

  /** In portions, person by person: whoever has thousands at once keeps nobody waiting. */
  async function passOn(events: readonly LateEvent[]): Promise<void> {
    if (events.length === 0) return;
    const people = new Map([...following].map((listener) => [listener.userId, listener]));
    let lines = [...people].map(([userId, listener]) => ({
      userId,
      ids: events.filter((event) => mayRead(listener, event)).map(({ id }) => id),
    }));
    for (let from = 0; lines.length > 0; from += PORTION) {
      lines = lines.filter(({ ids }) => ids.length > from);
      for (const { userId, ids } of lines) {
        const rows = await readEvents(sql, ids.slice(from, from + PORTION));
        const news = await toFeedEvents(sql, userId, rows);
        for (const listener of following) {
          if (listener.userId !== userId) continue;
          for (const event of news) listener.send({ event: 'event', id: event.id, data: event });
        }
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
