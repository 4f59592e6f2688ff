import { z } from 'zod';

/** RFC 9457 problem details; `errors` names each field that is wrong. Sent as application/problem+json. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  /** A sentence: what is wrong and what to do. */
  detail: z.string(),
  /** Stable, UPPER_SNAKE. */
  code: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** A cursor page: pass `nextCursor` as `?cursor=`; null is the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}
