import { ConfigError, checkSecrets, loadConfig, readVersion } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { createApi } from './create-api.js';
import { gatherLines } from './gather-lines.js';
import { keepEnsuringAdmin } from './keep-ensuring-admin.js';
import { listen } from './listen.js';

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLogger({
    service: 'api',
    level: config.log.level,
    stream: gatherLines(process.stdout, process),
  });
  checkSecrets(config, (secret) => log.warn('weak secret', { ...secret }));
  const api = createApi(config, log, readVersion(import.meta.url));
  const stop = new AbortController();
  const server = await listen(api.app, config.api.port, config.api.host);
  const { metricsPort, host } = config.api;
  const figures = metricsPort === 0 ? undefined : await listen(api.metricsApp, metricsPort, host);
  api.startTimers();
  log.info('api started', { port: server.port });

  async function end(signal: string): Promise<void> {
    if (stop.signal.aborted) return;
    log.info('api stopping', { signal });
    stop.abort();
    api.beginStop();
    await server.stop(config.app.graceMs);
    await figures?.stop(0);
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
  const { tokenFile, setupFile } = config.api;
  await keepEnsuringAdmin({ ...api, tokenFile, setupFile, log, stop: stop.signal });
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else createLogger({ service: 'api' }).error('api could not start', { error });
  process.exit(1);
});
