import { checkSecrets, loadConfig, readVersion } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { runService } from '@goodshunter/service';
import { readOptions, SECTIONS } from './read-options.js';
import { startScheduler } from './scheduler.js';

await runService('scheduler', async () => {
  const config = loadConfig(process.env, { sections: [...SECTIONS, 'log'] });
  const log = createLogger({ service: 'scheduler', level: config.log.level });
  checkSecrets(config, (secret) => log.warn('weak secret', { ...secret }));
  const options = readOptions(config, readVersion(import.meta.url));
  const scheduler = await startScheduler(options, log);
  return { log, graceMs: options.graceMs, stop: () => scheduler.close() };
});
