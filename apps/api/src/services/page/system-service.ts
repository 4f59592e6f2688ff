import type { DeadLetter, HostList, SystemState } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Inspector } from '@goodshunter/taskqueue';
import type { Caller } from '../../access/person.js';
import type { Announcer } from '../../announce/announcer.js';
import { NotFoundError, UnavailableError } from '../../errors.js';
import type { QueueService } from '../queue-service.js';
import type { HostService } from './host-service.js';

const CRAWLER_TIMEOUT_MS = 1500;
const MOST_LETTERS = 100;

export interface SystemServiceOptions {
  sql: Sql;
  queue: QueueService;
  hosts: HostService;
  announcer: Announcer;
  /** Absent: the queue is switched off. */
  inspector?: Pick<Inspector, 'listDeadLetters' | 'dropDeadLetter'> | undefined;
  crawlerUrls: readonly string[];
  version: string;
  /** By name; those that are empty lead nowhere and are left out. */
  links: Readonly<Record<string, string>>;
}

export type SystemService = ReturnType<typeof createSystemService>;

/** What those who run the house see of its engine, and may do to what it gave up. */
export function createSystemService(options: SystemServiceOptions) {
  const { sql, queue, hosts, announcer, inspector, crawlerUrls, version, links } = options;

  async function askCrawler(address: string): Promise<SystemState['crawlers'][number]> {
    try {
      const answer = await fetch(new URL('/healthz', address), { signal: AbortSignal.timeout(CRAWLER_TIMEOUT_MS) });
      const body = (await answer.json()) as { status?: unknown };
      return { address, answers: true, status: String(body.status ?? answer.status).slice(0, 100) };
    } catch {
      return { address, answers: false, status: 'no answer' };
    }
  }

  async function listLetters() {
    if (!inspector) return [];
    return inspector.listDeadLetters({ limit: MOST_LETTERS }).catch((cause: unknown) => {
      throw new UnavailableError(['redis_away'], cause);
    });
  }

  return {
    async read(): Promise<SystemState> {
      const [status, crawlers] = await Promise.all([queue.status(), Promise.all(crawlerUrls.map(askCrawler))]);
      const { schedulers, mode, modeSince, modeReason, modeCode, ...rest } = status;
      const troubles = await hosts.troubles(mode);
      return {
        mode,
        reason: modeReason,
        reasonCode: modeCode,
        since: modeSince,
        queue: rest,
        replicas: schedulers,
        crawlers,
        hosts: troubles.map(({ host, hunts, failing, reason, pace }) => ({ host, hunts, failing, reason, pace })),
        deadLetters: { count: status.deadLetters },
        versions: { GoodsHunter: version, Node: process.versions.node },
        links: Object.fromEntries(Object.entries(links).filter(([, address]) => address !== '')),
      };
    },

    /** @throws {DatabaseUnavailableError} */
    async hosts(page: { q?: string | undefined; limit?: number | undefined }): Promise<HostList> {
      return hosts.list((await queue.status()).mode, page);
    },

    /** Oldest first. @throws {UnavailableError} while Redis is away. */
    async deadLetters(): Promise<DeadLetter[]> {
      const letters = await listLetters();
      const ids = letters.flatMap(({ message }) => (message ? [message.taskId] : []));
      const names = await readNames(sql, ids);
      return letters.map(({ id, message, reason, deliveries, failures, buriedAt }) => ({
        id,
        taskId: message?.taskId ?? null,
        taskName: (message && names.get(message.taskId)) ?? null,
        kind: message === undefined ? 'unreadable' : failures > 0 ? 'failing' : 'crashing',
        reason,
        deliveries,
        buriedAt: buriedAt.toISOString(),
      }));
    },

    /** Its task is made due, as "look now" does; the entry itself is never added again. @throws {NotFoundError} */
    async retry({ correlationId }: Caller, id: string): Promise<void> {
      const letter = (await listLetters()).find((one) => one.id === id);
      if (!letter) throw new NotFoundError(['no_dead_letter', { id }]);
      if (letter.message) {
        const { taskId } = letter.message;
        const { affectedRows } = await sql.execute(
          `UPDATE task SET due_at = UTC_TIMESTAMP(3), correlation_id = ?
           WHERE id = ? AND state = 'active' AND (lease_owner IS NULL OR due_at <= UTC_TIMESTAMP(3))`,
          [correlationId, taskId],
        );
        if (affectedRows > 0) await announcer.announce(taskId, correlationId);
      }
      await inspector?.dropDeadLetter(id);
    },

    /** @throws {NotFoundError} */
    async discard(id: string): Promise<void> {
      if (!(await inspector?.dropDeadLetter(id))) throw new NotFoundError(['no_dead_letter', { id }]);
    },
  };
}

async function readNames(sql: Sql, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<{ id: number; name: string }>('SELECT id, name FROM task WHERE id IN (?)', [[...ids]]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
