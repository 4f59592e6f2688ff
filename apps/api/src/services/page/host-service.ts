import type { HostList, HostState, QueueMode } from '@goodshunter/contracts/api';
import { FULL_HOST_PACE, HOST_KEY_PREFIX } from '@goodshunter/contracts/sources';
import type { Sql } from '@goodshunter/db';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { type HostBudget, type HostHunts, readBudgetRows, readHostHunts } from '../../store/page/read-hosts.js';

/** Which hosts there are is known for so long, in ms: whoever looks at them looks again every few seconds. */
const KEEP_MS = 5000;
/** Budgets of more hosts are not asked for. */
const MOST_BUDGETS = 2000;
const DEFAULT_LIMIT = 50;
const FIELDS = ['pace', 'failures', 'delay', 'not_before', 'cost'] as const;

export interface HostServiceOptions {
  sql: Sql;
  /** Where budgets are while the queue works; absent: the queue is switched off. */
  redis?: Pick<Redis, 'pipeline'> | undefined;
}

export type HostService = ReturnType<typeof createHostService>;

/** How often each host may be asked, and what slowed it. */
export function createHostService({ sql, redis }: HostServiceOptions) {
  async function readBudgets(hosts: readonly string[], mode: QueueMode | null): Promise<Map<string, HostBudget>> {
    // In polling mode budgets are kept in rows; what Redis still holds is old.
    if (!redis || mode !== 'redis_streams') return readBudgetRows(sql, hosts);
    const pipeline = redis.pipeline();
    for (const host of hosts) pipeline.hmget(HOST_KEY_PREFIX + host, ...FIELDS);
    const answers = await pipeline.exec().catch(() => null);
    // It went away just now.
    if (!answers || answers.some(([error]) => error)) return readBudgetRows(sql, hosts);
    const found = answers.map(([, values]) => toBudget(values as (string | null)[]));
    return new Map(hosts.flatMap((host, index) => (found[index] ? [[host, found[index]]] : [])));
  }

  const cache = new LRUCache<QueueMode | 'none', HostState[]>({
    max: 3,
    ttl: KEEP_MS,
    fetchMethod: async (mode) => {
      const all = (await readHostHunts(sql)).sort((a, b) => b.failing - a.failing || b.hunts - a.hunts);
      const asked = all.slice(0, MOST_BUDGETS).map(({ host }) => host);
      const budgets = await readBudgets(asked, mode === 'none' ? null : mode);
      return all.map((hunts) => toState(hunts, budgets.get(hunts.host), Date.now())).sort(byTrouble);
    },
  });

  return {
    /** @param mode what the schedulers say: where the budgets are */
    async list(
      mode: QueueMode | null,
      { q, limit = DEFAULT_LIMIT }: { q?: string | undefined; limit?: number | undefined },
    ): Promise<HostList> {
      const all = (await cache.fetch(mode ?? 'none')) ?? [];
      const wanted = q === undefined ? all : all.filter(({ host }) => host.includes(q.toLowerCase()));
      return { data: wanted.slice(0, limit), total: wanted.length };
    },

    /** Those that fail or are slowed, worst first. */
    async troubles(mode: QueueMode | null): Promise<HostState[]> {
      const all = (await cache.fetch(mode ?? 'none')) ?? [];
      return all.filter(isTroubled).slice(0, DEFAULT_LIMIT);
    },
  };
}

function toBudget(values: readonly (string | null)[]): HostBudget | undefined {
  const [pace, failures, delayMs, notBeforeMs, costMs] = values.map((value) => Number(value ?? 0));
  // Nobody asked it lately, so nothing holds it back.
  if (values[0] === null || values[0] === undefined) return undefined;
  return {
    pace: pace ?? 0,
    failures: failures ?? 0,
    delayMs: delayMs ?? 0,
    notBeforeMs: notBeforeMs ?? 0,
    costMs: costMs ?? 0,
  };
}

function toState(hunts: HostHunts, budget: HostBudget | undefined, now: number): HostState {
  if (!budget) return { ...hunts, pace: null, secondsPerRequest: null, restsUntil: null, slowedBy: [] };
  const { pace, failures, delayMs, notBeforeMs, costMs } = budget;
  const slowedBy: HostState['slowedBy'] = [];
  if (pace < FULL_HOST_PACE) slowedBy.push('refused');
  if (failures > 0) slowedBy.push('failing');
  // What one request takes at full pace is the rate's own time, or the delay where that is longer.
  if (delayMs > 0 && Math.ceil((delayMs * FULL_HOST_PACE) / pace) >= costMs) slowedBy.push('crawl_delay');
  return {
    ...hunts,
    pace: pace / FULL_HOST_PACE,
    // Of a scheduler of before, which writes no cost.
    secondsPerRequest: costMs > 0 ? costMs / 1000 : null,
    restsUntil: notBeforeMs > now ? new Date(notBeforeMs).toISOString() : null,
    slowedBy,
  };
}

const isTroubled = ({ failing, slowedBy, restsUntil }: HostState) =>
  failing > 0 || restsUntil !== null || slowedBy.includes('refused') || slowedBy.includes('failing');

function byTrouble(a: HostState, b: HostState): number {
  return (
    Number(isTroubled(b)) - Number(isTroubled(a)) ||
    b.failing - a.failing ||
    (a.pace ?? 1) - (b.pace ?? 1) ||
    b.hunts - a.hunts ||
    a.host.localeCompare(b.host)
  );
}
