export { checkSecrets } from './check-secrets.js';
export type { Config, SectionName } from './config.js';
export { type ConfigKey, describeConfig } from './describe-config.js';
export { formatDuration, parseDuration } from './duration.js';
export { ConfigError, type ConfigProblem } from './errors.js';
export { type DefaultSecret, findDefaultSecrets } from './find-default-secrets.js';
export { type LoadOptions, loadConfig } from './load-config.js';
export { loadConfigOrExit } from './load-config-or-exit.js';
export { readVersion } from './read-version.js';
