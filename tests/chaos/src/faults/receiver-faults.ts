import { waitFor } from '@goodshunter/testing';
import { quantile } from '../book.js';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';

const FAULTY = 6;

/** Receivers of messages that do not do their part. */
export const RECEIVER_FAULTS: Fault[] = [
  {
    name: 'receivers',
    title: 'three receivers that hang and three that answer 500 for 15 s, beside a healthy one',
    promise: 'the healthy one is told as before; the others get everything once they answer again, once each, in order',
    // What a receiver was told before its answer was lost comes again, under the same id.
    mayRepeatSends: true,
    receivers: FAULTY,
    async run({ stack, book, receivers, hold, measure }) {
      const [healthy] = book.listeners;
      if (!healthy) throw new Error('nobody is told');
      const db = await connectDatabase(stack.databaseUrl);
      /** From event to receipt, in ms, of what the healthy one got since. */
      async function delaysSince(atMs: number): Promise<number[]> {
        const rows = await db.query<{ id: string; createdMs: number }[]>(
          'SELECT message_id id, UNIX_TIMESTAMP(created_at) * 1000 createdMs FROM delivery WHERE channel_id = ?',
          [healthy?.channelId],
        );
        const created = new Map(rows.map(({ id, createdMs }) => [id, Number(createdMs)]));
        const got = healthy?.receiver.received.filter(({ receivedAtMs }) => receivedAtMs >= atMs) ?? [];
        return got.flatMap(({ id, receivedAtMs }) => receivedAtMs - (created.get(id) ?? Number.NaN));
      }
      try {
        const begunAt = Date.now();
        await waitFor(async () => (await delaysSince(begunAt)).length >= 10, { what: 'ten messages before' });
        const before = quantile(await delaysSince(begunAt), 0.5);
        for (const [index, receiver] of receivers.entries()) {
          if (index % 2 === 0) receiver.hang();
          else receiver.answerWith(500);
        }
        const brokenAtMs = Date.now();
        await hold(15_000);
        await waitFor(async () => (await delaysSince(brokenAtMs)).length >= 10, {
          what: 'ten messages to a healthy receiver',
        });
        const delays = await delaysSince(brokenAtMs);
        measure('told the healthy one', delays.length);
        measure('p50 from event to receipt, ms', `${quantile(delays, 0.5).toFixed(0)}, ${before.toFixed(0)} before`);
        measure('p99, ms', quantile(delays, 0.99).toFixed(0));
        if (receivers.some(({ received }) => received.every(({ isTaken }) => isTaken))) {
          throw new Error('a faulty receiver was never asked');
        }
      } finally {
        for (const receiver of receivers) receiver.answerWith(204);
        await db.end();
      }
    },
  },
];
