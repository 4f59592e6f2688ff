import { DEFAULT_LIMIT, type Page } from '@goodshunter/contracts/api';
import { InvalidInputError } from '../errors.js';
import type { PageRequest } from '../store/list-tasks.js';

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

/** Opaque, so that what it holds may change. */
function encodeCursor(id: number): string {
  return Buffer.from(`before:${id}`).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const id = Number(/^before:(\d{1,16})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1] ?? Number.NaN);
  if (Number.isSafeInteger(id)) return id;
  throw new InvalidInputError([{ field: 'cursor', message: 'cursor is not one that a page answered as nextCursor' }]);
}
