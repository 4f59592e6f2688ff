import { operations } from '@goodshunter/contracts/api';
import { clearSessionCookie } from '../http/cookies.js';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { AccountService } from '../services/people/account-service.js';
import type { TokenService } from '../services/token-service.js';

/** What is one's own: settings, password, sessions, tokens. */
export function accountEndpoints(accounts: AccountService, tokens: TokenService): Endpoint[] {
  return [
    bind(operations.updateMe, async ({ caller, body }) => ({ status: 200, body: await accounts.update(caller, body) })),
    bind(operations.confirmEmail, async ({ caller, body }) => ({
      status: 200,
      body: await accounts.confirmEmail(caller, body.code),
    })),
    bind(operations.changePassword, async ({ caller, body }) => {
      await accounts.changePassword(caller, body);
      return { status: 204 };
    }),
    bind(operations.exportMe, async ({ caller }) => ({
      status: 200,
      body: await accounts.export(caller),
      headers: { 'Content-Disposition': 'attachment; filename="goodshunter.json"' },
    })),
    bind(operations.deleteMe, async ({ caller, body, isSecure }) => {
      await accounts.remove(caller, body);
      return { status: 204, headers: { 'Set-Cookie': clearSessionCookie(isSecure) } };
    }),
    bind(operations.listSessions, async ({ caller }) => ({
      status: 200,
      body: { data: await accounts.listSessions(caller) },
    })),
    bind(operations.endSession, async ({ caller, id }) => {
      await accounts.endSession(caller, id);
      return { status: 204 };
    }),
    bind(operations.endOtherSessions, async ({ caller }) => {
      await accounts.endOtherSessions(caller);
      return { status: 204 };
    }),
    bind(operations.listTokens, async ({ caller }) => ({ status: 200, body: { data: await tokens.list(caller) } })),
    bind(operations.createToken, async ({ caller, body }) => ({
      status: 201,
      body: await tokens.create(caller, body),
    })),
    bind(operations.deleteToken, async ({ caller, id }) => {
      await tokens.revoke(caller, id);
      return { status: 204 };
    }),
  ];
}
