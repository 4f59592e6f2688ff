import { type Sealer, SealKeyError } from '@goodshunter/channels';
import type { Logger } from '@goodshunter/logger';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** Codes of the step before and of the next count too: clocks of phones differ, and people type slowly. */
const WINDOW = 1;
const SECRET_BYTES = 20;

/** Codes that an app shows by a secret and the time (RFC 6238), as all apps know them: SHA-1, six digits, 30 seconds. */
export interface AuthenticatorApps {
  /** False without a key to seal secrets with. */
  readonly areUsable: boolean;
  /** @param name whose account it is, as the app shows it */
  create(name: string): { secret: string; uri: string; sealed: string };
  /** The step of time that this code is of; undefined when it is wrong, or the key to the secret is lost. */
  findStep(sealed: string, code: string): number | undefined;
}

export interface AuthenticatorAppsOptions {
  sealer: Sealer;
  log: Logger;
  /** In ms since 1970. @default Date.now */
  now?: () => number;
}

export function createAuthenticatorApps({ sealer, log, now = Date.now }: AuthenticatorAppsOptions): AuthenticatorApps {
  const describe = (secret: Secret, label = '') => new TOTP({ issuer: 'GoodsHunter', label, secret });
  return {
    areUsable: sealer.hasKey,
    create(name) {
      const secret = new Secret({ size: SECRET_BYTES });
      const { sealed } = sealer.seal({ sealed: secret.base32 }, ['sealed']);
      return { secret: secret.base32, uri: describe(secret, name).toString(), sealed: String(sealed) };
    },
    findStep(sealed, code) {
      try {
        const secret = Secret.fromBase32(String(sealer.open({ sealed }, ['sealed']).sealed));
        const timestamp = now();
        const delta = describe(secret).validate({ token: code, timestamp, window: WINDOW });
        return delta === null ? undefined : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
      } catch (error) {
        if (!(error instanceof SealKeyError)) throw error;
        log.error('secret of an authenticator app not opened', { error });
        return undefined;
      }
    },
  };
}
