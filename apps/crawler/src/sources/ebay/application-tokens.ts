import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import type { ShopSession } from '../../fetch/shop-session.js';
import { classifyApiAnswer, refusedKey } from '../api-answer.js';
import { parseJson } from '../parse-json.js';
import { EBAY } from './ebay-api.js';

/** eBay's client id and secret, as they came with a request. */
export interface EbayKey {
  clientId: string;
  clientSecret: string;
}

export interface ApplicationToken {
  token: string;
  /** Just granted: if eBay refuses it, another one will not do better. */
  isFresh: boolean;
}

interface Entry {
  token: string;
  expiresAtMs: number;
}

const SCOPE = 'https://api.ebay.com/oauth/api_scope';
/** A token must outlive the crawl that begins with it. */
const MARGIN_MS = 120_000;
const MAX_KEYS = 100;

const grantSchema = z.object({
  // It becomes a header.
  access_token: z
    .string()
    .max(10_000)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive(),
});
const refusalSchema = z.object({ error: z.string(), error_description: z.string().catch('') });

type AskingSession = Pick<ShopSession, 'callApi' | 'waitFor'>;

/**
 * Application tokens by the OAuth client credentials grant, in memory by the hash of their key. Losing one costs a request
 * (eBay grants 1,000 a day; a token lasts two hours). Crawls that need the same one at the same time ask for it once.
 */
export class ApplicationTokens {
  readonly #apiUrl: string;
  readonly #now: () => number;
  readonly #entries = new LRUCache<string, Entry>({ max: MAX_KEYS });
  /** Tokens that are being asked for. */
  readonly #asked = new Map<string, Promise<string>>();

  /** @param now milliseconds since the epoch */
  constructor({ apiUrl, now }: { apiUrl: string; now: () => number }) {
    this.#apiUrl = apiUrl;
    this.#now = now;
  }

  /** @throws {CrawlError} `blocked` when eBay refuses the key */
  async tokenFor(key: EbayKey, session: AskingSession): Promise<ApplicationToken> {
    const id = hashKey(key);
    const known = this.#entries.get(id);
    if (known && known.expiresAtMs > this.#now()) return { token: known.token, isFresh: false };
    const asked = this.#asked.get(id);
    if (asked === undefined) return { token: await this.#renew(id, key, session), isFresh: true };
    const token = await session.waitFor(asked.catch(rethrowAnswer));
    return token === undefined ? this.tokenFor(key, session) : { token, isFresh: true };
  }

  /** Forgets a token that eBay has refused, unless another crawl has replaced it already. */
  forget(key: EbayKey, token: string): void {
    const id = hashKey(key);
    if (this.#entries.get(id)?.token === token) this.#entries.delete(id);
  }

  #renew(id: string, key: EbayKey, session: AskingSession): Promise<string> {
    const asked = this.#ask(key, session)
      .then(({ access_token: token, expires_in: expiresInS }) => {
        this.#entries.set(id, { token, expiresAtMs: this.#now() + expiresInS * 1000 - MARGIN_MS });
        return token;
      })
      .finally(() => this.#asked.delete(id));
    this.#asked.set(id, asked);
    return asked;
  }

  async #ask({ clientId, clientSecret }: EbayKey, session: AskingSession) {
    const answer = await session.callApi(new URL(`${this.#apiUrl}/identity/v1/oauth2/token`), {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPE }).toString(),
    });
    if (answer.status === 400 || answer.status === 401) {
      throw refusedKey(EBAY, `: ${readRefusal(answer.text)}`, { httpStatus: answer.status });
    }
    const failure = classifyApiAnswer(answer, EBAY);
    if (failure) throw failure;
    const grant = grantSchema.safeParse(parseJson(answer.text));
    if (grant.success) return grant.data;
    throw new CrawlError('layout_changed', 'eBay grants no token that can be used.', { cause: grant.error });
  }
}

/** What eBay says goes for all who wait; the end of the crawl that asked goes for that one, and the next one asks. */
function rethrowAnswer(error: unknown): undefined {
  if (error instanceof CrawlError && error.kind !== 'timeout') throw error;
}

/** A known word of OAuth's, and nothing else: what a token endpoint writes may repeat the request. */
function readRefusal(body: string): string {
  try {
    const refusal = refusalSchema.safeParse(JSON.parse(body));
    if (refusal.success && /^[a-z_]{1,50}$/.test(refusal.data.error)) return refusal.data.error;
  } catch {
    // Not JSON: it says nothing.
  }
  return 'no reason given';
}

function hashKey({ clientId, clientSecret }: EbayKey): string {
  return createHash('sha256')
    .update(JSON.stringify([clientId, clientSecret]))
    .digest('hex');
}
