import { type ReceivedWebhook, type Stack, waitFor } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';

const CLOCK = new URL('other-clock.mjs', import.meta.url);
const MINUTE_MS = 60_000;
const AWAY_MS = 3000;
/** What was in hand when the hours began goes by those of before. */
const SLACK_MS = 5000;
/** Pieces of news that make one message worth looking at. */
const LEAST = 3;

/** News that waits for its hour, and the messages that it becomes. */
export const HELD_FAULT: Fault = {
  name: 'held-news',
  title:
    'schedulers killed by kill -9, the database away for 3 s and a clock that jumps by two hours while news is held; kill -9 again once it is sent as one message and before that is written down',
  promise: 'what is held goes out when its hours are over, merged, every event in exactly one message with one content',
  mayRefuse: ['503'],
  // It was sent, and the one who knew is dead: it comes again under the same id.
  mayRepeatSends: true,
  receivers: 1,
  async run({ stack, book, receivers: [receiver], hold, measure }) {
    const listener = book.listeners.find((one) => one.receiver === receiver);
    if (!receiver || !listener) throw new Error('nobody sleeps');
    const config = { url: receiver.url, merge: true };
    await must(stack, 'PATCH', `/api/channels/${listener.channelId}`, { config });
    const untilMs = await startQuiet(stack);
    const quietSinceMs = Date.now();
    /** By a connection of its own: one that is open while the database is killed ends this process, too. */
    async function countHeld(): Promise<number> {
      const db = await connectDatabase(stack.databaseUrl);
      try {
        const [row] = await db.query<{ n: number }[]>(
          "SELECT COUNT(*) n FROM notice WHERE channel_id = ? AND held = 'quiet'",
          [listener?.channelId],
        );
        return Number(row?.n ?? 0);
      } finally {
        await db.end();
      }
    }
    try {
      await waitFor(async () => (await countHeld()) >= LEAST, { what: 'news that is held' });
      await stack.schedulers[0]?.kill('SIGKILL');
      stack.schedulers[0] = await stack.startScheduler({
        NODE_OPTIONS: `--import ${CLOCK}?aheadMs=${60 * MINUTE_MS}&jumps`,
      });
      await stack.database.kill('SIGKILL');
      await hold(AWAY_MS);
      await stack.database.restart();
      receiver.hang();
      measure('held', await countHeld());
      const asked = receiver.received.length;
      if (Date.now() > untilMs) throw new Error('the hours were over before anything was broken');
      await hold(untilMs - Date.now());
      const first = await waitFor(() => receiver.received.slice(asked).find((one) => eventsOf(one).length >= LEAST), {
        what: 'what was held to be sent as one message',
      });
      measure('events in the first message after it', eventsOf(first).length);
      await Promise.all(stack.schedulers.map((scheduler) => scheduler.kill('SIGKILL')));
      receiver.answerWith(204);
      for (const index of stack.schedulers.keys()) stack.schedulers[index] = await stack.startScheduler();
      await waitFor(() => receiver.received.some(({ id, isTaken }) => id === first.id && isTaken), {
        what: 'the same message once more',
      });
      const early = receiver.received.filter(
        (one) =>
          one.receivedAtMs < untilMs - SLACK_MS &&
          eventsOf(one).some(({ createdAt }) => Date.parse(createdAt) > quietSinceMs + SLACK_MS),
      );
      if (early.length > 0) throw new Error(`${early.length} messages went out in quiet hours`);
    } finally {
      receiver.answerWith(204);
    }
  },
};

const eventsOf = ({ body }: ReceivedWebhook) => (body as { data: { events: { createdAt: string }[] } }).data.events;

/** Quiet hours of the person who is told, from this minute on; answers when they end. */
async function startQuiet(stack: Stack): Promise<number> {
  const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 16);
  const nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  const untilMs = nowMs + 2 * MINUTE_MS;
  const quiet = [{ days: [1, 2, 3, 4, 5, 6, 7], from: clock(nowMs), to: clock(untilMs) }];
  const rhythm = { timeZone: 'UTC', quiet, wakeUnder: null, rhythm: { kind: 'now' }, perHunt: {} };
  await must(stack, 'PUT', '/api/me/rhythm', rhythm);
  return untilMs;
}

async function must(stack: Stack, method: 'PUT' | 'PATCH', path: string, body: object): Promise<void> {
  const { status, body: answer } = await stack.api.call(method, path, body);
  if (status !== 200) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
}
