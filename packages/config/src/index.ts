export { checkSecrets } from './check-secrets.js';
export type { Config, SectionName } from './config.js';
export { type ConfigKey, describeConfig } from './describe-config.js';
export { formatDuration } from './duration.js';
export { ConfigError, type ConfigProblem } from './errors.js';
export { type LoadOptions, loadConfig } from './load-config.js';
export { readVersion } from './read-version.js';
