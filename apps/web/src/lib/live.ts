import { useEffect, useRef } from 'react';
import type { FeedEvent, Hunt } from './api-types.js';
import { connection } from './connection.js';

export type TaskChange = Pick<Hunt, 'id' | 'health' | 'isRunning' | 'lastRunAt' | 'nextRunAt'>;
/** What the stream says. `gap`: something may have been missed; fetch anew. */
export type LiveMessage = { type: 'event'; event: FeedEvent } | { type: 'task'; task: TaskChange } | { type: 'gap' };

const STREAM = '/api/events/stream';
const NAME = 'goodshunter.stream';
/** The first wait before a stream that was refused is asked for again, in ms; it doubles up to the last. */
const RETRY_MS = [1000, 15_000] as const;

const listeners = new Set<(message: LiveMessage) => void>();

function tell(message: LiveMessage): void {
  for (const listener of listeners) listener(message);
}

/** Hears what happens, while the component is there. */
export function useLive(listener: (message: LiveMessage) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const hear = (message: LiveMessage) => latest.current(message);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}

/**
 * Keeps one stream per browser: the tab that holds the lock reads it and passes everything on to the others. On plain http in a
 * LAN there are no locks, so that each tab reads its own. Returns what ends it.
 */
export function keepStream(onRefused: () => void): () => void {
  const end = new AbortController();
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<LiveMessage>) => tell(data);
  const share = (message: LiveMessage) => {
    tell(message);
    channel.postMessage(message);
  };
  const read = () => readStream(share, onRefused, end.signal);
  if (navigator.locks) {
    navigator.locks.request(NAME, { signal: end.signal }, read).catch(() => {});
  } else {
    read().catch(() => {});
  }
  return () => {
    end.abort();
    channel.close();
  };
}

/** Reads until aborted; comes back by itself, with what was missed meanwhile. */
async function readStream(
  share: (message: LiveMessage) => void,
  onRefused: () => void,
  end: AbortSignal,
): Promise<void> {
  let lastId = '';
  let waitMs: number = RETRY_MS[0];
  while (!end.aborted) {
    await new Promise<void>((resolve) => {
      const source = new EventSource(lastId === '' ? STREAM : `${STREAM}?after=${lastId}`);
      const stop = () => {
        source.close();
        resolve();
      };
      end.addEventListener('abort', stop, { once: true });
      source.onopen = () => {
        connection.answered();
        waitMs = RETRY_MS[0];
        // What happened between the page's own look and the stream's first word.
        share({ type: 'gap' });
      };
      source.addEventListener('event', (message) => {
        if (message.lastEventId !== '') lastId = message.lastEventId;
        share({ type: 'event', event: JSON.parse(message.data) as FeedEvent });
      });
      source.addEventListener('task', (message) => {
        share({ type: 'task', task: JSON.parse(message.data) as TaskChange });
      });
      source.onerror = () => {
        end.removeEventListener('abort', stop);
        stop();
      };
    });
    if (end.aborted) return;
    onRefused();
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(waitMs * 2, RETRY_MS[1]);
  }
}
