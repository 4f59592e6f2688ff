import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** A password to hash, or to compare with what is stored. */
export interface HashJob {
  id: number;
  password: string;
  stored?: string;
}

export interface HashResult {
  id: number;
  /** The hash, or whether it fits. */
  value?: string | boolean;
  error?: string;
}

/** argon2id, 19 MiB, two passes: what OWASP names as the least. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Where there are fewer cores than work, it is the sign-in that waits. */
const NICENESS = 10;

/**
 * All that the thread does, as plain script: so it is the same from source and built. On Linux priority 0 is the calling thread; elsewhere it
 * would be the whole process. Nobody may raise their own.
 */
const SCRIPT = `
const os = require('node:os');
const { parentPort, workerData } = require('node:worker_threads');
const { hashSync, verifySync } = require(workerData.argon2);
if (process.platform === 'linux' && os.getPriority(0) < workerData.niceness) os.setPriority(0, workerData.niceness);
parentPort.on('message', ({ id, password, stored }) => {
  try {
    const value = stored === undefined ? hashSync(password, workerData.options) : verifySync(stored, password);
    parentPort.postMessage({ id, value });
  } catch (error) {
    parentPort.postMessage({ id, error: String(error) });
  }
});`;

/** Starts a thread that takes {@link HashJob}s and answers {@link HashResult}s, in their order. */
export function startHashThread(): Worker {
  const argon2 = createRequire(import.meta.url).resolve('@node-rs/argon2');
  return new Worker(SCRIPT, { eval: true, workerData: { argon2, options: OPTIONS, niceness: NICENESS } });
}
