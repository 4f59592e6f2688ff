import { useEffect, useRef } from 'react';
import { lead } from './live-lead.js';
import type { LiveMessage } from './live-message.js';
import { readStream } from './live-stream.js';

/** A tab that has just been opened. */
interface Greeting {
  type: 'hello';
}

const NAME = 'goodshunter.stream';
/** What a tab that is just being opened may have missed, in ms and in events. */
const RECENT_MS = 30_000;
const MOST_RECENT = 200;

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
 * Keeps one stream per browser: the tab that leads reads it and passes everything on to the others. Returns what ends it.
 * @param onRefused when the stream ended or did not begin
 */
export function keepStream(onRefused: () => void): () => void {
  const end = new AbortController();
  const channel = new BroadcastChannel(NAME);
  const recent = createRecent();
  channel.onmessage = ({ data }: MessageEvent<LiveMessage | Greeting>) => {
    if (data.type !== 'hello') tell(data);
    else for (const message of recent.list()) channel.postMessage(message);
  };
  const share = (message: LiveMessage) => {
    if (message.type === 'event') recent.add(message);
    tell(message);
    channel.postMessage(message);
  };
  lead(NAME, (isOver) => readStream({ share, onRefused, end: isOver }), end.signal);
  // What was passed on between this page's own look and now; doubles are dropped by whoever shows them.
  channel.postMessage({ type: 'hello' } satisfies Greeting);
  return () => {
    end.abort();
    channel.close();
  };
}

/** The events of the last half minute, for tabs that were just opened. */
function createRecent() {
  let kept: { at: number; message: LiveMessage }[] = [];
  const list = () => {
    const since = performance.now() - RECENT_MS;
    kept = kept.filter(({ at }) => at > since).slice(-MOST_RECENT);
    return kept.map(({ message }) => message);
  };
  return {
    list,
    add(message: LiveMessage): void {
      kept.push({ at: performance.now(), message });
      if (kept.length > 2 * MOST_RECENT) list();
    },
  };
}
