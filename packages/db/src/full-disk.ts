import type { Sql } from './sql.js';

/** So long after its last refusal a disk counts as full, in ms. Schedulers try what they have in hand again within 2 s. */
const COUNTS_FOR_MS = 5000;
/** Refusals in between are not written down. */
const NOTE_EVERY_MS = 1000;
const NOTICE = 'disk-full';
const WRITE_DOWN = `INSERT INTO lease (name, owner, expires_at)
  VALUES (?, '', UTC_TIMESTAMP(3) + INTERVAL ${COUNTS_FOR_MS / 1000} SECOND)
  ON DUPLICATE KEY UPDATE expires_at = VALUES(expires_at)`;
const READ = 'SELECT 1 FROM lease WHERE name = ? AND expires_at > UTC_TIMESTAMP(3)';

/**
 * Remembers for the whole house that a write was refused for want of room. On a full disk a table takes rows as long as its pages have
 * room, so no small write tells; whoever was refused says so in a row that all can read.
 */
export class FullDisk {
  readonly #sql: Pick<Sql, 'query' | 'execute'>;
  readonly #now: () => number;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #notedAt = Number.NEGATIVE_INFINITY;

  /** @param now ms of a monotonic clock */
  constructor(sql: Pick<Sql, 'query' | 'execute'>, now: () => number = () => performance.now()) {
    this.#sql = sql;
    this.#now = now;
  }

  /** This process was refused a moment ago. */
  get isFresh(): boolean {
    return this.#now() - this.#refusedAt < COUNTS_FOR_MS;
  }

  /** A write was refused for want of room. */
  note(): void {
    this.#refusedAt = this.#now();
    if (this.#refusedAt - this.#notedAt < NOTE_EVERY_MS) return;
    this.#notedAt = this.#refusedAt;
    // Where not even this has room, the next small write tells it to everybody.
    this.#sql.execute(WRITE_DOWN, [NOTICE]).catch(() => {});
  }

  /** Whether anybody was refused a moment ago. */
  async isKnown(): Promise<boolean> {
    return this.isFresh || (await this.#sql.query(READ, [NOTICE])).length > 0;
  }
}
