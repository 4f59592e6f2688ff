import { createRedisConnect, createWorker } from '../../src/index.js';

const { addr, password, stream, group, leaseMs, concurrency, memoryQueue, handleMs, crashes } = JSON.parse(
  process.argv[2] ?? '{}',
);
const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`);
// Ends with the test that started it, however that ended.
process.stdin.resume().on('end', () => process.exit(0));

const worker = createWorker({
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
    return 'done';
  },
});
setInterval(() => say({ inHand: worker.stats().inHand }), 50);
process.on('SIGTERM', () => {
  void worker.close({ timeoutMs: 1000 }).then((result) => {
    say({ closed: result });
    process.exit(0);
  });
});
await worker.start();
