import type { Logger } from '@goodshunter/logger';
import type { Pool } from 'mariadb';
import { findUnavailableReason, type UnavailableReason } from './errors.js';
import type { FullDisk } from './full-disk.js';
import type { SqlObserver } from './sql.js';

/** Says once that the database is in trouble, and once that it is over, in the log. */
export class TroubleReport implements SqlObserver {
  readonly #log: Logger | undefined;
  readonly #disk: FullDisk;
  #trouble: UnavailableReason | undefined;

  constructor(pool: Pool, disk: FullDisk, log: Logger | undefined) {
    this.#disk = disk;
    this.#log = log;
    pool.on('connection', () => {
      if (this.#trouble === 'away' || this.#trouble === 'busy') this.#end('database connection restored');
    });
  }

  onAnswered(isWrite: boolean): void {
    if (this.#trouble === undefined || !isWrite) return;
    // What needs no room is taken meanwhile.
    if (this.#trouble === 'full' && this.#disk.isFresh) return;
    this.#end(this.#trouble === 'away' ? 'database connection restored' : 'database takes writes again');
  }

  onError(error: unknown): void {
    const reason = findUnavailableReason(error);
    if (reason === 'full') this.#disk.note();
    if (reason === undefined || reason === this.#trouble) return;
    this.#trouble = reason;
    if (reason === 'away') this.#log?.warn('database is not available', { error });
    else this.#log?.warn('database does not take this now', { reason, error });
  }

  #end(message: string): void {
    this.#trouble = undefined;
    this.#log?.info(message);
  }
}
