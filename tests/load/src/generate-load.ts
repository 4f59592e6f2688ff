import { type Figures, summarize } from './figures.js';
import { formatPost, HttpLane } from './http-lane.js';

export interface Load {
  /** Where each request is posted to. */
  url: string;
  token: string;
  body: unknown;
  connections: number;
  seconds: number;
  /** Open loop: requests per second, whatever the answers. Left out: closed, each connection sends again once it is answered. */
  ratePerS?: number;
}

type Book = (sinceMs: number, status: number) => void;

/**
 * Posts one request over and over. In an open loop each latency counts from the instant its request was due, so that a server
 * that stalls is charged for all who had to wait, also for a connection (nothing is omitted in coordination with the server).
 */
export async function generateLoad(
  { url, token, body, connections, seconds, ratePerS }: Load,
  onBegun: () => void = () => {},
): Promise<Figures> {
  const target = new URL(url);
  const request = formatPost(target, token, body);
  const lanes = await Promise.all(Array.from({ length: connections }, () => HttpLane.open(target, request)));
  const latenciesMs: number[] = [];
  let refused = 0;
  const book: Book = (sinceMs, status) => {
    latenciesMs.push(performance.now() - sinceMs);
    if (status < 200 || status > 299) refused += 1;
  };
  onBegun();
  const begunAt = performance.now();
  if (ratePerS === undefined) await Promise.all(lanes.map((lane) => repeat(lane, begunAt + seconds * 1000, book)));
  else await keepRate(lanes, { begunAt, ratePerS, total: Math.round(seconds * ratePerS) }, book);
  const took = (performance.now() - begunAt) / 1000;
  for (const lane of lanes) lane.close();
  return summarize(latenciesMs, refused, took);
}

function repeat(lane: HttpLane, endsAt: number, book: Book): Promise<void> {
  return new Promise((resolve) => {
    function next(): void {
      const sentAt = performance.now();
      if (sentAt >= endsAt) {
        resolve();
        return;
      }
      lane.send((status) => {
        book(sentAt, status);
        next();
      });
    }
    next();
  });
}

/** Evenly spaced, to the millisecond that timers have. */
function keepRate(
  lanes: readonly HttpLane[],
  { begunAt, ratePerS, total }: { begunAt: number; ratePerS: number; total: number },
  book: Book,
): Promise<void> {
  const free = [...lanes];
  let sent = 0;
  let answered = 0;
  return new Promise((resolve) => {
    function sendDue(): void {
      for (; sent < total; sent += 1) {
        const dueAt = begunAt + (sent * 1000) / ratePerS;
        if (dueAt > performance.now()) return;
        const lane = free.pop();
        if (!lane) return;
        lane.send((status) => {
          book(dueAt, status);
          free.push(lane);
          answered += 1;
          if (answered < total) {
            sendDue();
          } else {
            clearInterval(timer);
            resolve();
          }
        });
      }
    }
    const timer = setInterval(sendDue, 1);
    sendDue();
  });
}
