import type { Logger } from '@goodshunter/logger';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { ZodError } from 'zod';
import { ShopError } from './errors.js';
import { Inbox } from './inbox.js';
import { createControlRoutes } from './routes/control-routes.js';
import { createInboxRoutes } from './routes/inbox-routes.js';
import { createShopRoutes, type Visit } from './routes/shop-routes.js';
import { createSpoiler } from './routes/spoil.js';
import { HIGHEST_SHOP_NUMBER, type Shop, type ShopStreet } from './shop-street.js';
import type { Clock } from './stock-clock.js';

export interface DemoShopDeps {
  street: ShopStreet;
  clock: Clock;
  log: Logger;
}

const ROBOTS = 'User-agent: *\nDisallow: /control/\nDisallow: /inbox\nDisallow: /checkout\nAllow: /\n';

/** The demo shop as an Express app, not listening: shop 0 at `/`, shop n at `/s/<n>/`, the controls at `/control/`, and a receiver of messages at `/inbox`. */
export function createApp({ street, clock, log }: DemoShopDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');

  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get(['/robots.txt', '/s/:number/robots.txt'], (_req, res) => {
    res.type('text').send(ROBOTS);
  });
  app.use('/control', createControlRoutes(street));
  app.use('/inbox', createInboxRoutes(new Inbox(clock)));

  const findShop = (req: Request): Shop => street.visit(shopNumber(req));
  const visit = (req: Request): Visit => {
    const prefix = req.params.number === undefined ? '' : `/s/${shopNumber(req)}`;
    return { shop: findShop(req), base: `${req.protocol}://${req.get('host') ?? 'localhost'}${prefix}` };
  };
  const shopRoutes = createShopRoutes(visit, clock);
  const spoiler = createSpoiler(findShop);
  const sayNotFound: RequestHandler = (_req, res) => {
    res.status(404).json({ code: 'NOT_FOUND', message: 'There is nothing at this address.' });
  };
  app.use('/s/:number', spoiler, shopRoutes, sayNotFound);
  app.use(spoiler, shopRoutes, sayNotFound);
  app.use(createErrorHandler(log));
  return app;
}

/** @throws {ShopError} SHOP_NOT_FOUND */
function shopNumber(req: Request): number {
  const text = req.params.number;
  if (text === undefined) return 0;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > HIGHEST_SHOP_NUMBER) {
    throw new ShopError('SHOP_NOT_FOUND', `there is no shop with the number ${String(text)}`);
  }
  return number;
}

const STATUS = { LISTING_NOT_FOUND: 404, SHOP_NOT_FOUND: 404, HANDLE_TAKEN: 409 } as const;

function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof ShopError) {
      res.status(STATUS[error.code]).json({ code: error.code, message: error.message });
    } else if (error instanceof ZodError) {
      const issues = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
      res.status(400).json({ code: 'BAD_REQUEST', message: 'The request is not understood.', issues });
    } else if (isClientError(error)) {
      res.status(error.status).json({ code: 'BAD_REQUEST', message: error.message });
    } else {
      log.error('request failed', { path: req.path, error });
      res.status(500).json({ code: 'INTERNAL', message: 'The shop stumbled.' });
    }
  };
}

/** What Express and its body parser raise for broken JSON, bodies that are too large and bad percent-encoding. */
function isClientError(error: unknown): error is { status: number; message: string } {
  return (
    error instanceof Error &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  );
}
