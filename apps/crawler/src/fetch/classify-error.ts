import { SafeFetchError } from '@goodshunter/safe-fetch';
import { CrawlError } from '../errors.js';

/** What a failed fetch means for the crawl. Errors of other kinds (an abort, a bug) stay what they are. */
export function classifyFetchError(error: unknown): unknown {
  if (!(error instanceof SafeFetchError)) return error;
  switch (error.code) {
    case 'FORBIDDEN_ADDRESS':
      return new CrawlError('forbidden_address', 'The address is not on the public internet.', { cause: error });
    case 'TIMEOUT':
      return new CrawlError('timeout', 'The shop did not answer in time.', { cause: error });
    case 'TOO_LARGE':
      return new CrawlError('too_large', 'The answer of the shop is larger than allowed.', { cause: error });
    case 'BAD_ENCODING':
      return new CrawlError('network', 'The answer of the shop is broken.', { cause: error });
    case 'BAD_REDIRECT':
      return new CrawlError('network', 'The shop redirects in circles or to nowhere.', { cause: error });
    case 'DNS_FAILED':
      return new CrawlError('network', 'The name of the shop could not be resolved.', { cause: error });
    case 'NETWORK_FAILED':
      return new CrawlError('network', 'The connection to the shop failed.', { cause: error });
    default:
      return error;
  }
}
