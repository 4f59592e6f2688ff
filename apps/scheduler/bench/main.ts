import { migrate } from '@goodshunter/db';
import { startMariadb, startRedis } from '@goodshunter/testing';
import { measureTick } from './publisher-tick.js';
import { writeReport } from './report.js';
import { measureRunTask } from './run-task-rounds.js';
import { measureLatency } from './start-latency.js';
import { measureReplicas } from './two-replicas.js';

// `--quick` for a look; the bars are meant for the whole.
const isQuick = process.argv.includes('--quick');
const mariadb = await startMariadb({ extraArgs: ['--innodb-buffer-pool-size=512M'] });
const redis = await startRedis({ appendonly: true });
try {
  const url = await mariadb.createDatabase();
  await migrate(url);
  console.log('runTask beside its floor');
  const runTask = await measureRunTask(url, redis, { slices: isQuick ? 5 : 15, runs: 300 });
  console.log('latency of a whole scheduler');
  const latency = await measureLatency(mariadb, redis, isQuick ? 5 : 20);
  console.log('two replicas against one');
  const replicas = await measureReplicas(mariadb, redis, { rounds: isQuick ? 1 : 3, tasks: 3000 });
  console.log('the sweep of the publisher');
  const tick = await measureTick(mariadb, redis, isQuick ? 50_000 : 1_000_000, isQuick ? 3 : 7);
  console.log(await writeReport({ runTask, tick, latency, replicas }));
} finally {
  await redis.stop();
  await mariadb.stop();
}
