import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';

/** Faults of the database: creations are refused with 503 meanwhile, what was answered before is kept. */
export const DATABASE_FAULTS: Fault[] = [
  {
    name: 'database-restart',
    title: 'the database killed by kill -9, away for 5 s, started again',
    promise: 'creations get 503 meanwhile; no process ends; what is in hand is kept and goes on',
    isShort: true,
    mayRefuse: true,
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
    mayRefuse: true,
    mayRepeatSends: true,
    async run({ stack, hold }) {
      stack.database.pause();
      await hold(10_000);
      stack.database.resume();
    },
  },
  {
    name: 'database-locked',
    title: 'the task table locked for 20 s',
    promise: 'everything waits or is refused with 503, and goes on afterwards',
    mayRefuse: true,
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
