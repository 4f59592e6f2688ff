import express, { type Router } from 'express';
import type { Inbox } from '../inbox.js';
import { renderInbox } from '../render/inbox-page.js';

const MOST_BYTES = '256kb';

/** A receiver that needs no account: takes whatever is posted below `/inbox` and shows it there. */
export function createInboxRoutes(inbox: Inbox): Router {
  const router = express.Router();
  router.post(/.*/, express.text({ limit: MOST_BYTES, type: () => true }), (req, res) => {
    const body = typeof req.body === 'string' ? req.body : '';
    inbox.take({ path: req.originalUrl.slice(0, 200), id: req.get('webhook-id') ?? null, body });
    res.status(204).end();
  });
  router.get('/', (req, res) => {
    if (req.accepts(['html', 'json']) === 'json') res.json({ messages: inbox.messages });
    else res.type('html').send(renderInbox(inbox.messages));
  });
  return router;
}
