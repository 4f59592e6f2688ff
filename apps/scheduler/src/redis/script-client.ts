import { createHash } from 'node:crypto';
import type { Connect } from '@goodshunter/taskqueue';
import { withDeadline } from './with-deadline.js';

export interface ScriptClientOptions {
  connect: Connect;
  /** Longest wait for an answer, in ms. @default 250 */
  timeoutMs?: number;
}

/** Runs scripts on a connection of its own, each within a deadline: Redis is then either there at once, or not. */
export class ScriptClient {
  readonly #client: ReturnType<Connect>;
  readonly #timeoutMs: number;
  /** Only the first connection is waited for: later on, none means trouble. */
  readonly #firstUp: Promise<void>;

  constructor({ connect, timeoutMs = 250 }: ScriptClientOptions) {
    this.#client = connect('admin');
    this.#timeoutMs = timeoutMs;
    this.#firstUp = new Promise((resolve) => this.#client.once('ready', resolve));
  }

  /**
   * The script's answer; strings as bytes. After a rejection its effects are unknown.
   * @throws at once without a connection, or when there is no answer in time
   */
  async run(script: Script, keys: readonly string[], args: readonly (string | number | Buffer)[]): Promise<unknown> {
    const values = [...keys, ...args];
    return withDeadline(
      this.#firstUp.then(() => this.#evaluate(script, keys.length, values)),
      this.#timeoutMs,
      () => this.#reconnect(),
    );
  }

  async #evaluate({ sha, text }: Script, keyCount: number, values: (string | number | Buffer)[]): Promise<unknown> {
    try {
      return await this.#client.callBuffer('evalsha', sha, keyCount, ...values);
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('NOSCRIPT'))) throw error;
      return this.#client.callBuffer('eval', text, keyCount, ...values);
    }
  }

  close(): void {
    this.#client.disconnect();
  }

  /** A half-open socket would never say so, and what is late would hold up all that follows. */
  #reconnect(): void {
    if (this.#client.status === 'ready') this.#client.disconnect(true);
  }
}

export interface Script {
  text: string;
  sha: string;
}

export function defineScript(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
