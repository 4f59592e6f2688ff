/** A service for run-service.test.ts; its argument says how it stops. */
import { once } from 'node:events';
import { ConfigError } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { listen, runService } from '../../src/index.js';

const how = process.argv[2] ?? 'well';
await runService('small', async () => {
  if (how === 'wrong setting') throw new ConfigError([{ key: 'small.port', problem: 'is no port' }]);
  if (how === 'broken') throw new Error('no luck');
  const log = createLogger({ service: 'small' });
  if (how === 'slowly') {
    log.info('small starting');
    // Listening for a signal alone keeps no process alive.
    const alive = setInterval(() => {}, 1000);
    await once(process, 'SIGTERM');
    clearInterval(alive);
  }
  const server = await listen((_request, response) => void response.end('ok'), 0);
  log.info('small listening', { port: server.port });
  return {
    log,
    graceMs: 0,
    async stop() {
      if (how === 'never') await new Promise(() => {});
      if (how === 'badly') throw new Error('no way');
      await server.stop(0);
    },
  };
});
