import { createRedisConnect, createWorker, PoisonTaskError } from '../../src/index.js';

const {
  addr,
  password,
  stream,
  group,
  leaseMs,
  concurrency,
  memoryQueue,
  handleMs,
  crashes,
  ending,
  workers = 1,
} = JSON.parse(process.argv[2] ?? '{}');
const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`);
// Ends with the test that started it, however that ended.
process.stdin.resume().on('end', () => process.exit(0));

const all = Array.from({ length: workers }, () =>
  createWorker({
    connect: createRedisConnect({ addr, password }),
    stream,
    group,
    leaseMs,
    concurrency,
    memoryQueue,
    commandTimeoutMs: 400,
    onEvent: (event) => say({ event }),
    handler: async ({ taskId }) => {
      say({ began: taskId });
      if (crashes) process.kill(process.pid, 'SIGKILL');
      await new Promise((resolve) => {
        if (handleMs !== undefined) setTimeout(resolve, handleMs);
      });
      if (ending === 'failure') throw new Error('no luck');
      if (ending === 'poison') throw new PoisonTaskError('never');
      return ending === 'later' ? { retryInMs: 0 } : 'done';
    },
  }),
);
const countInHand = () => all.reduce((sum, worker) => sum + worker.stats().inHand, 0);
setInterval(() => say({ inHand: countInHand() }), 50);
process.on('SIGTERM', () => {
  void Promise.all(all.map((worker) => worker.close({ timeoutMs: 1000 }))).then((results) => {
    for (const result of results) say({ closed: result });
    process.exit(0);
  });
});
await Promise.all(all.map((worker) => worker.start()));
