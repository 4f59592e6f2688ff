import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { HOSTILE_DOCUMENTS } from '../test/support/hostile-documents.js';

export interface IsolationRow {
  name: string;
  /** Of small crawls alone, in ms. */
  quietP50: number;
  quietP99: number;
  /** Of the same beside hostile ones. */
  attackedP50: number;
  attackedP99: number;
  /** Hostile documents that were crawled meanwhile. */
  hostile: number;
}

const PHASES = 6;
const PHASE_MS = 2000;
const AT_ONCE = 4;
const HOSTILE_AT_ONCE = 4;

/** Small crawls with and without hostile ones beside them, in turns. */
export async function measureIsolation(mode: 'in-place' | 'threads'): Promise<IsolationRow> {
  const shop = await startProcess('hostile-shop.ts', []);
  const crawler = await startProcess('bench-crawler.ts', [new URL(shop.url).host, mode]);
  const crawl = async (source: string, path: string) => {
    const body = JSON.stringify({ source, query: { url: shop.url + path }, deadlineMs: 60_000 });
    const headers = { 'content-type': 'application/json' };
    const startedAtMs = performance.now();
    const answer = await fetch(`${crawler.url}/crawl`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`HTTP ${answer.status}`);
    return performance.now() - startedAtMs;
  };
  const crawlMany = async () => {
    const times: number[] = [];
    const endsAtMs = performance.now() + PHASE_MS;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (performance.now() < endsAtMs) times.push(await crawl('feed', '/feed'));
      }),
    );
    return times;
  };
  let hostile = 0;
  const attackWhile = async <T>(work: () => Promise<T>): Promise<T> => {
    let isOver = false;
    const attackers = Array.from({ length: HOSTILE_AT_ONCE }, async (_, first) => {
      for (let index = first; !isOver; index = (index + HOSTILE_AT_ONCE) % HOSTILE_DOCUMENTS.length) {
        await crawl(HOSTILE_DOCUMENTS[index]?.source ?? 'page', `/hostile/${index}`);
        hostile += 1;
      }
    });
    const result = await work();
    isOver = true;
    await Promise.all(attackers);
    return result;
  };
  try {
    await crawlMany();
    await attackWhile(crawlMany);
    hostile = 0;
    const quiet: number[] = [];
    const attacked: number[] = [];
    for (let phase = 0; phase < PHASES; phase++) {
      quiet.push(...(await crawlMany()));
      attacked.push(...(await attackWhile(crawlMany)));
    }
    return {
      name: mode,
      quietP50: quantile(quiet, 0.5),
      quietP99: quantile(quiet, 0.99),
      attackedP50: quantile(attacked, 0.5),
      attackedP99: quantile(attacked, 0.99),
      hostile,
    };
  } finally {
    crawler.child.kill();
    shop.child.kill();
  }
}

async function startProcess(file: string, args: string[]): Promise<{ url: string; child: ChildProcess }> {
  const entry = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, entry, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), child };
}

function quantile(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}
