import { operations } from '@goodshunter/contracts/api';
import { clearSessionCookie, writeSessionCookie } from '../http/cookies.js';
import { bind, type Endpoint, type EndpointInput, type Reply } from '../http/endpoint.js';
import type { LetterService } from '../services/people/letter-service.js';
import type { BegunSession, SessionService } from '../services/people/session-service.js';

/** Coming in, going out, and the first minute. */
export function sessionEndpoints(sessions: SessionService, letters: LetterService): Endpoint[] {
  return [
    bind(operations.readSession, async ({ caller }) => ({ status: 200, body: await sessions.read(caller) })),
    bind(operations.signIn, async ({ caller, body, isSecure }) => {
      const result = await sessions.signIn(caller, body);
      return 'pending' in result ? { status: 202, body: result.pending } : answerSession(200, result, isSecure);
    }),
    bind(operations.finishSignIn, async ({ caller, body, header, isSecure }) =>
      answerSession(200, await sessions.finishSignIn(caller, body, header('origin')), isSecure),
    ),
    bind(operations.signOut, async ({ caller, isSecure }) => {
      await sessions.signOut(caller);
      return { status: 204, headers: { 'Set-Cookie': clearSessionCookie(isSecure) } };
    }),
    bind(operations.setUp, async ({ caller, body, isSecure }) =>
      answerSession(201, await sessions.setUp(caller, body), isSecure),
    ),
    bind(operations.setUpLocal, async ({ caller, body, isSecure }) =>
      answerSession(201, await sessions.setUpLocal(caller, body.code), isSecure),
    ),
    bind(operations.resetPassword, async ({ caller, body }) => {
      await sessions.resetPassword(caller, body);
      return { status: 204 };
    }),
    bind(operations.forgotPassword, async ({ caller, body }) => {
      await letters.forgotPassword(caller, body.email);
      return { status: 202 };
    }),
    bind(operations.requestAccount, async ({ caller, body }) => {
      await letters.requestAccount(caller, body.email);
      return { status: 202 };
    }),
    bind(operations.acceptInvite, async ({ caller, body, isSecure }) =>
      answerSession(201, await sessions.register(caller, body), isSecure),
    ),
  ];
}

/** The state in the body, the session in the cookie and nowhere else. */
export function answerSession(
  status: number,
  { token, state }: BegunSession,
  isSecure: EndpointInput<unknown, unknown, unknown>['isSecure'],
): Reply {
  return { status, body: state, headers: { 'Set-Cookie': writeSessionCookie(token, isSecure) } };
}
