/** What the DevTools session of a browser's page offers. */
interface DevTools {
  send(method: 'WebAuthn.enable'): Promise<unknown>;
  send(method: 'WebAuthn.addVirtualAuthenticator', params: { options: typeof OPTIONS }): Promise<unknown>;
}

const OPTIONS = {
  protocol: 'ctap2' as const,
  transport: 'internal' as const,
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
};

/** Gives a page of Chromium a platform authenticator that keeps passkeys and says yes to everything. */
export async function addVirtualAuthenticator(devtools: DevTools): Promise<void> {
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: OPTIONS });
}
