import type { ReceivedWebhook } from '@goodshunter/testing';
import type { Connection } from 'mariadb';
import type { Book } from './book.js';

export interface Verdict {
  /** Acknowledged tasks that are missing or never ran, and changes of goods that no event tells. */
  lost: string[];
  /** State changes told by more than one event, items told twice, runs with more than one row. */
  doubled: string[];
  /** Messages received more than once, by stable id. */
  repeatedSends: number;
}

/** What still has to happen before the account can be settled; empty when nothing. */
export async function listOpenWork(
  db: Connection,
  book: Book,
  received: readonly ReceivedWebhook[],
): Promise<string[]> {
  const open: string[] = [];
  const ids = [...book.acknowledged];
  const [{ done = 0 } = {}] = await db.query<{ done: number }[]>(
    'SELECT COUNT(*) done FROM task WHERE id IN (?) AND last_success_at IS NOT NULL',
    [ids],
  );
  if (done < ids.length) open.push(`${ids.length - done} of ${ids.length} tasks have not succeeded yet`);
  const events = await countEvents(db, book);
  const missing = book.changes.filter((change) => !events.has(keyOf(book, change)));
  if (missing.length > 0) open.push(`${missing.length} changes are not told yet, ${missing[0]?.title} among them`);
  const messages = await db.query<{ id: string }[]>("SELECT message_id id FROM delivery WHERE state <> 'dead'");
  const [{ waiting = 0 } = {}] = await db.query<{ waiting: number }[]>(
    'SELECT COUNT(*) waiting FROM notice WHERE due_at IS NOT NULL',
  );
  if (waiting > 0) open.push(`${waiting} notices wait to become messages`);
  const got = new Set(received.map(({ id }) => id));
  const unsent = messages.filter(({ id }) => !got.has(id));
  if (unsent.length > 0) open.push(`${unsent.length} messages are not received yet`);
  return open;
}

/** Settles the load's book with the database and the receiver's book. */
export async function check(db: Connection, book: Book, received: readonly ReceivedWebhook[]): Promise<Verdict> {
  const lost = await listOpenWork(db, book, received);
  const doubled: string[] = [];
  for (const [key, count] of await countEvents(db, book)) {
    if (count > 1) doubled.push(`${key}: ${count} events`);
  }
  const runs = await db.query<{ taskId: number; token: number; n: number }[]>(
    'SELECT task_id taskId, token, COUNT(*) n FROM run GROUP BY task_id, token HAVING n > 1',
  );
  doubled.push(...runs.map(({ taskId, token, n }) => `run ${taskId}/${token}: ${n} rows`));
  // A task that is due once a day has run once, however often it was delivered.
  const repeated = await db.query<{ id: number; n: number }[]>(
    "SELECT t.id, COUNT(*) n FROM task t JOIN run r ON r.task_id = t.id AND r.outcome = 'ok' WHERE t.interval_s >= 86400 GROUP BY t.id HAVING n > 1",
  );
  doubled.push(...repeated.map(({ id, n }) => `task ${id}: ${n} successful runs in one interval`));
  return { lost, doubled, repeatedSends: received.length - new Set(received.map(({ id }) => id)).size };
}

/** Events of the watching tasks by task, kind and title. */
async function countEvents(db: Connection, book: Book): Promise<Map<string, number>> {
  const rows = await db.query<{ taskId: number; kind: string; title: string; n: number }[]>(
    'SELECT e.task_id taskId, e.kind, i.title, COUNT(*) n FROM event e JOIN item i ON i.id = e.item_id WHERE e.task_id IN (?) GROUP BY e.task_id, e.kind, i.title',
    [[...book.watchers.values()]],
  );
  return new Map(rows.map(({ taskId, kind, title, n }) => [`${taskId} ${kind} ${title}`, n]));
}

function keyOf(book: Book, { shop, kind, title }: { shop: number; kind: string; title: string }): string {
  return `${book.watchers.get(shop)} ${kind} ${title}`;
}
