import { crawlOk, PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { expect, it } from '@jest/globals';
import { runTask } from '../../src/pipeline/run-task.js';
import { listing } from '../support/items.js';
import { createPhone, startPhoneOutbox } from '../support/phone-outbox.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
const never = new AbortController().signal;
const LISTINGS = 1300;
const SHOWN = 20;

it('tells a shop that sold everything in one message, and keeps an event of each listing', async () => {
  const { database, crawler } = rig;
  const userId = await database.createUser();
  await createPhone(database.db, userId);
  const taskId = await database.createTask({ userId });
  await database.db.sql.execute('UPDATE task SET rules = ? WHERE id = ?', [
    JSON.stringify({ kinds: ['sold'] }),
    taskId,
  ]);
  const look = async (items: object[]) => {
    crawler.setAnswer(() => crawlOk(items));
    await rig.makeDue(taskId);
    expect(await runTask(rig.deps, { taskId, mode: 'redis_streams' }, never)).toEqual({ status: 'saved' });
  };
  await look(Array.from({ length: LISTINGS }, (_value, index) => listing(`storm/${index}`)));
  await look([]);
  // Doubted until it has stayed so for an hour.
  await database.db.sql.execute('UPDATE task SET doubt_since = doubt_since - INTERVAL 61 MINUTE WHERE id = ?', [
    taskId,
  ]);
  await look([]);
  expect(await database.count('event', `task_id = ${taskId} AND kind = 'sold' AND untold IS NULL`)).toBe(LISTINGS);
  expect(await database.count('event', `task_id = ${taskId}`)).toBe(LISTINGS);

  const { outbox, sent } = startPhoneOutbox(database.db, { entries: SHOWN });
  try {
    await waitFor(async () => (await database.count('notice', 'due_at IS NOT NULL')) === 0);
    await waitFor(async () => (await database.count('delivery', "state = 'sent'")) > 0);
  } finally {
    await outbox.close({ timeoutMs: PATIENCE_MS });
  }
  expect(sent).toHaveLength(1);
  const [message] = sent;
  expect(message).toMatchObject({ more: LISTINGS - SHOWN });
  expect(message?.entries).toHaveLength(SHOWN);
  for (const { news } of message?.entries ?? []) expect(news.events).toMatchObject([{ kind: 'sold' }]);
  expect(await database.count('delivery')).toBe(1);
  expect(await database.count('notice', 'delivery_id IS NOT NULL')).toBe(LISTINGS);
});
