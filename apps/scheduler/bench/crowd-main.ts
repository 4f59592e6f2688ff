import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { replaceSection, startMariadb, startRedis } from '@goodshunter/testing';
import { type CrowdFigures, measureCrowd, type Phase } from './crowd.js';

const TASKS = 20_000;
const CROWD = 30;

const load = loadavg()[0]?.toFixed(1);
const mariadb = await startMariadb({ extraArgs: ['--innodb-buffer-pool-size=512M'] });
const redis = await startRedis({ appendonly: true });
try {
  const figures = await measureCrowd(mariadb, redis, { rounds: 3, tasks: TASKS, crowd: CROWD, phaseMs: 8000 });
  const section = describe(figures);
  await replaceSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'crowd', section);
  console.log(section);
} finally {
  await redis.stop();
  await mariadb.stop();
}

function describe({ alone, beside, runs, plain }: CrowdFigures): string {
  const row = (label: string, { runsPerS, cores, cpuMsPerRun }: Phase) =>
    `| ${label} | ${runsPerS.toFixed(0)} | ${cores.toFixed(2)} | ${cpuMsPerRun.toFixed(1)} |`;
  const inProportion = runs / plain;
  return [
    '### Beside a crowd',
    '',
    `\`pnpm --filter @goodshunter/scheduler bench:crowd\`: ${TASKS.toLocaleString('en')} due tasks, each on a host of its own, two schedulers, an instant crawler, ${cpus().length} cores, alone and beside ${CROWD} busy loops in turns (medians of three rounds); load ${load} before it began, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    '| | runs/s | cores in use | CPU per run, ms |',
    '| --- | --- | --- | --- |',
    row('alone', alone),
    row(`beside ${CROWD} busy loops, each of which got ${beside.coresOfOneBeside.toFixed(2)} of a core`, beside),
    '',
    `Beside / alone: ${runs.toFixed(3)}; a plain process that reads and writes JSON: ${plain.toFixed(3)}. Ours / plain: ${inProportion.toFixed(2)} (bar >= 0.8${inProportion >= 0.8 ? '' : ', **missed**'}).`,
  ].join('\n');
}
