import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection, type Stack, startStack } from '@goodshunter/testing';
import { createBareTasks } from './bare-task.js';
import { medianOf } from './figures.js';
import { measureFirstRun, type RunFigures } from './first-run.js';
import { CONNECTIONS, measure, measureFloor } from './measure.js';
import { type Measured, type Mode, renderReport } from './render-report.js';

const HERE = fileURLToPath(import.meta.url);
const BENCHMARKS = join(HERE, '../../../../docs/benchmarks.md');
const MODES: readonly Mode[] = ['streams', 'polling'];
/** Of our own saturation rate, for the open loop. */
const OFFERED_SHARE = 0.6;
/** In a closed loop more of them do not create more; in an open loop they are never all busy. */
const MANY_CONNECTIONS = 100;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    /** Tasks per second while the time to the first run is measured. */
    runs: { type: 'string', default: '50' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
/** As in production: what is logged there is logged here, into a file. */
const LIKE_PRODUCTION = { logsToFiles: true, env: { LOG_LEVEL: 'info' } };

const creations = await measureCreations();
const runs = { streams: await measureRuns('streams'), polling: await measureRuns('polling') };
const text = renderReport({ rounds, seconds, ...creations, runs });
console.log(text);
if (values.write) await replaceSection(BENCHMARKS, 'api-load', text);

/** Creations alone: no scheduler competes for the cores. Both houses stand side by side, rounds are interleaved. */
async function measureCreations(): Promise<Pick<Measured, 'closed' | 'saturated' | 'open'>> {
  const stacks = {
    streams: await startStack({ ...LIKE_PRODUCTION, schedulers: 0, crawlers: 0 }),
    polling: await startStack({ ...LIKE_PRODUCTION, redis: false, schedulers: 0, crawlers: 0 }),
  };
  const redisUrl = stacks.streams.redis?.url ?? '';
  const bare = createBareTasks(stacks.streams.databaseUrl, redisUrl);
  const peer = spawn(process.execPath, ['--import', 'tsx', join(HERE, '../peer-server.ts')], {
    env: { ...process.env, DATABASE_URL: stacks.streams.databaseUrl, REDIS_URL: redisUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(createInterface(peer.stdout), 'line');
    const load = {
      streams: describeLoad(stacks.streams),
      polling: describeLoad(stacks.polling),
      peer: { ...describeLoad(stacks.streams), url: `http://127.0.0.1:${port}/api/tasks`, token: '' },
    };
    const closed: Measured['closed'] = { floor: [], peer: [], streams: [], polling: [] };
    const saturated: Measured['saturated'] = { streams: [], polling: [] };
    const open: Measured['open'] = { streams: [], polling: [] };
    // The first round warms everything up and does not count.
    for (let round = 0; round <= rounds; round += 1) {
      const floor = await measureFloor(bare, seconds);
      if (round > 0) closed.floor.push(floor);
      for (const name of ['peer', ...MODES] as const) {
        const figures = await measure({ ...load[name], connections: CONNECTIONS, seconds });
        if (round > 0) closed[name].push(figures);
      }
      for (const mode of MODES) {
        const figures = await measure({ ...load[mode], connections: MANY_CONNECTIONS, seconds });
        if (round > 0) saturated[mode].push(figures);
      }
    }
    for (let round = 1; round <= rounds; round += 1) {
      for (const mode of MODES) {
        const ratePerS = Math.round(medianOf(saturated[mode]).perSecond * OFFERED_SHARE);
        open[mode].push(await measure({ ...load[mode], connections: MANY_CONNECTIONS, seconds, ratePerS }));
      }
    }
    return { closed, saturated, open };
  } finally {
    peer.kill('SIGKILL');
    await bare.close();
    await Promise.all(MODES.map((mode) => stacks[mode].stop()));
  }
}

async function measureRuns(mode: Mode): Promise<RunFigures> {
  const stack = await startStack({ ...LIKE_PRODUCTION, redis: mode === 'streams' });
  try {
    return await measureFirstRun(stack, seconds * 3, Number(values.runs));
  } finally {
    await stack.stop();
  }
}

/** A task that is due once and then in a month. */
function describeLoad(stack: Stack) {
  return {
    url: `${stack.api.baseUrl}/api/tasks`,
    token: stack.api.token,
    body: { source: 'shopify', query: { url: `${stack.shopUrl}/s/1` }, intervalSeconds: 2_592_000 },
  };
}
