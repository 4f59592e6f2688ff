import { SqlError } from 'mariadb';
import { classifyServerError, type ServerTrouble } from './server-errors.js';

/** What this package throws. `code` is stable; `cause` is the driver's own error. */
export abstract class DatabaseError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Why the database cannot take a call now: nobody is there, it has no room, it answers reads only, or its disk is full. */
export type UnavailableReason = Exclude<ServerTrouble, 'conflict'>;

/** The database cannot take this now: it is away, too busy, read-only or full. The same call may succeed later. */
export class DatabaseUnavailableError extends DatabaseError {
  readonly code = 'DATABASE_UNAVAILABLE';
  readonly reason: UnavailableReason;

  /** @param options.reason @default 'away' */
  constructor(message: string, { reason = 'away', ...options }: ErrorOptions & { reason?: UnavailableReason } = {}) {
    super(message, options);
    this.reason = reason;
  }
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
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);
/** Prisma: cannot reach, reaching timed out, operation timed out, server closed the connection. */
const PRISMA_AWAY = new Set(['P1001', 'P1002', 'P1008', 'P1017']);
/** Prisma: pool timeout, too many connections. */
const PRISMA_BUSY = new Set(['P2024', 'P2037']);
/** Prisma: a deadlock or another conflict of writes. */
const PRISMA_CONFLICT = 'P2034';
/** The driver's own numbers (pool and socket trouble) begin here; the server's end far below. */
const DRIVER_ERRNO = 45_000;

/**
 * Whether an error of `sql`, of a transaction or of Prisma means that the database cannot take the call now, rather than that the call is
 * wrong.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  return findUnavailableReason(error) !== undefined;
}

/** Why the database cannot take the call now; undefined: that is not what this error says. */
export function findUnavailableReason(error: unknown): UnavailableReason | undefined {
  let poolsWord: UnavailableReason | undefined;
  for (const link of chainOf(error)) {
    if (link instanceof DatabaseUnavailableError) return link.reason;
    const trouble = readTrouble(link);
    if (trouble === undefined || trouble === 'conflict') continue;
    // A pool that got no connection has the server's word beneath its own: "too many connections" is not "nobody is there".
    if (trouble === 'away' && isDriverError(link)) poolsWord = trouble;
    else return trouble;
  }
  return poolsWord;
}

/** The database cannot take the call now, or other transactions were in its way: the same call may succeed a moment later. */
export function isTemporary(error: unknown): boolean {
  return error instanceof TransactionConflictError || isDatabaseUnavailable(error) || isConflict(error);
}

function readTrouble({ errno, code, fatal, sqlState, message }: ErrorLink): ServerTrouble | undefined {
  // Prisma's copy of a driver error has the number as its code.
  const number = typeof errno === 'number' ? errno : code;
  if (typeof number === 'number') {
    if (number >= DRIVER_ERRNO) return 'away';
    const trouble = classifyServerError(number, typeof message === 'string' ? message : '');
    if (trouble !== undefined) return trouble;
  }
  if (typeof code === 'string') {
    if (NETWORK.has(code) || PRISMA_AWAY.has(code)) return 'away';
    if (PRISMA_BUSY.has(code)) return 'busy';
    if (code === PRISMA_CONFLICT) return 'conflict';
  }
  return fatal === true && typeof sqlState === 'string' && sqlState.startsWith('08') ? 'away' : undefined;
}

const isDriverError = ({ errno }: ErrorLink) => typeof errno === 'number' && errno >= DRIVER_ERRNO;

interface ErrorLink {
  errno?: unknown;
  code?: unknown;
  fatal?: unknown;
  sqlState?: unknown;
  message?: unknown;
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
  return chainOf(error).some((link) => readTrouble(link) === 'conflict');
}

/** Whether the server broke a deadlock at this statement's cost: it may run again at once. */
export function isDeadlock(error: unknown): boolean {
  return errnoOf(error) === DEADLOCK;
}

/** In words, for logs, health and answers. */
export const UNAVAILABLE_WORDS: Readonly<Record<UnavailableReason, string>> = {
  away: 'the database is not available',
  busy: 'the database is too busy',
  read_only: 'the database is read-only',
  full: 'the database has no space left',
};

/** Translates what the driver threw; passes on what is ours already or does not come from the driver. */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof DatabaseError) return error;
  const reason = findUnavailableReason(error);
  if (reason !== undefined) {
    const { message, cause } = error as Error;
    const words = (cause as Error | undefined)?.message ?? message;
    return new DatabaseUnavailableError(`${UNAVAILABLE_WORDS[reason]}: ${words}`, { reason, cause: error });
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
