import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { idAfterAllBefore, idBeforeAllSince } from '../../src/store/page/find-id-at.js';
import { type Rig, startRig } from './rig.js';

const EVENTS = 300;
const BEGIN_MS = Date.UTC(2026, 0, 1);
/** A minute apart, three ids apart, and every seventh stands a little before its neighbour, as when commits overlap. */
const timeOf = (n: number) => new Date(BEGIN_MS + n * 60_000 - (n % 7 === 0 ? 70_000 : 0));

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

it('says of an empty table that nothing is there', async () => {
  expect(await idBeforeAllSince(rig.database.sql, 'event', new Date())).toBe(0);
});

it('bounds ids by times, never inside what was asked for and never far from it', async () => {
  const { sql } = rig.database;
  for (let n = 1; n <= EVENTS; n += 1) {
    await sql.execute(
      `INSERT INTO event (id, user_id, task_id, item_id, token, kind, created_at) VALUES (?, 1, 1, ?, ?, 'new', ?)`,
      [n * 3, n, n, timeOf(n)],
    );
  }
  for (const at of [0, 1, 13, 14, 150, 299, 300, 400]) {
    const instant = new Date(BEGIN_MS + at * 60_000 + 500);
    const from = await idBeforeAllSince(sql, 'event', instant);
    const to = await idAfterAllBefore(sql, 'event', instant);
    const numbers = Array.from({ length: EVENTS }, (_, index) => index + 1);
    const since = numbers.filter((n) => timeOf(n) >= instant).map((n) => n * 3);
    const before = numbers.filter((n) => timeOf(n) < instant).map((n) => n * 3);
    expect(since.filter((id) => id < from)).toEqual([]);
    expect(before.filter((id) => id >= to)).toEqual([]);
    expect(numbers.filter((n) => n * 3 >= from && n * 3 < to).length).toBeLessThanOrEqual(5);
  }
});
