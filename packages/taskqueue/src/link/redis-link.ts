import { answerWithin } from '@goodshunter/waiting';
import { QueueClosedError, QueueUnavailableError } from '../errors.js';
import type { Script } from '../scripts/script.js';
import type { Connect, Connection, ConnectionRole } from '../types/connection.js';
import { backoffMs } from './backoff.js';
import { classifyError } from './classify-error.js';

type Argument = string | number | Buffer;

export interface RedisLinkOptions {
  connect: Connect;
  role: ConnectionRole;
  /** Longest wait for an answer, and for the first connection, in ms. */
  commandTimeoutMs: number;
  /** The connection can be used, for the first time or again. */
  onUp?: () => void;
  /** The connection broke. */
  onDown?: (error: QueueUnavailableError) => void;
}

/**
 * One connection with a deadline on every command. A command is sent at most once: while there is no connection it fails at
 * once, and what was on its way when the connection broke fails too. After a timeout the connection is dropped, as an answer
 * that comes late, or a half-open socket that never says so, would hold up all that follows.
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  #client: Connection;
  #isClosed = false;
  #wasEverUp = false;
  #firstFailure: QueueUnavailableError | undefined;
  /** Of the first connection, once somebody waits for it. */
  #firstOutcome: Promise<void> | undefined;
  #lastError: Error | undefined;
  #reopenTimer: NodeJS.Timeout | undefined;
  #reopenings = 0;
  #isLegacy = false;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#client = this.#open();
  }

  get isUp(): boolean {
    return this.#client.status === 'ready' && !this.#isClosed;
  }

  get client(): Connection {
    return this.#client;
  }

  /** Runs a script. @throws {QueueUnavailableError} with a reason; {@link QueueClosedError} after `close`. */
  run<T>(script: Script, keys: readonly string[], args: readonly Argument[], timeoutMs?: number): Promise<T> {
    const { sha } = this.#isLegacy ? script : (script.atMaxmemory ?? script);
    return this.command<T>(
      (client) =>
        client.evalsha(sha, keys.length, ...keys, ...args).catch((error: unknown) => {
          if (!isScriptMissing(error)) throw error;
          return this.#load(client, script, keys, args);
        }) as Promise<T>,
      timeoutMs,
    );
  }

  async #load(
    client: Connection,
    script: Script,
    keys: readonly string[],
    args: readonly Argument[],
  ): Promise<unknown> {
    const chosen = this.#isLegacy ? script : (script.atMaxmemory ?? script);
    try {
      return await client.eval(chosen.source, keys.length, ...keys, ...args);
    } catch (error) {
      // Redis 6.2 knows no flags in scripts.
      const isFlagUnknown = chosen !== script && error instanceof Error && /compiling script/i.test(error.message);
      if (!isFlagUnknown) throw error;
      this.#isLegacy = true;
      return client.eval(script.source, keys.length, ...keys, ...args);
    }
  }

  /** As `run`, with strings of the answer as bytes. */
  async runForBytes(script: Script, keys: readonly string[], args: readonly Argument[]): Promise<unknown> {
    return this.command<unknown>(async (client) => {
      try {
        return await client.callBuffer('evalsha', script.sha, keys.length, ...keys, ...args);
      } catch (error) {
        if (!isScriptMissing(error)) throw error;
        return client.callBuffer('eval', script.source, keys.length, ...keys, ...args);
      }
    });
  }

  /** Sends what `send` sends, with a deadline. @throws as `run` */
  command<T>(send: (client: Connection) => Promise<T>, timeoutMs = this.#options.commandTimeoutMs): Promise<T> {
    if (this.isUp) return this.#send(send, timeoutMs);
    return this.#firstUp(timeoutMs).then(() => this.#send(send, timeoutMs));
  }

  #send<T>(send: (client: Connection) => Promise<T>, timeoutMs: number): Promise<T> {
    const client = this.#client;
    return withDeadline(send(client), timeoutMs).catch((cause: unknown) => {
      const error = this.#isClosed ? new QueueClosedError() : classifyError(cause);
      // A replica will not become a master on this connection; a silent one may never answer again.
      if (error instanceof QueueUnavailableError && (error.reason === 'timeout' || error.reason === 'readonly')) {
        if (this.#client === client && client.status === 'ready') this.drop();
      }
      throw error;
    });
  }

  /** Breaks the connection; it is opened again with backoff. */
  drop(): void {
    if (!this.#isClosed) this.#client.disconnect(true);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#reopenTimer);
    this.#client.disconnect();
  }

  #open(): Connection {
    const client = this.#options.connect(this.#options.role);
    client.on('error', (error: Error) => {
      this.#lastError = error;
    });
    let readyTimer: NodeJS.Timeout | undefined;
    // Connected, and then no answer: a path that broke meanwhile may stay silent for ever.
    client.on('connect', () => {
      clearTimeout(readyTimer);
      readyTimer = setTimeout(() => !this.#isClosed && client.disconnect(true), this.#options.commandTimeoutMs);
    });
    client.on('ready', () => {
      clearTimeout(readyTimer);
      this.#wasEverUp = true;
      this.#reopenings = 0;
      if (!this.#isClosed) this.#options.onUp?.();
    });
    client.on('close', () => {
      clearTimeout(readyTimer);
      if (this.#isClosed) return;
      const error = new QueueUnavailableError('down', { cause: this.#lastError });
      this.#firstFailure ??= error;
      this.#options.onDown?.(error);
    });
    // A factory whose connections give up after a while: open another.
    client.on('end', () => {
      if (!this.#isClosed && this.#client === client) this.#reopen();
    });
    if (client.status === 'wait') client.connect().catch(() => {});
    return client;
  }

  #reopen(): void {
    this.#reopenTimer = setTimeout(
      () => {
        try {
          this.#client = this.#open();
        } catch (error) {
          this.#lastError = error instanceof Error ? error : new Error(String(error));
          this.#reopen();
        }
      },
      backoffMs(this.#reopenings++, 50, 2000),
    );
  }

  /** Waits for the very first connection only: later, being without one is an answer in itself. */
  async #firstUp(timeoutMs: number): Promise<void> {
    if (this.#isClosed) throw new QueueClosedError();
    if (this.#wasEverUp || this.#firstFailure) {
      throw new QueueUnavailableError('down', { cause: this.#lastError });
    }
    this.#firstOutcome ??= this.#settleFirst(this.#client);
    await withDeadline(this.#firstOutcome, timeoutMs);
  }

  #settleFirst(client: Connection): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      client.once('ready', resolve);
      client.once('close', () =>
        reject(this.#isClosed ? new QueueClosedError() : new QueueUnavailableError('down', { cause: this.#lastError })),
      );
    });
  }
}

function isScriptMissing(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOSCRIPT');
}

/** @throws {QueueUnavailableError} with reason `timeout`; what `promise` does later is of no interest then. */
export function withDeadline<T>(promise: Promise<T>, timeoutMs: number): Promise<T> {
  return answerWithin<T, never>(promise, timeoutMs, () => {
    throw new QueueUnavailableError('timeout');
  });
}
