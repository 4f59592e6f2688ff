import type { Sql } from '@goodshunter/db';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { insertCode, takeCode } from '../../store/people/code-store.js';
import {
  findPasskey,
  listCredentialIds,
  type NewPasskey,
  notePasskeyUse,
  type StoredPasskey,
} from '../../store/people/passkey-store.js';
import { hashCode } from './one-time-code.js';

/** How long somebody may take at their authenticator. */
const CHALLENGE_SECONDS = 300;

export interface PasskeyVerifierOptions {
  sql: Sql;
  /** Where people reach the page: passkeys are bound to its host. */
  publicUrl: string;
  /** Nobody said what that is: on this machine any port of localhost will do. */
  isAnyLocalPort: boolean;
}

/** What a browser sent, as WebAuthn writes it in JSON: anything at all. */
export type WebauthnResponse = Record<string, unknown>;

export type PasskeyVerifier = ReturnType<typeof createPasskeyVerifier>;

/** Asks authenticators and checks what they answer. Challenges are in the database, so that any replica takes the answer, once. */
export function createPasskeyVerifier({ sql, publicUrl, isAnyLocalPort }: PasskeyVerifierOptions) {
  const rpID = new URL(publicUrl).hostname;

  /** The origin that a page of ours has; of the one that it names itself only the port is believed, on this machine. */
  function expectedOrigin(named: string | undefined): string {
    const isLocal = isAnyLocalPort && named !== undefined && /^http:\/\/localhost(:\d+)?$/.test(named);
    return isLocal ? named : new URL(publicUrl).origin;
  }

  async function keepChallenge(challenge: string, userId: number | null): Promise<void> {
    await insertCode(sql, { kind: 'passkey', codeHash: hashCode(challenge), userId, seconds: CHALLENGE_SECONDS });
  }

  /** True once, for a challenge that was given to this user (or to nobody in particular). */
  const takeChallenge = (userId: number | null) => async (challenge: string) => {
    const code = await takeCode(sql, 'passkey', hashCode(challenge));
    return code !== undefined && code.userId === userId;
  };

  return {
    /** What a browser needs to make a passkey for this user. */
    async askForNew(userId: number, userName: string): Promise<WebauthnResponse> {
      const known = await listCredentialIds(sql, userId);
      const creation = await generateRegistrationOptions({
        rpName: 'GoodsHunter',
        rpID,
        userName,
        userID: new TextEncoder().encode(`user-${userId}`),
        excludeCredentials: known.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      await keepChallenge(creation.challenge, userId);
      return { ...creation };
    },

    /** The new passkey; undefined when the answer is not to a challenge of ours, or not from our page. */
    async checkNew(
      userId: number,
      response: WebauthnResponse,
      pageOrigin: string | undefined,
    ): Promise<Omit<NewPasskey, 'name'> | undefined> {
      const verified = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: takeChallenge(userId),
        expectedOrigin: expectedOrigin(pageOrigin),
        expectedRPID: rpID,
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!verified?.verified) return undefined;
      const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
      return { credentialId: id, publicKey, counter, transports };
    },

    /** What a browser needs to show a passkey. @param userId null: of whomever it will be; undefined: this user has none */
    async ask(userId: number | null): Promise<WebauthnResponse | undefined> {
      const known = userId === null ? [] : await listCredentialIds(sql, userId);
      if (userId !== null && known.length === 0) return undefined;
      const request = await generateAuthenticationOptions({
        rpID,
        userVerification: 'required',
        ...(userId === null ? {} : { allowCredentials: known.map((id) => ({ id })) }),
      });
      await keepChallenge(request.challenge, userId);
      return { ...request };
    },

    /** The passkey that was shown, if it is one of ours, and whether its answer is right: to a challenge that {@link ask} gave for `userId`. */
    async check(
      userId: number | null,
      response: WebauthnResponse,
      pageOrigin: string | undefined,
    ): Promise<{ passkey: StoredPasskey | undefined; isRight: boolean }> {
      const passkey = typeof response.id === 'string' ? await findPasskey(sql, response.id) : undefined;
      if (!passkey || (userId !== null && passkey.userId !== userId)) return { passkey, isRight: false };
      const verified = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: takeChallenge(userId),
        expectedOrigin: expectedOrigin(pageOrigin),
        expectedRPID: rpID,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: passkey.counter,
        },
        requireUserVerification: true,
      }).catch(() => undefined);
      if (!verified?.verified) return { passkey, isRight: false };
      await notePasskeyUse(sql, passkey.id, verified.authenticationInfo.newCounter);
      return { passkey, isRight: true };
    },
  };
}
