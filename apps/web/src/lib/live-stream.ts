import type { FeedEvent } from './api-types.js';
import { connection } from './connection.js';
import type { LiveMessage, TaskChange } from './live-message.js';

const STREAM = '/api/events/stream';
/** The first wait before a stream that was refused is asked for again, in ms; it doubles up to the last. */
const RETRY_MS = [1000, 15_000] as const;
/** A stream that says every 20 s that it is alive, and has not for so long, in ms, died without a word: as while a laptop slept. */
const SILENCE_MS = 50_000;
/** One that does not begin for so long, in ms, never will. */
const BEGIN_MS = 30_000;
const WATCH_MS = 5000;

export interface StreamOptions {
  share(message: LiveMessage): void;
  /** When a stream ended, or was refused. */
  onRefused(): void;
  end: AbortSignal;
}

/** Reads until aborted; comes back by itself, with what was missed meanwhile. */
export async function readStream({ share, onRefused, end }: StreamOptions): Promise<void> {
  let lastId = '';
  let waitMs: number = RETRY_MS[0];
  while (!end.aborted) {
    await readOnce({
      address: lastId === '' ? STREAM : `${STREAM}?after=${lastId}`,
      end,
      onOpen() {
        connection.answered();
        waitMs = RETRY_MS[0];
        // What happened between the page's own look and the stream's first word, or while there was none.
        share({ type: 'gap' });
      },
      onEvent(event, id) {
        if (id !== '') lastId = id;
        share({ type: 'event', event });
      },
      onTask: (task) => share({ type: 'task', task }),
    });
    if (end.aborted) return;
    onRefused();
    await pause(waitMs, end);
    waitMs = Math.min(waitMs * 2, RETRY_MS[1]);
  }
}

interface OneStream {
  address: string;
  end: AbortSignal;
  onOpen(): void;
  onEvent(event: FeedEvent, id: string): void;
  onTask(task: TaskChange): void;
}

/** Resolves when the stream ends, breaks, falls silent or is no more wanted. */
function readOnce({ address, end, onOpen, onEvent, onTask }: OneStream): Promise<void> {
  return new Promise((resolve) => {
    const source = new EventSource(address);
    const ears = new AbortController();
    let heardAt = performance.now();
    // A replica of before says nothing of being alive, so its silence means nothing.
    let mostMs = BEGIN_MS;
    const hear = (type: string, listener: (message: MessageEvent<string>) => void) =>
      source.addEventListener(
        type,
        (message) => {
          heardAt = performance.now();
          listener(message as MessageEvent<string>);
        },
        { signal: ears.signal },
      );
    const stop = () => {
      clearInterval(watch);
      ears.abort();
      source.close();
      resolve();
    };
    const watch = setInterval(() => {
      if (performance.now() - heardAt > mostMs) stop();
    }, WATCH_MS);
    end.addEventListener('abort', stop, { once: true, signal: ears.signal });
    hear('open', () => {
      mostMs = Number.POSITIVE_INFINITY;
      onOpen();
    });
    hear('alive', () => {
      mostMs = SILENCE_MS;
    });
    hear('event', ({ data, lastEventId }) => onEvent(JSON.parse(data) as FeedEvent, lastEventId));
    hear('task', ({ data }) => onTask(JSON.parse(data) as TaskChange));
    source.addEventListener('error', stop, { signal: ears.signal });
  });
}

function pause(ms: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      end.removeEventListener('abort', done);
      resolve();
    }
    end.addEventListener('abort', done);
  });
}
