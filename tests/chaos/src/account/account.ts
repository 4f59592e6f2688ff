import type { Redis } from 'ioredis';
import type { Connection } from 'mariadb';
import type { Book } from '../book.js';

/** What an account is settled with. */
export interface Evidence {
  db: Connection;
  redis: Redis;
  book: Book;
}

/** What one part of the account comes to. */
export interface Finding {
  /** Not there (yet): lost, once nothing is under way any more. */
  missing: string[];
  /** There, and must not be: told or done twice, or never shown by the shop, or not as it was. */
  wrong: string[];
}

export const nothing = (): Finding => ({ missing: [], wrong: [] });
