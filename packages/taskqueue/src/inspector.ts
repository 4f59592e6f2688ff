import { RedisLink } from './link/redis-link.js';
import { decodeMessage, encodeTail, type TaskMessage } from './message.js';
import { ADD } from './scripts/add.js';
import { STATS } from './scripts/stats.js';
import type { DeadLetter, Inspector, InspectorOptions, QueueStats, RedisMemory } from './types/inspector.js';
import { addedAtMs } from './wire/entry-id.js';
import { createQueueKeys, type QueueKeys } from './wire/keys.js';

const MOST_LISTED = 1000;

/** @throws {InvalidArgumentError} when the name of the stream cannot be used (see README) */
export function createInspector(options: InspectorOptions): Inspector {
  return new StreamInspector(options);
}

class StreamInspector implements Inspector {
  readonly #keys: QueueKeys;
  readonly #group: string;
  readonly #link: RedisLink;

  constructor({ connect, stream, group, deadLetterStream, commandTimeoutMs = 2000 }: InspectorOptions) {
    this.#keys = createQueueKeys(stream, deadLetterStream);
    this.#group = group;
    this.#link = new RedisLink({ connect, role: 'admin', commandTimeoutMs });
  }

  async stats(): Promise<QueueStats> {
    const [now, length, pending, oldestPending, oldestWaiting, lag, consumers, deadLetters] = await this.#link.run<
      [number, number, number, string, string, number, number, number]
    >(STATS, [this.#keys.stream, this.#keys.dead], [this.#group]);
    const age = (id: string) => (id === '' ? null : Math.max(0, now - addedAtMs(id)));
    // Entries that somebody acknowledged without deleting count in the length; the lag does not know them.
    const waiting = lag >= 0 ? lag : Math.max(0, length - pending);
    return {
      length,
      waiting,
      pending,
      oldestPendingMs: age(oldestPending),
      oldestWaitingMs: age(oldestWaiting),
      lag: waiting,
      consumers,
      deadLetters,
    };
  }

  async memory(): Promise<RedisMemory> {
    const info = await this.#link.command((client) => client.info('memory'));
    const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
    return { usedBytes: read('used_memory'), maxBytes: read('maxmemory') };
  }

  async listDeadLetters({ limit = 100, after }: { limit?: number; after?: string } = {}): Promise<DeadLetter[]> {
    const count = Math.max(1, Math.min(limit, MOST_LISTED));
    const start = after === undefined ? '-' : `(${after}`;
    const found = await this.#link.command((client) => client.xrange(this.#keys.dead, start, '+', 'COUNT', count));
    return found.map(([id, fields]) => toDeadLetter(id, fields));
  }

  async retryDeadLetter(id: string): Promise<'queued' | 'duplicate' | 'missing'> {
    const [found] = await this.#link.command((client) => client.xrange(this.#keys.dead, id, id));
    const message = found && toDeadLetter(found[0], found[1]).message;
    if (!message) return 'missing';
    const { taskId, action } = message;
    // Added before it is dropped: a crash in between leaves both, and adding again is a duplicate.
    const [first] = await this.#link.run<[string]>(
      ADD,
      [this.#keys.stream, this.#keys.ids],
      [this.#group, action, encodeTail({ ...message, retry: message.retry + 1 }), String(taskId)],
    );
    await this.dropDeadLetter(id);
    return first === '' ? 'duplicate' : 'queued';
  }

  async dropDeadLetter(id: string): Promise<boolean> {
    return (await this.#link.command((client) => client.xdel(this.#keys.dead, id))) === 1;
  }

  async close(): Promise<void> {
    this.#link.close();
  }
}

function toDeadLetter(id: string, fields: readonly string[]): DeadLetter {
  const values = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) values.set(fields[i] ?? '', fields[i + 1] ?? '');
  const data = values.get('data') ?? '';
  return {
    id,
    entryId: values.get('entry_id') ?? '',
    data,
    message: tryDecode(data),
    reason: values.get('reason') ?? '',
    deliveries: Number(values.get('deliveries') ?? 0),
    failures: Number(values.get('failures') ?? 0),
    buriedAt: new Date(addedAtMs(id)),
  };
}

function tryDecode(data: string): TaskMessage | undefined {
  try {
    return decodeMessage(data);
  } catch {
    return undefined;
  }
}
