import { z } from 'zod';

/** What fills the gaps of a sentence. */
const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));

/** RFC 9457 problem details; `errors` names each field that is wrong. Sent as application/problem+json. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** A sentence: what is wrong and what to do. */
  detail: z.string(),
  /** Stable, UPPER_SNAKE. */
  code: z.string(),
  /** Stable and finer than `code`: with `params`, what a page says in its own language instead of `detail`. */
  reason: z.string().optional(),
  params: paramsSchema.optional(),
  instance: z.string().optional(),
  /** What is wrong with which field; `code` and `params` are for a page, as above. */
  errors: z
    .array(
      z.object({
        field: z.string(),
        message: z.string(),
        code: z.string().optional(),
        params: paramsSchema.optional(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;
/** Of a refusal within an answer: what a page says it by. */
export const saidProblemSchema = problemSchema.pick({ reason: true, params: true, errors: true });

/** A cursor page: pass `nextCursor` as `?cursor=`; null is the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}
