import { ConfigError, checkSecrets, loadConfig, readVersion } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { readOptions, SECTIONS } from './read-options.js';
import { startScheduler } from './scheduler.js';

/** Beyond the grace period nothing is waited for any more. */
const EXIT_MARGIN_MS = 3000;

async function main(): Promise<void> {
  const config = loadConfig(process.env, { sections: [...SECTIONS, 'log'] });
  const log = createLogger({ service: 'scheduler', level: config.log.level });
  checkSecrets(config, (secret) => log.warn('weak secret', { ...secret }));
  const options = readOptions(config, readVersion(import.meta.url));
  const scheduler = await startScheduler(options, log);

  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      log.info('stopping', { signal });
      setTimeout(() => {
        log.error('stopping took too long');
        process.exit(1);
      }, options.graceMs + EXIT_MARGIN_MS).unref();
      scheduler.close().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('stopping failed', { error });
          process.exit(1);
        },
      );
    });
  }
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ service: 'scheduler' }).error('scheduler could not start', { error });
  process.exit(1);
});
