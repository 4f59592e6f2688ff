import { RedisLink } from './link/redis-link.js';
import { type Script, script } from './scripts/script.js';
import type { Connect } from './types/connection.js';

export interface ScriptClientOptions {
  connect: Connect;
  /** Longest wait for an answer, in ms. @default 250 */
  timeoutMs?: number;
}

/** Runs scripts of one's own beside the queue, on a connection of their own: Redis answers in time, or it counts as away. */
export interface ScriptClient {
  /**
   * The script's answer; strings as bytes. After a rejection its effects are unknown. Only the first connection is waited for.
   * @throws {QueueUnavailableError} without a connection or an answer in time; {@link QueueClosedError} after `close`
   */
  run(script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown>;
  close(): void;
}

export function createScriptClient({ connect, timeoutMs = 250 }: ScriptClientOptions): ScriptClient {
  const link = new RedisLink({ connect, role: 'admin', commandTimeoutMs: timeoutMs });
  return {
    run: (given, keys, args) => link.runForBytes(given, keys, args),
    close: () => link.close(),
  };
}

/** A script by its Lua text. */
export function defineScript(text: string): Script {
  return script('own', text);
}
