import { setTimeout as delay } from 'node:timers/promises';
import type { RedisLink } from './redis-link.js';

/** In a cluster CLIENT UNBLOCK cannot be aimed at the right node, so blocking reads are kept this short there. */
const CLUSTER_BLOCK_MS = 1000;

/** Ends the reader's blocking read from the other connection, so that no reply is lost. */
export class Unblocker {
  readonly #admin: RedisLink;
  readonly #reader: RedisLink;
  #readerId: number | undefined;
  #isBusy = false;

  constructor(admin: RedisLink, reader: RedisLink) {
    this.#admin = admin;
    this.#reader = reader;
  }

  limitBlockMs(blockMs: number): number {
    return this.#reader.client.isCluster ? Math.min(blockMs, CLUSTER_BLOCK_MS) : blockMs;
  }

  /** Learns which client the reader is; again after each connection. */
  async prepare(): Promise<void> {
    this.#readerId = undefined;
    const id = await this.#reader.command(async (client) => (client.isCluster ? undefined : client.client('ID')));
    this.#readerId = typeof id === 'number' ? id : undefined;
  }

  /** Tries until `isReading` says no; a reader that does not come back is disconnected. */
  async unblock(isReading: () => boolean): Promise<void> {
    if (this.#isBusy || this.#reader.client.isCluster) return;
    this.#isBusy = true;
    try {
      for (let attempt = 0; isReading(); attempt++) {
        const id = this.#readerId;
        if (id === undefined || attempt === 20 || !this.#admin.isUp) {
          this.#reader.drop();
          return;
        }
        // 0 when the read has not reached Redis yet, or its answer is on the way.
        await this.#admin.command((client) => client.call('CLIENT', 'UNBLOCK', id), 500);
        if (isReading()) await delay(10);
      }
    } catch {
      this.#reader.drop();
    } finally {
      this.#isBusy = false;
    }
  }
}
