/** How many causes deep an error is written out, so that a cyclic `cause` ends. */
const MAX_CAUSES = 5;

/**
 * Turns anything thrown into a plain object that JSON keeps: `JSON.stringify(new Error('x'))` is `{}`.
 * Own enumerable fields (an errno, a status) are kept, the `cause` chain is followed.
 */
export function serializeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause, ...rest } = error as Error & Record<string, unknown>;
  return {
    name,
    message,
    ...rest,
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined || depth >= MAX_CAUSES ? {} : { cause: serializeError(cause, depth + 1) }),
  };
}
