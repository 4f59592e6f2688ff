import { z } from 'zod';

/**
 * Why a crawl gave nothing. `invalid_query`: the same query can never succeed. `gone`: the product is no longer where it was. A new kind needs a line in
 * crawl/translate-answer.ts, for schedulers that do not know it yet.
 */
export const FAILURE_KINDS = [
  'blocked',
  'rate_limited',
  'not_found',
  'gone',
  'timeout',
  'too_large',
  'layout_changed',
  'forbidden_address',
  'robots',
  'network',
  'server_error',
  'invalid_query',
] as const;
export const failureKindSchema = z.enum(FAILURE_KINDS);
export type FailureKind = z.infer<typeof failureKindSchema>;
