import { type Config, ConfigError, findDefaultSecrets, loadConfig } from '@goodshunter/config';
import { createLogger, type Logger } from '@goodshunter/logger';
import { createApi } from './create-api.js';
import { keepEnsuringAdmin } from './keep-ensuring-admin.js';
import { listen } from './listen.js';
import { readVersion } from './version.js';

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger({ service: 'api', level: config.log.level });
  checkSecrets(config, log);
  const api = createApi(config, log, readVersion());
  const stop = new AbortController();
  const server = await listen(api.app, config.api.port);
  api.startTimers();
  log.info('api started', { port: server.port });

  async function end(signal: string): Promise<void> {
    if (stop.signal.aborted) return;
    log.info('api stopping', { signal });
    stop.abort();
    api.beginStop();
    await server.stop(config.app.graceMs);
    await api.close();
    log.info('api stopped');
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      end(signal).then(
        () => process.exit(0),
        (error: unknown) => {
          log.error('api did not stop cleanly', { error });
          process.exit(1);
        },
      );
    });
  }
  await keepEnsuringAdmin({ ensure: api.ensureAdmin, tokenFile: config.api.tokenFile, log, stop: stop.signal });
}

/** Default secrets are fine on a laptop, and refused where the operator asks for that. */
function checkSecrets(config: Config, log: Logger): void {
  const found = findDefaultSecrets(config);
  for (const { key, env, problem } of found) log.warn('weak secret', { key, env, problem });
  if (found.length === 0 || !config.app.strictSecrets) return;
  throw new ConfigError(found.map(({ key, env, problem }) => ({ key, env, problem })));
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ service: 'api' }).error('api could not start', { error });
  process.exit(1);
});
