import type { QueueStatus } from '@goodshunter/contracts/api';
import { type Stack, waitFor } from '@goodshunter/testing';

/** Waits until all schedulers say they are in `mode`; resolves to how long that took, in ms. */
export async function timeToMode(stack: Stack, mode: QueueStatus['mode']): Promise<number> {
  const begunAt = Date.now();
  await waitFor(
    async () => {
      const { body } = await stack.api.call<QueueStatus>('GET', '/api/queue');
      return body.schedulers.length > 0 && body.schedulers.every((scheduler) => scheduler.mode === mode);
    },
    { everyMs: 50, what: `all schedulers in mode ${mode}` },
  );
  return Date.now() - begunAt;
}
