import { request } from './api-client.js';

/** A passkey belongs to a name on https or to `localhost`; browsers make none for addresses of digits, nor on plain http. */
export function canUsePasskeys(): boolean {
  return (
    window.isSecureContext &&
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
    !/^[\d.]+$|^\[/.test(location.hostname)
  );
}

/** True where a person, or their authenticator, broke off: nothing is wrong, and nothing was done. */
export function isBrokenOff(error: unknown): boolean {
  return error instanceof DOMException;
}

/** Has the browser make a passkey for who is signed in. @throws {DOMException} when it makes none */
export async function makePasskey(name: string): Promise<void> {
  const options = await request<PublicKeyCredentialCreationOptionsJSON>('POST', '/api/passkeys/options');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = toJson(await navigator.credentials.create({ publicKey }));
  await request('POST', '/api/passkeys', { name, response });
}

/** Begins a session by a passkey of this browser. @throws {DOMException} when it gives none */
export async function signInByPasskey(): Promise<void> {
  const options = await request<Record<string, unknown>>('POST', '/api/session/passkey/options');
  await request('POST', '/api/session/passkey', { response: await showPasskey(options) });
}

/** What this browser answers to what the api asks. @throws {DOMException} when it gives none */
export async function showPasskey(options: Record<string, unknown>): Promise<Record<string, unknown>> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return toJson(await navigator.credentials.get({ publicKey }));
}

function toJson(credential: Credential | null): Record<string, unknown> {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no passkey was given', 'NotAllowedError');
  return { ...credential.toJSON() };
}
