import { waitFor } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';
import { expectNoAttemptSpent } from './expect-no-attempt-spent.js';

/** Faults of the database: creations are refused with 503 meanwhile, what was answered before is kept. */
export const DATABASE_FAULTS: Fault[] = [
  {
    name: 'database-restart',
    title: 'the database killed by kill -9, away for 5 s, started again',
    promise: 'creations get 503 meanwhile; no process ends; what is in hand is kept and goes on',
    mayRefuse: ['503'],
    mayRepeatSends: true,
    async run({ stack, hold }) {
      await stack.database.kill('SIGKILL');
      await hold(5000);
      await stack.database.restart();
      const dead = [stack.apiProcess, ...stack.schedulers].filter(({ isRunning }) => !isRunning);
      if (dead.length > 0) throw new Error(`${dead[0]?.name} ended with the database`);
    },
  },
  {
    name: 'database-frozen',
    title: 'the database frozen by SIGSTOP for 10 s',
    promise: 'as while it is away',
    mayRefuse: ['503'],
    mayRepeatSends: true,
    async run({ stack, hold }) {
      stack.database.pause();
      await hold(10_000);
      stack.database.resume();
    },
  },
  {
    name: 'database-read-only',
    title: 'the database read-only for 10 s, as in a failover',
    promise: 'writes get 503, reads go on, /healthz says why and stays at 200; no attempt is spent',
    mayRefuse: ['503'],
    async run({ stack, book, hold }) {
      const refusedBefore = book.refused.get('503') ?? 0;
      await stack.database.setReadOnly(true);
      try {
        await waitFor(
          async () => {
            const { status, body } = await stack.api.call('GET', '/healthz');
            if (status !== 200) throw new Error(`/healthz said ${status}`);
            return body.status === 'degraded' && String(body.database).includes('read-only');
          },
          { everyMs: 100, what: '/healthz to say that the database is read-only' },
        );
        await hold(10_000);
        const { status } = await stack.api.call('GET', '/api/tasks?limit=1');
        if (status !== 200) throw new Error(`reading tasks said ${status}`);
        if ((book.refused.get('503') ?? 0) === refusedBefore) throw new Error('no creation was refused');
      } finally {
        await stack.database.setReadOnly(false);
      }
      await expectNoAttemptSpent(stack);
    },
  },
  {
    name: 'database-locked',
    title: 'the task table locked for 20 s',
    promise: 'everything waits or is refused with 503, and goes on afterwards',
    mayRefuse: ['503'],
    mayRepeatSends: true,
    async run({ stack, hold }) {
      const connection = await connectDatabase(stack.databaseUrl);
      await connection.query('LOCK TABLES task WRITE');
      await hold(20_000);
      await connection.query('UNLOCK TABLES');
      await connection.end();
    },
  },
];
