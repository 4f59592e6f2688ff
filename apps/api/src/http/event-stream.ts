import type { Request, Response } from 'express';
import type { EventHub, StreamMessage } from '../services/page/event-hub.js';

/** Proxies end what is silent for a minute, and a reader whose connection died while it slept can tell by the silence. */
const ALIVE_MS = 20_000;
/** A reader that is so far behind, for so long in ms, is let go; it comes back, and fetches anew. */
const MOST_BYTES_BEHIND = 64 * 1024;
const MOST_MS_BEHIND = 5000;

export interface EventStreamOptions {
  hub: EventHub;
  userId: number;
  after: number | undefined;
  once: boolean;
  /** Whether whoever reads may still do so; asked whenever the stream says that it is alive. */
  isStillWelcome(req: Request): Promise<boolean>;
}

/** Answers with server-sent events until the reader goes, falls behind, or may not read any more. Never compressed. */
export async function sendEventStream(req: Request, res: Response, options: EventStreamOptions): Promise<void> {
  const { hub, userId, after, once, isStillWelcome } = options;
  let keptUpAt = performance.now();
  function write(text: string): void {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength <= MOST_BYTES_BEHIND) keptUpAt = performance.now();
    else if (performance.now() - keptUpAt > MOST_MS_BEHIND) {
      res.destroy();
      return;
    }
    res.write(text);
  }

  const waiting: StreamMessage[] = [];
  let send = (message: StreamMessage): void => {
    waiting.push(message);
  };
  let isOver = false;
  const end = () => {
    isOver = true;
    if (res.headersSent) res.end();
  };
  const leave = await hub.follow({ userId, after, once, send: (message) => send(message), end });
  res.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store, no-transform');
  res.setHeader('X-Accel-Buffering', 'no');
  res.flushHeaders();
  req.socket.setNoDelay(true);

  write('retry: 2000\n\n');
  send = (message) => write(toText(message));
  for (const message of waiting) send(message);
  if (isOver) res.end();
  if (isOver || res.destroyed) return leave();
  const timer = setInterval(() => {
    write('event: alive\ndata: {}\n\n');
    isStillWelcome(req).then(
      (isWelcome) => {
        if (!isWelcome) res.end();
      },
      // The database is away: nobody is turned out for that.
      () => {},
    );
  }, ALIVE_MS);
  res.once('close', () => {
    clearInterval(timer);
    leave();
  });
}

/** JSON has no line breaks of its own, so one `data:` line holds it. */
function toText({ event, id, data }: StreamMessage): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
