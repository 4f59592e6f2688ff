import { hash } from 'node:crypto';
import type { FeedEntry } from './read-entry.js';

const MAX_KEY_LENGTH = 191;

/**
 * What crawlers before version 2 called each entry: its id, prefixed by the host unless it looked unique by itself, else its link. Kept
 * as the first former key, so that rows of those times are found again. @param entries as they named them, in order
 */
export function nameAsBefore(entries: readonly FeedEntry[], home: string): string[] {
  const identities = new Map<string, string>();
  return entries.map(({ id, link, item: { title, url, publishedAt } }) => {
    const key = keyOf(id, link, `${title}\n${publishedAt ?? ''}`, home);
    const identity = `${url}\n${title}`;
    const known = identities.get(key);
    if (known === undefined) identities.set(key, identity);
    if (known === undefined || known === identity) return key;
    return hash('sha256', `${key}\n${identity}`);
  });
}

function keyOf(id: string, link: string | undefined, content: string, home: string): string {
  const host = URL.canParse(home) ? new URL(home).host : '';
  const clean = id.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const own = /^(?:https?:\/\/|tag:|urn:)/i.test(clean) ? clean : clean && `${host}:${clean}`;
  const key = own || link || `${host}:${hash('sha256', content)}`;
  return key.length <= MAX_KEY_LENGTH && !/\p{Surrogate}/u.test(key) ? key : hash('sha256', key);
}
