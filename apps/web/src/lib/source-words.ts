import type { Hunt } from './api-types.js';
import { hostOf } from './format.js';

/** Where a hunt looks, shortly: the host it reads, or the words it asks a marketplace for. */
export function sourceOf({ source, query }: Pick<Hunt, 'source' | 'query'>): string {
  const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '');
  const host = hostOf(text('url'));
  if (host !== '') {
    const part = text('collection') || text('search');
    return part === '' ? host : `${host}, ${part}`;
  }
  const words = text('q') || text('query');
  return [source, words].filter(Boolean).join(', ');
}
