/** What the scheduler throws. `code` is stable; `cause` is passed along. */
export abstract class SchedulerError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The claim is lost: the task was edited, paused, deleted, or claimed by another. Nothing was stored. */
export class RefusedSaveError extends SchedulerError {
  readonly code = 'SAVE_REFUSED';

  constructor() {
    super('the claim of this run is lost');
  }
}

/** No crawler has a free slot, or none can be reached. The run has not begun; it may succeed a moment later. */
export class CrawlersBusyError extends SchedulerError {
  readonly code = 'CRAWLERS_BUSY';

  constructor(options?: ErrorOptions) {
    super('no crawler has a free slot', options);
  }
}

/** Crawlers took the request and broke in the middle of it. The run may be what broke them. */
export class CrawlerBrokeError extends SchedulerError {
  readonly code = 'CRAWLER_BROKE';

  constructor(options?: ErrorOptions) {
    super('the crawler broke while it was crawling', options);
  }
}

/** The run was told to end: its claim is lost, its task was stopped, or the process is shutting down. */
export class RunAbortedError extends SchedulerError {
  readonly code = 'RUN_ABORTED';
  readonly reason: AbortReason;

  constructor(reason: AbortReason) {
    super(`the run was aborted: ${reason}`);
    this.reason = reason;
  }
}

export type AbortReason = 'claim lost' | 'stopped' | 'shutting down';
