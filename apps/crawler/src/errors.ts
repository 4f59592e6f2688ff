import type { CrawlFailure, FailureKind } from '@goodshunter/contracts/crawl';

/** Why a crawl gives nothing: becomes the typed failure of the answer. `message` is a sentence for the task's owner. */
export class CrawlError extends Error {
  /** `CRAWL_` and the failure's kind in capitals. */
  readonly code: string;
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;
  readonly httpStatus: number | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    details: { retryAfterMs?: number | undefined; httpStatus?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'CrawlError';
    this.kind = kind;
    this.code = `CRAWL_${kind.toUpperCase()}`;
    this.retryAfterMs = details.retryAfterMs;
    this.httpStatus = details.httpStatus;
  }

  toFailure(): CrawlFailure {
    return {
      kind: this.kind,
      message: this.message.slice(0, 500),
      ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }),
      ...(this.httpStatus === undefined ? {} : { httpStatus: this.httpStatus }),
    };
  }
}
