import {
  createTaskSchema,
  type Export,
  type Hunt,
  type Import,
  type ImportResult,
  tagSchema,
} from '@goodshunter/contracts/api';
import { z } from 'zod';
import type { Caller } from '../../access/person.js';
import { findBadText } from '../../check-text.js';
import { describeIssues } from '../../describe-issue.js';
import { ApiError, InvalidInputError } from '../../errors.js';
import type { TaskService } from '../task-service.js';
import { CSV, toCsv, toMajor } from './csv.js';

const PAGE = 200;
const MOST_HUNTS = 20_000;
const MOST_ITEMS = 10_000;
/** What an export writes beside what POST /api/tasks takes. */
const extrasSchema = z.object({ tags: z.array(tagSchema).max(20).default([]), paused: z.boolean().default(false) });

type Line = ImportResult['lines'][number];

export type InAndOutService = ReturnType<typeof createInAndOutService>;

/** Everything leaves as easily as it came. */
export function createInAndOutService(tasks: TaskService) {
  async function readOwn(caller: Caller): Promise<Hunt[]> {
    const hunts: Hunt[] = [];
    let before: number | undefined;
    while (hunts.length < MOST_HUNTS) {
      const page = await tasks.list(caller, { before, limit: PAGE }, {});
      hunts.push(
        ...page.filter(({ myRole, state }) => myRole === 'owner' && (state === 'active' || state === 'paused')),
      );
      before = page.at(-1)?.id;
      if (page.length < PAGE) break;
    }
    return hunts;
  }

  async function importLine(caller: Caller, raw: Record<string, unknown>, known: Map<string, number>, isDry: boolean) {
    const { tags, paused, ...rest } = raw;
    const bad = findBadText(raw);
    if (bad.length > 0) throw new InvalidInputError(bad);
    const extras = extrasSchema.safeParse({ tags, paused });
    const parsed = createTaskSchema.safeParse(rest, { reportInput: true });
    for (const result of [extras, parsed])
      if (!result.success) throw new InvalidInputError(describeIssues(result.error));
    if (!extras.success || !parsed.success) throw new InvalidInputError([]);
    const input = { ...parsed.data, draft: undefined };
    const { definition } = await tasks.check(caller, input);
    const key = keyOf(definition);
    const knownId = known.get(key);
    if (knownId !== undefined) return { action: 'known' as const, taskId: knownId || null, name: definition.name };
    if (isDry) {
      known.set(key, 0);
      return { action: 'create' as const, taskId: null, name: definition.name };
    }
    const { task } = await tasks.create(caller, input);
    known.set(key, task.id);
    for (const tag of extras.data.tags) await tasks.tag(caller, task.id, tag, true);
    if (extras.data.paused) await tasks.pause(caller, task.id);
    return { action: 'created' as const, taskId: task.id, name: task.name };
  }

  return {
    /** Own hunts, as {@link importHunts} takes them; channels stay here, as their secrets do. */
    async exportHunts(caller: Caller): Promise<Export> {
      const hunts = await readOwn(caller);
      return {
        version: 1,
        exportedAt: new Date().toISOString(),
        tasks: hunts.reverse().map((hunt) => ({
          name: hunt.name,
          source: hunt.source,
          query: hunt.query,
          keyword: hunt.keyword,
          minPrice: hunt.minPrice,
          maxPrice: hunt.maxPrice,
          currency: hunt.currency,
          excludeKeywords: hunt.excludeKeywords,
          intervalSeconds: hunt.intervalSeconds,
          tags: hunt.tags,
          paused: hunt.state === 'paused',
        })),
      };
    },

    /** Line by line: one that is refused says why, and the others go on. */
    async importHunts(caller: Caller, { lines, dryRun }: Import): Promise<ImportResult> {
      const known = new Map((await readOwn(caller)).map((hunt) => [keyOf(hunt), hunt.id]));
      const results: Line[] = [];
      for (const [index, raw] of lines.entries()) {
        const line = index + 1;
        try {
          const { action, taskId, name } = await importLine(caller, raw, known, dryRun);
          results.push({ line, ok: true, action, taskId, name, sentence: describe(action, name) });
        } catch (error) {
          if (!(error instanceof ApiError) || error.status >= 500) throw error;
          const [first] = error.errors;
          const sentence = first?.message ?? error.message;
          results.push({ line, ok: false, action: 'refused', taskId: null, sentence, problem: error.said });
        }
      }
      return { lines: results };
    },

    /** @throws {NotFoundError} */
    async exportItems(caller: Caller, taskId: number): Promise<{ contentType: string; data: string }> {
      const rows: string[][] = [['id', 'title', 'price', 'currency', 'availability', 'fits', 'url', 'first_seen_at']];
      let before: number | undefined;
      while (rows.length <= MOST_ITEMS) {
        const items = await tasks.listItems(caller, taskId, { before, limit: PAGE }, { all: true });
        for (const item of items) {
          rows.push([
            String(item.id),
            item.title,
            item.price === null ? '' : toMajor(item.price, item.currency),
            item.currency ?? '',
            item.availability,
            item.isMatch ? 'yes' : 'no',
            item.url,
            item.firstSeenAt,
          ]);
        }
        before = items.at(-1)?.id;
        if (items.length < PAGE) break;
      }
      return { contentType: CSV, data: toCsv(rows) };
    },
  };
}

/** Two hunts that ask the same for the same are one. */
function keyOf({
  source,
  query,
  keyword,
  minPrice,
  maxPrice,
  currency,
  excludeKeywords,
}: Pick<Hunt, 'source' | 'query' | 'keyword' | 'minPrice' | 'maxPrice' | 'currency' | 'excludeKeywords'>): string {
  const sorted = Object.fromEntries(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([source, sorted, keyword, minPrice, maxPrice, currency, excludeKeywords]);
}

function describe(action: 'create' | 'created' | 'known', name: string): string {
  if (action === 'known') return `You already hunt this: ${name}`;
  return action === 'create' ? `Will be hunted as ${name}` : `Is hunted as ${name}`;
}
