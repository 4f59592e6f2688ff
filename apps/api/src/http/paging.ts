import { DEFAULT_LIMIT, type Page } from '@goodshunter/contracts/api';
import { InvalidInputError } from '../errors.js';
import type { PageRequest } from '../store/page-request.js';

interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/**
 * Reads one page and, by one entry more, whether there is another.
 * @throws {InvalidInputError} when the cursor is not one of ours.
 */
export async function readPage<Entry extends { id: number }>(
  { cursor, limit = DEFAULT_LIMIT }: PageQuery,
  list: (page: PageRequest) => Promise<Entry[]>,
): Promise<Page<Entry>> {
  const entries = await list({ before: cursor === undefined ? undefined : decodeCursor(cursor), limit: limit + 1 });
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  return { data, nextCursor: entries.length > limit && last ? encodeCursor(last.id) : null };
}

/** As {@link readPage}, for lists whose order is not by id: by how many entries came before. */
export async function readSortedPage<Entry>(
  { cursor, limit = DEFAULT_LIMIT }: PageQuery,
  list: (page: PageRequest) => Promise<Entry[]>,
): Promise<Page<Entry>> {
  const offset = cursor === undefined ? 0 : decodeCursor(cursor, 'offset');
  const entries = await list({ offset, limit: limit + 1 });
  const nextCursor = entries.length > limit ? encodeCursor(offset + limit, 'offset') : null;
  return { data: entries.slice(0, limit), nextCursor };
}

/** Opaque, so that what it holds may change. */
export function encodeCursor(id: number, by = 'before'): string {
  return Buffer.from(`${by}:${id}`).toString('base64url');
}

/** @throws {InvalidInputError} when it is not one of ours. */
export function decodeCursor(cursor: string, by = 'before'): number {
  const [, kind, id] = /^(before|offset):(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (kind === by && Number.isSafeInteger(Number(id))) return Number(id);
  throw new InvalidInputError([{ field: 'cursor', message: 'cursor is not one that a page answered as nextCursor' }]);
}
