import { createHash } from 'node:crypto';
import type { Connect } from '@goodshunter/taskqueue';

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
    return this.#withDeadline(this.#firstUp.then(() => this.#evaluate(script, keys.length, values)));
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

  #withDeadline<T>(promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let isAnswered = false;
    const late = new Promise<never>((_resolve, reject) => {
      const giveUp = () => {
        if (isAnswered) return;
        // A half-open socket would never say so, and what is late would hold up all that follows.
        if (this.#client.status === 'ready') this.#client.disconnect(true);
        reject(new Error(`no answer within ${this.#timeoutMs} ms`));
      };
      // An answer that came while this process was busy is read before it is called missing.
      timer = setTimeout(() => setImmediate(giveUp), this.#timeoutMs);
    });
    return Promise.race([promise, late]).finally(() => {
      isAnswered = true;
      clearTimeout(timer);
    });
  }
}

export interface Script {
  text: string;
  sha: string;
}

export function defineScript(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') };
}
