import type { Logger } from '../types/logger.js';
import type { OnEvent } from '../types/queue.js';

/** A listener whose own failures end nothing of ours. */
export function guardEvents(onEvent: OnEvent | undefined, log: Logger | undefined): OnEvent {
  if (!onEvent) return () => {};
  return (event) => {
    try {
      onEvent(event);
    } catch (error) {
      log?.error('the listener of queue events failed', { eventType: event.type, error });
    }
  };
}
