export {
  AbortedError,
  BadEncodingError,
  BadRedirectError,
  DnsError,
  ForbiddenAddressError,
  NetworkError,
  type RefusalReason,
  SafeFetchError,
  TimeoutError,
  TooLargeError,
} from './errors.js';
export {
  createGuard,
  type Guard,
  type GuardOptions,
  type Lookup,
  portOf,
  type ResolvedAddress,
  type UrlCheck,
} from './guard.js';
export { isPublicAddress } from './public-address.js';
export {
  createSafeFetcher,
  HEADERS_FOR_ANYONE,
  type SafeFetcher,
  type SafeFetcherOptions,
  type SafeFetchOptions,
  type SafeResponse,
} from './safe-fetch.js';
