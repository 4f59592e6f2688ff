import { crawlOk, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const BUSY_TASKS = 1000;
const OTHER_TASKS = 20;
const RATES = { requestsPerSecond: 10, burst: 10 };

const rig = useSchedulerRig();

describe.each(['stream', 'poll'] as const)('a thousand tasks on one host, in %s mode', (mode) => {
  it('leave the tasks of other hosts their usual time, and their host its budget', async () => {
    const { database, crawler } = rig;
    let sent = 0;
    crawler.setAnswer(({ query }) => {
      if (query.url === 'https://busy.example') sent += 1;
      return crawlOk([], { requests: 1 });
    });
    const first = await database.createTask({ query: { url: 'https://busy.example' }, isSettled: true });
    // Due before all the others, so that they stand first in every line.
    await database.db.sql.execute(
      `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at, is_phased, baseline_at)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BUSY_TASKS - 1})
       SELECT user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at - INTERVAL 1 SECOND, 1, baseline_at
       FROM task JOIN n WHERE id = ?`,
      [first],
    );
    const others: number[] = [];
    for (let index = 0; index < OTHER_TASKS; index += 1) {
      others.push(await database.createTask({ query: { url: `https://other${index}.example` }, isSettled: true }));
    }
    const startedAt = performance.now();
    for (let replica = 0; replica < 2; replica += 1) {
      await rig.start(mode, { hostRates: RATES, crawlDeadlineMs: 5000 });
    }
    await waitFor(async () => (await database.count('run', `task_id IN (${others.join()})`)) === OTHER_TASKS);
    // By then the busy host was asked for as much as its rate allows, not for its thousand tasks.
    const seconds = (performance.now() - startedAt) / 1000;
    expect(sent).toBeLessThanOrEqual(RATES.burst + RATES.requestsPerSecond * seconds + 1);

    // Those that wait spent no attempt, are due at turns of their own, and hold nobody's place.
    const waiting = await waitFor(async () => {
      const [row] = await database.db.sql.query<{ waiting: number; attempts: number; spreadS: number; due: number }>(
        `SELECT COUNT(*) AS waiting, SUM(attempt) AS attempts, SUM(due_at <= UTC_TIMESTAMP(3)) AS due,
           TIMESTAMPDIFF(SECOND, MIN(due_at), MAX(due_at)) AS spreadS
         FROM task WHERE lease_owner IS NULL AND token > 0 AND last_run_at IS NULL`,
      );
      return row && row.waiting > BUSY_TASKS / 2 ? row : undefined;
    });
    expect(waiting.attempts).toBe(0);
    expect(waiting.spreadS).toBeGreaterThan(waiting.waiting / RATES.requestsPerSecond / 2);

    // A task that comes now does not wait behind them.
    const late = await database.createTask({ query: { url: 'https://late.example' }, isSettled: true });
    await waitFor(async () => (await database.count('run', `task_id = ${late}`)) === 1);

    // They get on as the rate allows.
    const before = sent;
    await waitFor(() => sent >= before + 10);
    const wholeSeconds = (performance.now() - startedAt) / 1000;
    expect(sent).toBeLessThanOrEqual(RATES.burst + RATES.requestsPerSecond * wholeSeconds + 1);
  });
});
