import { loadConfig } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { listen, runService } from '@goodshunter/service';
import { createApp } from './app.js';
import { createShopStreet } from './shop-street.js';

await runService('demo shop', async () => {
  const { demoShop, log: logConfig } = loadConfig(process.env, { sections: ['demoShop', 'log'] });
  const { port, host, seed, speed, listings: size } = demoShop;
  const log = createLogger({ service: 'demo-shop', level: logConfig.level });
  const clock = { now: () => Date.now() };
  const server = await listen(
    createApp({ street: createShopStreet({ seed, clock, size, speed }), clock, log }),
    port,
    host,
  );
  const url = `http://${host === '0.0.0.0' ? 'localhost' : host}:${server.port}`;
  log.info('demo shop listening', { port: server.port, url, seed, speed });
  // Nothing is worth waiting for here: a slow answer planned by a test may take minutes.
  return { log, graceMs: 0, stop: () => server.stop(0) };
});
