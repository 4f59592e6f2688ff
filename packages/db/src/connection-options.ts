import type { PoolConfig } from 'mariadb';

/** Longest wait for a connection, new or from the pool, unless the URL says otherwise. */
export const ACQUIRE_TIMEOUT_MS = 2000;
/** Longest silence of the server on a statement: a frozen database fails like a dead one instead of holding its callers. */
export const SILENCE_TIMEOUT_MS = 10_000;

/**
 * MariaDB ends a transaction of which nothing is heard for this long, in seconds: a process that is frozen in one would keep its locks
 * from everybody for as long as its connection lives, also that on the next due task, which looking for due ones takes.
 */
const IDLE_TRANSACTION_S = 60;

/** Parameters that a URL may carry after `?`. */
const URL_PARAMETERS = ['ssl', 'allowPublicKeyRetrieval', 'waitMs'];
const LONGEST_WAIT_MS = 600_000;

/**
 * What every connection of the house is like: UTC, READ COMMITTED (under REPEATABLE READ a poller's locking read blocks
 * inserts), a short lock wait, no parameter values in error messages.
 * `?waitMs=` of the URL is for servers that are far away or machines that are slow: the longest wait for a connection, and for an answer
 * where it is more than that.
 * @throws {TypeError} when `url` is no mysql URL or carries an unknown parameter.
 */
export function connectionOptions(url: string): PoolConfig & { database: string; acquireTimeout: number } {
  if (!URL.canParse(url))
    throw new TypeError('the database URL must look like mysql://user:password@host:port/database');
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(url);
  if (!['mysql:', 'mariadb:'].includes(protocol)) throw new TypeError('the database URL must begin with mysql://');
  for (const name of searchParams.keys()) {
    if (!URL_PARAMETERS.includes(name)) {
      throw new TypeError(`unknown parameter "${name}" in the database URL; known are ${URL_PARAMETERS.join(', ')}`);
    }
  }
  const waitMs = Number(searchParams.get('waitMs') ?? ACQUIRE_TIMEOUT_MS);
  if (!Number.isInteger(waitMs) || waitMs < 100 || waitMs > LONGEST_WAIT_MS)
    throw new TypeError(`waitMs of the database URL must be a whole number from 100 to ${LONGEST_WAIT_MS}`);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 3306 : Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: searchParams.get('ssl') === 'true',
    allowPublicKeyRetrieval: searchParams.get('allowPublicKeyRetrieval') === 'true',
    timezone: 'Z',
    initSql: [
      // The comment is for MariaDB alone: MySQL has no such setting.
      `SET time_zone = '+00:00', innodb_lock_wait_timeout = 5 /*M!100301 , idle_transaction_timeout = ${IDLE_TRANSACTION_S} */`,
      'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    ],
    // Several statements travel as one packet. All SQL here is constant, its values apart.
    multipleStatements: true,
    connectTimeout: waitMs,
    acquireTimeout: waitMs,
    // Values may be secrets, and error messages go to logs.
    logParam: false,
  };
}
