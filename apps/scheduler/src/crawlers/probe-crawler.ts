import { type Dispatcher, request } from 'undici';

/** A crawler that lives answers at once; one that is frozen, or whose event loop is blocked, not at all. */
const TIMEOUT_MS = 1000;

/** Whether a crawler answers `GET /healthz`, whatever it says: a full or ending one tells so itself when it is asked to crawl. Never rejects. */
export async function probeCrawler(origin: string, dispatcher: Dispatcher): Promise<boolean> {
  try {
    const { body } = await request(`${origin}/healthz`, { dispatcher, signal: AbortSignal.timeout(TIMEOUT_MS) });
    await body.dump();
    return true;
  } catch {
    return false;
  }
}
