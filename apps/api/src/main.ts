import { checkSecrets, loadConfig, readVersion } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { listen, runService } from '@goodshunter/service';
import { createApi } from './create-api.js';
import { gatherLines } from './gather-lines.js';
import { keepEnsuringAdmin } from './keep-ensuring-admin.js';

await runService('api', async () => {
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
  const { metricsPort, host, tokenFile, setupFile } = config.api;
  const figures = metricsPort === 0 ? undefined : await listen(api.metricsApp, metricsPort, host);
  api.startTimers();
  log.info('api started', { port: server.port });
  // Tries for as long as the database is away; the api answers meanwhile. What nobody foresaw ends the process, as at its start.
  keepEnsuringAdmin({ ...api, tokenFile, setupFile, log, stop: stop.signal }).catch((error: unknown) => {
    log.error('api could not start', { error });
    process.exit(1);
  });
  const { graceMs } = config.app;
  return {
    log,
    graceMs,
    async stop() {
      stop.abort();
      api.beginStop();
      await server.stop(graceMs);
      await figures?.stop(0);
      await api.close();
    },
  };
});
