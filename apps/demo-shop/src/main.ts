import { createServer } from 'node:http';
import { loadConfigOrExit } from '@goodshunter/config';
import { createLogger } from '@goodshunter/logger';
import { createApp } from './app.js';
import { createShopStreet } from './shop-street.js';

const { demoShop, log: logConfig } = loadConfigOrExit(process.env, { sections: ['demoShop', 'log'] });
const { port, host, seed, speed, listings: size } = demoShop;
const log = createLogger({ service: 'demo-shop', level: logConfig.level });
const clock = { now: () => Date.now() };
const server = createServer(createApp({ street: createShopStreet({ seed, clock, size, speed }), clock, log }));

server.once('error', (error) => {
  log.error('demo shop cannot listen', { host, port, error });
  process.exitCode = 1;
});
server.listen(port, host, () => {
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  log.info('demo shop listening', {
    port: bound,
    url: `http://${host === '0.0.0.0' ? 'localhost' : host}:${bound}`,
    seed,
    speed,
  });
});

function stop(): void {
  // Nothing is worth waiting for here: a slow answer planned by a test may take minutes.
  server.close();
  server.closeAllConnections();
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
