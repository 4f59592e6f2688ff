import type { Config, SectionName } from './config.js';
import { ConfigError } from './errors.js';
import { type LoadOptions, loadConfig } from './load-config.js';

/** As {@link loadConfig}, where a program begins: what is wrong is written to standard error, and the process ends with code 1. */
export function loadConfigOrExit<Sections extends SectionName>(
  env: NodeJS.ProcessEnv,
  options: LoadOptions<Sections>,
): Pick<Config, Sections> {
  try {
    return loadConfig(env, options);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
