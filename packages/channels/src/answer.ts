/**
 * How one attempt to tell ended. `retry`: try again later. `wait`: the service asks everybody to slow down; all that waits for this
 * destination waits. `dead`: nobody is there any more (blocked, gone). `misconfigured`: a token or an address is wrong; asking again
 * before somebody changes it is useless. `refused`: this one message can never be taken there; the next one may.
 */
export type Answer =
  | { status: 'sent'; httpStatus?: number; message: string }
  | {
      status: 'retry' | 'wait' | 'dead' | 'misconfigured' | 'refused';
      httpStatus?: number;
      /** A sentence for the channel's owner, with the service's own words where it gave some. */
      message: string;
      /** What the service asked for, in ms. */
      retryAfterMs?: number;
    };

export type Failure = Exclude<Answer, { status: 'sent' }>;

const MAX_MESSAGE_LENGTH = 300;

/** An answer that is no success, its sentence cut to what is kept. */
export function failed(
  status: Failure['status'],
  message: string,
  more: { httpStatus?: number | undefined; retryAfterMs?: number | undefined } = {},
): Failure {
  const { httpStatus, retryAfterMs } = more;
  return {
    status,
    message: Array.from(message).slice(0, MAX_MESSAGE_LENGTH).join(''),
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** What an attempt that met no answer says: an address that is closed to us is wrong, anything else may be better next time. */
export function unreachable(error: unknown, who = 'the receiver'): Failure {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isWrong = code === 'FORBIDDEN_ADDRESS' || code === 'INVALID_URL';
  return failed(isWrong ? 'misconfigured' : 'retry', `${who} could not be reached: ${text}`);
}
