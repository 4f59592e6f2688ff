import type { RedisState } from './redis-watch.js';
import type { ClosedSource, TaskSource } from './task-source.js';

/**
 * Stream and polling, by what is true now. The stream keeps draining whenever it can, also while nothing can be announced (`full`) or
 * Redis is not trusted yet; polling runs whenever Redis is not ok. They may overlap: the claim decides.
 */
export interface SwitchingSource extends TaskSource {
  /** Tells how Redis is; call it before `start` for the first time. */
  follow(state: RedisState): void;
}

export function createSwitchingSource(stream: TaskSource, poll: TaskSource): SwitchingSource {
  let isPolling = false;
  let isPaused = false;

  function applyPolling(): void {
    if (isPolling && !isPaused) poll.resume();
    else poll.pause();
  }

  return {
    follow({ status }) {
      isPolling = status !== 'ok';
      applyPolling();
    },
    async start() {
      applyPolling();
      await Promise.all([poll.start(), stream.start()]);
    },
    pause() {
      isPaused = true;
      stream.pause();
      applyPolling();
    },
    resume() {
      isPaused = false;
      stream.resume();
      applyPolling();
    },
    async close(options): Promise<ClosedSource> {
      const closed = await Promise.all([stream.close(options), poll.close(options)]);
      return {
        finished: closed.reduce((sum, { finished }) => sum + finished, 0),
        handedBack: closed.reduce((sum, { handedBack }) => sum + handedBack, 0),
      };
    },
  };
}
