/** Base of every error this package throws. `code` is stable; messages are not. */
export class TaskQueueError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/**
 * Why Redis did not do it:
 * - `down`: no connection. `timeout`: no answer in time; the write may still land (every write of this package can be repeated).
 * - `full`: maxmemory is reached; reading and acknowledging still work. `misconf`: it cannot persist, and refuses every write.
 * - `readonly`: a replica, in the middle of a failover. `loading`: it is still reading its files, or its cluster is not up.
 * - `refused`: credentials or permissions. `wrongtype`: the stream's key holds something else. `error`: anything else.
 */
export type UnavailableReason =
  | 'down'
  | 'timeout'
  | 'full'
  | 'misconf'
  | 'readonly'
  | 'loading'
  | 'refused'
  | 'wrongtype'
  | 'error';

/** Redis could not take the command. The same call may succeed later. */
export class QueueUnavailableError extends TaskQueueError {
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, options?: ErrorOptions) {
    super('QUEUE_UNAVAILABLE', `the queue is unavailable: ${reason}`, options);
    this.reason = reason;
  }
}

/** The producer, worker or inspector was closed before, or while, it was asked. */
export class QueueClosedError extends TaskQueueError {
  constructor() {
    super('QUEUE_CLOSED', 'the queue client is closed');
  }
}

/** A message or an option that no retry can mend. */
export class InvalidArgumentError extends TaskQueueError {
  constructor(message: string) {
    super('INVALID_ARGUMENT', message);
  }
}

/** An entry whose payload is not a task message. */
export class InvalidMessageError extends TaskQueueError {
  constructor(message: string, options?: ErrorOptions) {
    super('INVALID_MESSAGE', message, options);
  }
}

/** Thrown by a handler: no retry can mend this task. The entry goes to the dead-letter stream at once. */
export class PoisonTaskError extends TaskQueueError {
  constructor(message: string, options?: ErrorOptions) {
    super('POISON_TASK', message, options);
  }
}
