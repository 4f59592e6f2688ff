import type { Answer } from '@goodshunter/channels';
import { crawlOk, PATIENCE_MS, waitFor } from '@goodshunter/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outbox } from '../../src/notify/outbox.js';
import { listing } from '../support/items.js';
import { createPhone, startPhoneOutbox } from '../support/phone-outbox.js';
import { useRunRig } from '../support/use-run-rig.js';

const rig = useRunRig();
let outbox: Outbox | undefined;
let userId: number;
let phone: number;
let shop = 0;

beforeEach(async () => {
  userId = await rig.database.createUser();
  phone = await createPhone(rig.database.db, userId);
  shop += 1;
});
afterEach(() => outbox?.close({ timeoutMs: PATIENCE_MS }));

function start(answer?: () => Answer) {
  const started = startPhoneOutbox(rig.database.db, answer ? { answer } : {});
  outbox = started.outbox;
  return started.sent;
}

/** Hunts of one person, each on a page of its own unless said otherwise, that have looked once. */
async function createHunts(
  names: readonly string[],
  more: { page?: string; keyword?: string } = {},
): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) {
    const query = { url: `https://shop${shop}.example/${more.page ?? name}` };
    const id = await rig.database.createTask({ userId, query, keyword: more.keyword ?? '' });
    await rig.database.db.sql.execute('UPDATE task SET name = ? WHERE id = ?', [name, id]);
    ids.push(id);
  }
  return ids;
}

async function look(taskId: number | undefined, ...prices: number[]): Promise<void> {
  if (taskId === undefined) throw new TypeError('no such hunt');
  rig.crawler.setAnswer(() => crawlOk(prices.map((price, index) => listing(`shop${shop}/${index}`, price))));
  await rig.makeDue(taskId);
  expect(await rig.run(taskId)).toEqual({ status: 'saved' });
}

const waiting = () => rig.database.count('notice', `channel_id = ${phone} AND due_at IS NOT NULL`);
const pending = () => rig.database.count('delivery', `channel_id = ${phone} AND state = 'pending'`);
/** Until the sender has done all there is. */
const settle = () => waitFor(async () => (await waiting()) + (await pending()) === 0);

describe('a listing that matches three hunts of one person', () => {
  it('is one message that names all three, though their looks end one after the other', async () => {
    const hunts = await createHunts(['Leica', 'Cameras', 'Bargains'], { page: 'all' });
    for (const id of hunts) await look(id);
    const sent = start();
    for (const id of hunts) {
      await look(id, 1000);
      await settle();
    }
    expect(sent).toHaveLength(1);
    expect(sent[0]?.entries).toMatchObject([{ news: { taskName: 'Leica' }, otherHunts: ['Cameras', 'Bargains'] }]);
    const [delivery] = await rig.database.db.sql.query<{ notices: number; n: number; deliveries: number }>(
      `SELECT MAX(d.notices) AS notices, COUNT(*) AS n, COUNT(DISTINCT d.id) AS deliveries
       FROM notice n JOIN delivery d ON d.id = n.delivery_id WHERE n.channel_id = ?`,
      [phone],
    );
    expect(delivery).toEqual({ notices: 3, n: 3, deliveries: 1 });
  });

  it('names only hunts that it fits, and no other that is on the same page', async () => {
    const [first, second] = await createHunts(['All', 'Also all'], { page: 'all' });
    const [third] = await createHunts(['Rockets'], { page: 'all', keyword: 'rocket' });
    const [silent = 0] = await createHunts(['Silent'], { page: 'all' });
    await rig.database.db.sql.execute("UPDATE task SET notify = '[]' WHERE id = ?", [silent]);
    for (const id of [first, second, third, silent]) await look(id);
    const sent = start();
    await look(first, 1000);
    await settle();
    expect(sent[0]?.entries).toMatchObject([{ otherHunts: ['Also all'] }]);
  });

  it('is told once of each change, and again when the change comes again', async () => {
    const [first, second] = await createHunts(['One', 'Two']);
    for (const id of [first, second]) await look(id, 1000);
    const sent = start();
    await look(first, 900);
    await settle();
    // From another price, as it saw one less; what it has come to is the same.
    await look(second, 900);
    await settle();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.entries).toMatchObject([{ otherHunts: ['Two'] }]);
    await look(second, 800);
    await settle();
    await look(first, 800);
    await settle();
    expect(sent).toHaveLength(2);
    expect(sent[1]?.entries).toMatchObject([{ news: { taskName: 'Two' }, otherHunts: ['One'] }]);
    // Rises are not told; the drop that follows is news, whoever sees it first.
    for (const price of [1000, 800]) await look(first, price);
    await settle();
    expect(sent).toHaveLength(3);
    for (const price of [1000, 800]) await look(second, price);
    await settle();
    expect(sent).toHaveLength(3);
  });

  it('is told for the second hunt where the message of the first was never taken', async () => {
    const [first, second] = await createHunts(['One', 'Two']);
    for (const id of [first, second]) await look(id, 1000);
    let answer: Answer = { status: 'refused', message: 'too odd' };
    const sent = start(() => answer);
    await look(first, 900);
    await waitFor(async () => (await rig.database.count('delivery', "state = 'dead'")) === 1);
    answer = { status: 'sent', message: 'taken' };
    await look(second, 900);
    await settle();
    expect(sent.map(({ entries }) => entries[0]?.news.taskName)).toEqual(['One', 'Two']);
  });
});
