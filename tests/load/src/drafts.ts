import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { replaceSection, type Stack, startStack } from '@goodshunter/testing';
import { startSlowShops } from './slow-shops.js';

const BENCHMARKS = join(fileURLToPath(import.meta.url), '../../../../docs/benchmarks.md');
const SHOP_MS = 100;
const TICK_MS = 1000;
const BAR_MS = 1000;
const PATIENCE_MS = 60_000;
const LIST_SIZE = 40;

const { values } = parseArgs({
  options: { drafts: { type: 'string', default: '40' }, write: { type: 'boolean', default: false } },
});
const drafts = Number(values.drafts);

// The first of each mode finds everything cold, and does not count.
const shops = await startSlowShops(2 * (drafts + 1), SHOP_MS);
const env = { LOG_LEVEL: 'info', APP_TICK_MS: String(TICK_MS), PEOPLE_QUOTA_DRAFTS: '' };
const options = { logsToFiles: true, env, allowHosts: shops.hosts, demoShop: false };
const stacks = [await startStack(options), await startStack({ ...options, redis: false })];
const times: number[][] = [[], []];
try {
  for (let round = 0; round <= drafts; round += 1) {
    for (const [mode, stack] of stacks.entries()) {
      const host = shops.hosts[round * stacks.length + mode] ?? '';
      const tookMs = await preview(stack, `http://${host}/lamps`);
      if (round > 0) times[mode]?.push(tookMs);
    }
  }
} finally {
  for (const stack of stacks) await stack.stop();
  await shops.stop();
}
const text = report();
console.log(text);
if (values.write) await replaceSection(BENCHMARKS, 'drafts', text);

/** Pastes a link, and waits until all its listings are there. Resolves to how long that took, in ms. */
async function preview({ api }: Stack, url: string): Promise<number> {
  const begunAt = performance.now();
  const { body } = await api.call<{ task: { id: number } }>('POST', '/api/tasks', { url, draft: true });
  while (performance.now() - begunAt < PATIENCE_MS) {
    const items = await api.call<{ data: unknown[] }>('GET', `/api/tasks/${body.task.id}/items?all=true&limit=100`);
    if (items.body.data.length === LIST_SIZE) return performance.now() - begunAt;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`the draft of ${url} came to nothing`);
}

function report(): string {
  const quantile = (sorted: readonly number[], q: number) => sorted[Math.ceil(q * sorted.length) - 1] ?? Number.NaN;
  const rows = ['Streams', 'polling'].map((mode, index) => {
    const sorted = (times[index] ?? []).toSorted((a, b) => a - b);
    return `| ${mode} | ${[0.5, 0.95, 1].map((q) => quantile(sorted, q).toFixed(0)).join(' | ')} | ${index === 0 ? BAR_MS : BAR_MS + TICK_MS} |`;
  });
  return [
    `\`pnpm --filter @goodshunter/load drafts\`, ${new Date().toISOString().slice(0, 10)}: load average ${loadavg()[0]?.toFixed(1)}, all on one machine of 2 cores; ${drafts} links, one after`,
    `the other, modes in turns; a shop that takes ${SHOP_MS} ms for each answer, robots.txt included; a tick of ${TICK_MS} ms.`,
    '',
    '| from POST to the listings, ms | p50 | p95 | slowest | bar of p95 |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
