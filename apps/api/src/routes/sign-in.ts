import { operations } from '@goodshunter/contracts/api';
import { NotFoundError } from '../errors.js';
import { clearOidcCookie, OIDC_COOKIE, writeOidcCookie, writeSessionCookie } from '../http/cookies.js';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { OidcService } from '../services/people/oidc-service.js';
import type { PasskeyService } from '../services/people/passkey-service.js';
import { answerSession } from './session.js';

/** Ways in beside the password. @param oidc absent: no provider is configured */
export function signInEndpoints(passkeys: PasskeyService, oidc: OidcService | undefined): Endpoint[] {
  return [
    bind(operations.startPasskeySignIn, async ({ caller }) => ({
      status: 200,
      body: await passkeys.startSignIn(caller),
    })),
    bind(operations.signInByPasskey, async ({ caller, body, header, isSecure }) =>
      answerSession(200, await passkeys.signIn(caller, body.response, header('origin')), isSecure),
    ),
    bind(operations.listPasskeys, async ({ caller }) => ({
      status: 200,
      body: { data: await passkeys.list(caller) },
    })),
    bind(operations.startPasskey, async ({ caller }) => ({ status: 200, body: await passkeys.start(caller) })),
    bind(operations.createPasskey, async ({ caller, body, header }) => ({
      status: 201,
      body: await passkeys.create(caller, body, header('origin')),
    })),
    bind(operations.deletePasskey, async ({ caller, id }) => {
      await passkeys.remove(caller, id);
      return { status: 204 };
    }),
    bind(operations.startOidcSignIn, async ({ caller, isSecure }) => {
      const { url, browserSecret } = await requireOidc(oidc).start(caller);
      return { status: 302, headers: { Location: url, 'Set-Cookie': writeOidcCookie(browserSecret, isSecure) } };
    }),
    bind(operations.finishOidcSignIn, async ({ caller, query, cookie, isSecure }) => {
      const search = new URLSearchParams(
        Object.entries(query).map(([name, value]): [string, string] => [name, value ?? '']),
      );
      const result = await requireOidc(oidc).finish(caller, search, cookie(OIDC_COOKIE));
      const ended = clearOidcCookie(isSecure);
      if ('refusal' in result) {
        return { status: 302, headers: { Location: `/#sign-in=${result.refusal}`, 'Set-Cookie': ended } };
      }
      const begun = writeSessionCookie(result.begun.token, isSecure);
      return { status: 302, headers: { Location: '/', 'Set-Cookie': [begun, ended] } };
    }),
  ];
}

function requireOidc(oidc: OidcService | undefined): OidcService {
  if (oidc) return oidc;
  throw new NotFoundError(['no_provider']);
}
