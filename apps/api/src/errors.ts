import {
  type Fault,
  type Params,
  type Problem,
  type Refusal,
  type RefusalReason,
  readFault,
  sayRefusal,
} from '@goodshunter/contracts/api';

/** A field that is wrong, in a sentence that names it. */
export type FieldError = Pick<Fault, 'field' | 'message'>;

/**
 * What the API answers instead of a result. `code` is stable; the message is a sentence for the person who asked, which a page says in
 * its own language by the reason and its params. The sentences are REFUSALS of the contracts.
 */
export abstract class ApiError extends Error {
  abstract readonly code: string;
  abstract readonly status: number;
  abstract readonly title: string;
  /** Each field that is wrong. */
  readonly errors: readonly Fault[] = [];
  readonly reason: RefusalReason;
  readonly params: Params | undefined;
  /** Sent with the answer. */
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(refusal: Refusal, cause?: unknown, message = sayRefusal(refusal)) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.reason = refusal[0];
    this.params = refusal[1];
  }

  /** What a page says it by. */
  get said(): Pick<Problem, 'reason' | 'params' | 'errors'> {
    const { reason, params, errors } = this;
    return { reason, ...(params ? { params } : {}), ...(errors.length > 0 ? { errors: [...errors] } : {}) };
  }
}

/** Something that this needs is busy or away; the same request may succeed in a moment. */
export class UnavailableError extends ApiError {
  readonly code = 'UNAVAILABLE';
  readonly status = 503;
  readonly title = 'Service unavailable';
  override readonly headers = { 'Retry-After': '2' };
}

/** The request is well-formed but asks for what cannot be. Never succeeds unchanged. */
export class InvalidInputError extends ApiError {
  readonly code = 'INVALID_INPUT';
  readonly status = 422;
  readonly title = 'Invalid input';
  override readonly errors: readonly Fault[];

  constructor(errors: readonly FieldError[]) {
    super(['invalid_input'], undefined, `${errors.map(({ message }) => message.replace(/\.$/, '')).join('; ')}.`);
    this.errors = errors.map(({ field, message }) => readFault(field, message));
  }
}

export class NotFoundError extends ApiError {
  readonly code = 'NOT_FOUND';
  readonly status = 404;
  readonly title = 'Not found';
}

export class MethodNotAllowedError extends ApiError {
  readonly code = 'METHOD_NOT_ALLOWED';
  readonly status = 405;
  readonly title = 'Method not allowed';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(method: string, path: string, allowed: readonly string[]) {
    super(['wrong_method', { method, path, allowed: allowed.join(', ') }]);
    this.headers = { Allow: allowed.join(', ') };
  }
}

/** Nobody is signed in, or what they showed is wrong, too old or revoked. */
export class UnauthorizedError extends ApiError {
  readonly code: string;
  readonly status = 401;
  readonly title = 'Unauthorized';
  override readonly headers = { 'WWW-Authenticate': 'Bearer realm="goodshunter"' };

  constructor(refusal: Refusal, code = 'UNAUTHORIZED') {
    super(refusal);
    this.code = code;
  }
}

/** Who asks is known, and may not. */
export class ForbiddenError extends ApiError {
  readonly code: string;
  readonly status = 403;
  readonly title = 'Forbidden';

  constructor(refusal: Refusal, code = 'FORBIDDEN') {
    super(refusal);
    this.code = code;
  }
}

/** More than is allowed in this time. Succeeds later. */
export class TooManyRequestsError extends ApiError {
  readonly code = 'TOO_MANY_REQUESTS';
  readonly status = 429;
  readonly title = 'Too many requests';
  override readonly headers: Readonly<Record<string, string>>;

  constructor(refusal: Refusal, retryAfterMs: number) {
    super(refusal);
    this.headers = { 'Retry-After': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) };
  }
}

/** A limit of this account. Succeeds once something else is given up. */
export class QuotaError extends ApiError {
  readonly code = 'QUOTA_EXCEEDED';
  readonly status = 403;
  readonly title = 'Over quota';
}

/** The thing is in a state that does not allow this. */
export class ConflictError extends ApiError {
  readonly code = 'CONFLICT';
  readonly status = 409;
  readonly title = 'Conflict';
}

export class IdempotencyKeyReusedError extends ApiError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  readonly status = 422;
  readonly title = 'Idempotency-Key used before';
  override readonly errors = [readFault('Idempotency-Key', 'was sent before with another body')];

  constructor() {
    super(['key_reused']);
  }
}

/** The body or the request line cannot be read. */
export class BadRequestError extends ApiError {
  readonly code: string;
  readonly status: number;
  readonly title: string;

  constructor(status: 400 | 413 | 415, code: string, title: string, refusal: Refusal, cause?: unknown) {
    super(refusal, cause);
    this.status = status;
    this.code = code;
    this.title = title;
  }
}

/** The file of a token or a set-up link cannot be written; the process cannot hand it to its first user. */
export class SecretFileError extends Error {
  readonly code = 'TOKEN_FILE_NOT_WRITABLE';
  override readonly name = 'SecretFileError';

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} cannot be written; set API_TOKEN_FILE and API_SETUP_FILE to files that can be`, options);
  }
}
