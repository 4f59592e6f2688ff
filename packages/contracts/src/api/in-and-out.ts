import { z } from 'zod';
import { tagSchema } from './hunt.js';
import { saidProblemSchema } from './problem.js';

const idSchema = z.number().int().positive();
const instant = z.iso.datetime();

/** `POST /api/import`: each line is what POST /api/tasks takes, with `tags` and `paused` beside it; a `draft` is not imported. */
export const importSchema = z.strictObject({
  lines: z.array(z.record(z.string(), z.unknown())).min(1).max(200),
  /** Says what would happen, and does nothing. */
  dryRun: z.boolean().default(false),
});
export type Import = z.infer<typeof importSchema>;

export const importResultSchema = z.object({
  lines: z.array(
    z.object({
      line: z.number().int(),
      ok: z.boolean(),
      action: z.enum(['create', 'created', 'known', 'refused']),
      /** What happened or would, in words. */
      sentence: z.string(),
      /** Of a line that is not refused. */
      name: z.string().optional(),
      /** Of a refused one: what a page says it by. */
      problem: saidProblemSchema.optional(),
      taskId: idSchema.nullable(),
    }),
  ),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const exportSchema = z.object({
  exportedAt: instant,
  version: z.literal(1),
  /** As POST /api/import takes them. */
  tasks: z.array(z.record(z.string(), z.unknown())),
});
export type Export = z.infer<typeof exportSchema>;

/** A feed for feed readers: of everything, of a tag, or of one hunt. */
export const createFeedLinkSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('all') }),
  z.strictObject({ what: z.literal('tag'), value: tagSchema }),
  z.strictObject({ what: z.literal('task'), value: idSchema }),
]);
export type CreateFeedLink = z.infer<typeof createFeedLinkSchema>;
export const feedLinkSchema = z.object({
  id: idSchema,
  what: z.enum(['all', 'tag', 'task']),
  value: z.string().nullable(),
  createdAt: instant,
});
export type FeedLink = z.infer<typeof feedLinkSchema>;
/** The addresses hold the secret, and are answered once. */
export const createdFeedLinkSchema = feedLinkSchema.extend({ token: z.string(), url: z.string() });
