import { type Answer, type AnyChannelKind, createSealer, type Telling } from '@goodshunter/channels';
import type { Database } from '@goodshunter/db';
import { z } from 'zod';
import { createMetrics } from '../../src/metrics.js';
import { Outbox, type OutboxOptions } from '../../src/notify/outbox.js';
import { recordingLog } from './recording-log.js';

export interface PhoneOutbox {
  outbox: Outbox;
  /** What arrived, also what was not taken. */
  sent: Telling[];
}

interface PhoneOptions extends Partial<OutboxOptions> {
  /** Listings that one message shows. @default 20 */
  entries?: number;
  /** @default everything is taken */
  answer?: (telling: Telling) => Answer;
}

/** A sender, begun, for channels of the kind `ntfy`, which are phones of people here. */
export function startPhoneOutbox(db: Database, options: PhoneOptions = {}): PhoneOutbox {
  const { entries = 20, answer = (): Answer => ({ status: 'sent', message: 'taken' }), ...more } = options;
  const sent: Telling[] = [];
  const kind: AnyChannelKind = {
    kind: 'ntfy',
    name: 'Phone',
    group: 'push',
    setup: 'paste',
    configSchema: z.object({ url: z.string() }),
    secretFields: [],
    limits: { entries },
    missing: undefined,
    check: () => undefined,
    destinationOf: ({ url }) => url,
    render: (telling: Telling) => telling,
    async send(telling: Telling) {
      sent.push(telling);
      return answer(telling);
    },
  };
  const outbox = new Outbox({
    db,
    kinds: new Map([[kind.kind, kind]]),
    sealer: createSealer(''),
    metrics: createMetrics('test'),
    log: recordingLog(),
    owner: 'sender',
    tickMs: 20,
    sweepMs: 50,
    ...more,
  });
  outbox.start();
  return { outbox, sent };
}

/** A channel of that kind. */
export async function createPhone(db: Database, userId: number): Promise<number> {
  const { insertId } = await db.sql.execute(
    `INSERT INTO channel (user_id, name, kind, config, secret) VALUES (?, 'Phone', 'ntfy', '{"url":"https://ntfy.example"}', '')`,
    [userId],
  );
  return insertId;
}
