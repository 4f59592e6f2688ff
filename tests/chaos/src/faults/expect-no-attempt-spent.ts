import type { Stack } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';

/** What the database does not take is not a task's fault. @throws when a task paid for it */
export async function expectNoAttemptSpent(stack: Stack): Promise<void> {
  const db = await connectDatabase(stack.databaseUrl);
  try {
    const spent = await db.query<unknown[]>("SELECT 1 FROM task WHERE attempt > 1 OR health = 'crashing'");
    if (spent.length > 0) throw new Error(`${spent.length} tasks spent an attempt on it`);
  } finally {
    await db.end();
  }
}
