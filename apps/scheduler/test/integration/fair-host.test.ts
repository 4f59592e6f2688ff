import { crawlOk, waitFor } from '@goodshunter/testing';
import { describe, expect, it } from '@jest/globals';
import { useSchedulerRig } from '../support/use-scheduler-rig.js';

const HUNTS = 500;
const RATES = { requestsPerSecond: 10, burst: 10 };
const LOOKS = 3;
/** The looks of the other that may come before one: the line has hundreds. */
const MOST_BEFORE = 150;

const rig = useSchedulerRig();

describe.each(['stream', 'poll'] as const)('five hundred hunts of one person on a host, in %s mode', (mode) => {
  it("leave another's only one its turns, on two replicas", async () => {
    const { database, crawler } = rig;
    const looks: ('many' | 'one')[] = [];
    crawler.setAnswer(({ query }) => {
      looks.push(query.url === 'https://busy.example/mine' ? 'one' : 'many');
      return crawlOk([], { requests: 1 });
    });
    const countMany = () => looks.filter((who) => who === 'many').length;
    const first = await database.createTask({ query: { url: 'https://busy.example/all' }, isSettled: true });
    await database.db.sql.execute(
      `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, planned_at, due_at, is_phased, baseline_at)
       WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${HUNTS - 1})
       SELECT user_id, name, source, query, exclude_keywords, 5, planned_at, due_at - INTERVAL 1 SECOND, 1, baseline_at
       FROM task JOIN n WHERE id = ?`,
      [first],
    );
    for (let replica = 0; replica < 2; replica += 1) {
      await rig.start(mode, { hostRates: RATES, crawlDeadlineMs: 5000 });
    }
    // All of them stand in line.
    await waitFor(async () => (await database.count('task', 'token > 0')) === HUNTS);

    const userId = await database.createUser();
    const query = { url: 'https://busy.example/mine' };
    const mine = await database.createTask({ userId, query, intervalS: 3600, isSettled: true });
    for (let look = 1; look <= LOOKS; look += 1) {
      const before = countMany();
      await waitFor(() => looks.filter((who) => who === 'one').length === look);
      expect(countMany() - before).toBeLessThan(MOST_BEFORE);
      await waitFor(async () => (await database.count('run', `task_id = ${mine}`)) === look);
      await database.db.sql.execute('UPDATE task SET due_at = UTC_TIMESTAMP(3) WHERE id = ?', [mine]);
    }
    // The others get on meanwhile.
    const before = countMany();
    await waitFor(() => countMany() >= before + 10);
  });
});
