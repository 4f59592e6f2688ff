import { DatabaseQueryError, type Sql } from '@goodshunter/db';
import { expect, it } from '@jest/globals';
import { GroupCommit } from './group-commit.js';
import { createTaskInserter, type InsertedTask, type NewTaskRow } from './insert-tasks.js';

const task: NewTaskRow = {
  userId: 1,
  correlationId: 'c-1',
  definition: {
    name: 'lens',
    source: 'feed',
    query: { url: 'https://shop.example/feed' },
    keyword: '',
    minPrice: null,
    maxPrice: null,
    currency: null,
    excludeKeywords: [],
    notify: null,
    intervalSeconds: 60,
  },
};
const createdAt = new Date('2026-01-02T03:04:05.678Z');

/** Knows inserts and selects, and of RETURNING what it is told. */
function createServer({ knowsReturning }: { knowsReturning: boolean }) {
  const statements: string[] = [];
  let lastId = 40;
  const refuse = () => new DatabaseQueryError('You have an error in your SQL syntax', 1064, 'ER_PARSE_ERROR');
  const sql = {
    async query(text: string, params: readonly unknown[] = []) {
      statements.push(text.includes('RETURNING') ? 'INSERT RETURNING' : 'SELECT');
      if (!text.includes('RETURNING')) return [{ createdAt }];
      if (!knowsReturning) throw refuse();
      // Backwards: nothing promises that rows come back in the order of their values.
      return Array.from({ length: params.length / 12 }, () => ({ id: ++lastId, createdAt })).reverse();
    },
    async execute() {
      statements.push('INSERT');
      return { affectedRows: 1, insertId: ++lastId };
    },
  } as unknown as Sql;
  return { sql, statements };
}

it('inserts several tasks by one statement and tells ids in their order', async () => {
  const { sql, statements } = createServer({ knowsReturning: true });
  expect(await createTaskInserter()(sql, [task, task, task])).toEqual([
    { taskId: 41, createdAt },
    { taskId: 42, createdAt },
    { taskId: 43, createdAt },
  ]);
  expect(statements).toEqual(['INSERT RETURNING']);
});

it('inserts and reads on a server without RETURNING, which is asked for it once', async () => {
  const { sql, statements } = createServer({ knowsReturning: false });
  const insertTasks = createTaskInserter();
  await expect(insertTasks(sql, [task, task])).rejects.toMatchObject({ errno: 1064 });
  expect(await insertTasks(sql, [task])).toEqual([{ taskId: 41, createdAt }]);
  expect(statements).toEqual(['INSERT RETURNING', 'INSERT', 'SELECT']);
});

it('stores each of several tasks on a server without RETURNING, one group after the other', async () => {
  const { sql, statements } = createServer({ knowsReturning: false });
  const insertTasks = createTaskInserter();
  const group = new GroupCommit<NewTaskRow, InsertedTask>({
    commitAll: (tasks) => insertTasks(sql, tasks),
    isFaultOfOneRow: (error) => error instanceof DatabaseQueryError,
    createWaitError: () => new Error('waited too long'),
  });
  const commitThree = async () => {
    const results = await Promise.all([task, task, task].map((row) => group.commit(row)));
    return results.map((result) => result?.taskId).sort();
  };
  expect(await commitThree()).toEqual([41, 42, 43]);
  expect(await commitThree()).toEqual([44, 45, 46]);
  expect(statements.filter((statement) => statement === 'INSERT RETURNING')).toHaveLength(1);
});
