import type { Config } from './config.js';
import { ConfigError } from './errors.js';
import { type DefaultSecret, findDefaultSecrets } from './find-default-secrets.js';

/**
 * Default secrets are fine on a laptop: each is handed to `warn`. With `app.strict_secrets` they are refused.
 * @throws {ConfigError} naming all of them.
 */
export function checkSecrets(
  config: Pick<Config, 'app' | 'redis' | 'database'>,
  warn: (secret: DefaultSecret) => void,
): void {
  const found = findDefaultSecrets(config);
  for (const secret of found) warn(secret);
  if (found.length > 0 && config.app.strictSecrets) throw new ConfigError(found);
}
