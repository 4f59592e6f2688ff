/** Base of everything this package throws. `code` is stable and UPPER_SNAKE. */
export class SafeFetchError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Why the guard refuses. */
export type RefusalReason = 'invalid_url' | 'scheme' | 'credentials' | 'port' | 'host' | 'address';

/** The guard refused the URL, a redirect hop or an address it resolves to. The same input never succeeds. */
export class ForbiddenAddressError extends SafeFetchError {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string, options?: ErrorOptions) {
    super('FORBIDDEN_ADDRESS', message, options);
    this.reason = reason;
  }
}

/** The total deadline passed, or no connection came about in time. May succeed later. */
export class TimeoutError extends SafeFetchError {
  constructor(message = 'the server did not answer in time', options?: ErrorOptions) {
    super('TIMEOUT', message, options);
  }
}

/** The caller's signal aborted the fetch. */
export class AbortedError extends SafeFetchError {
  constructor(options?: ErrorOptions) {
    super('ABORTED', 'the fetch was aborted', options);
  }
}

/** Body (as sent or decompressed) or headers are larger than allowed. */
export class TooLargeError extends SafeFetchError {
  readonly what: 'body' | 'headers';
  constructor(what: 'body' | 'headers', options?: ErrorOptions) {
    super('TOO_LARGE', `the ${what} of the answer is larger than allowed`, options);
    this.what = what;
  }
}

/** The content coding is unknown, nested too deeply, or the compressed data is broken. */
export class BadEncodingError extends SafeFetchError {
  constructor(message: string, options?: ErrorOptions) {
    super('BAD_ENCODING', message, options);
  }
}

/** Too many redirects, a redirect that names no usable place, or one that would carry a body to another origin. */
export class BadRedirectError extends SafeFetchError {
  constructor(message: string, options?: ErrorOptions) {
    super('BAD_REDIRECT', message, options);
  }
}

/** The name does not resolve. */
export class DnsError extends SafeFetchError {
  constructor(options?: ErrorOptions) {
    super('DNS_FAILED', 'the name of the server could not be resolved', options);
  }
}

/** Connection, TLS or HTTP failed below the answer: refused, reset, broken framing, wrong length. */
export class NetworkError extends SafeFetchError {
  constructor(message = 'the connection to the server failed', options?: ErrorOptions) {
    super('NETWORK_FAILED', message, options);
  }
}
