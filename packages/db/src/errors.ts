import { SqlError } from 'mariadb';

/** What this package throws. `code` is stable; `cause` is the driver's own error. */
export abstract class DatabaseError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The database cannot be reached, or did not answer in time. The same call may succeed later. */
export class DatabaseUnavailableError extends DatabaseError {
  readonly code = 'DATABASE_UNAVAILABLE';
}

/** The database answered that it will not: a wrong statement, a violated key. The same call fails again. */
export class DatabaseQueryError extends DatabaseError {
  readonly code = 'DATABASE_QUERY_FAILED';
  /** The server's number, such as 1062. */
  readonly errno: number;
  /** The server's name for it, such as `ER_DUP_ENTRY`. */
  readonly sqlCode: string;

  constructor(message: string, errno: number, sqlCode: string, options?: ErrorOptions) {
    super(message, options);
    this.errno = errno;
    this.sqlCode = sqlCode;
  }
}

/** A deadlock or lock wait came back at every attempt. Nothing was stored; the same call may succeed later. */
export class TransactionConflictError extends DatabaseError {
  readonly code = 'TRANSACTION_CONFLICT';
}

/** The connection broke during COMMIT: what the transaction wrote is stored entirely or not at all, and only a look tells. */
export class CommitUnknownError extends DatabaseError {
  readonly code = 'COMMIT_UNKNOWN';
}

/** The migrations cannot be applied; the message says which one and what to do. */
export class MigrationError extends DatabaseError {
  readonly code = 'MIGRATION_REFUSED';
}

const DUPLICATE_KEY = 1062;
const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;
/** Too many connections, server shutdown, connection killed, statement of a server that is going away. */
const SERVER_AWAY = new Set([1040, 1053, 1077, 1079, 1129, 1152, 1158, 1159, 1160, 1161, 1203, 1927, 2006, 2013]);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** Prisma: cannot reach, reaching timed out, operation timed out, server closed the connection, pool timeout, too many connections. */
const PRISMA_AWAY = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);
/** The driver's own numbers (pool and socket trouble) begin here; the server's end far below. */
const DRIVER_ERRNO = 45_000;

/** Whether an error of `sql`, of a transaction or of Prisma means that the database is away, rather than that the call is wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return chainOf(error).some((link) => link instanceof DatabaseUnavailableError || isAway(link));
}

function isAway({ errno, code, fatal, sqlState }: ErrorLink): boolean {
  // Prisma's copy of a driver error has the number as its code.
  const number = typeof errno === 'number' ? errno : code;
  if (typeof number === 'number' && (SERVER_AWAY.has(number) || number >= DRIVER_ERRNO)) return true;
  if (typeof code === 'string' && (NETWORK.has(code) || PRISMA_AWAY.has(code))) return true;
  return fatal === true && typeof sqlState === 'string' && sqlState.startsWith('08');
}

interface ErrorLink {
  errno?: unknown;
  code?: unknown;
  fatal?: unknown;
  sqlState?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** An error, its cause, its cause's cause; Prisma keeps the driver's error in `meta`. */
function chainOf(error: unknown): ErrorLink[] {
  const links: ErrorLink[] = [];
  for (let link = error; typeof link === 'object' && link !== null && links.length < 10; ) {
    links.push(link);
    const { cause, meta } = link as ErrorLink;
    link = cause ?? meta?.driverAdapterError;
  }
  return links;
}

/** Whether an error means that a row with this unique key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return errnoOf(error) === DUPLICATE_KEY;
}

/** Whether another transaction was in the way, so that the whole transaction may be tried again. */
export function isConflict(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === DEADLOCK || errno === LOCK_WAIT_TIMEOUT;
}

/** Translates what the driver threw; passes on what is ours already or does not come from the driver. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  if (isDatabaseUnavailable(error)) {
    const { message, cause } = error as Error;
    const reason = (cause as Error | undefined)?.message ?? message;
    return new DatabaseUnavailableError(`the database is not available: ${reason}`, { cause: error });
  }
  if (!(error instanceof SqlError)) return error;
  return new DatabaseQueryError(error.sqlMessage ?? error.message, error.errno, error.code ?? 'UNKNOWN', {
    cause: error,
  });
}

function errnoOf(error: unknown): number | undefined {
  for (const link of chainOf(error)) {
    // Prisma's word for a violated key.
    if (link.code === 'P2002') return DUPLICATE_KEY;
    if (typeof link.errno === 'number') return link.errno;
  }
  return undefined;
}
