import type { Quotas, Role, UsedQuotas } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import { LRUCache } from 'lru-cache';
import type { Person } from '../../access/person.js';
import { QuotaError, TooManyRequestsError } from '../../errors.js';
import { lockUser } from '../../store/people/user-store.js';

/** A number by role; a role that is not named has no limit. */
export type RoleLimits = Readonly<Record<string, number>>;

export interface QuotaServiceOptions {
  sql: Sql;
  limits: {
    hunts: RoleLimits;
    channels: RoleLimits;
    shortestInterval: RoleLimits;
    looksPerHour: RoleLimits;
    drafts: RoleLimits;
    creationsPerMinute: RoleLimits;
  };
  /** Monotonic, in ms. @default performance.now */
  now?: () => number;
}

/** What a hunt costs, as its owner is asked for it. */
export interface HuntCost {
  intervalSeconds: number;
  /** The hunt that changes, which is counted as it was; 0 for a new one. */
  exceptId: number;
  isNew: boolean;
}

/** Whose quotas they are. */
export type QuotaOwner = Pick<Person, 'id' | 'role'>;

/**
 * Checks that count lock the owner for the rest of the caller's transaction: of many requests at once each counts what the ones before it
 * stored. Store what was checked in the same transaction. (By the pool itself they lock nothing, which does for a look ahead.)
 */
export interface QuotaService {
  describe(userId: number, role: Role): Promise<{ quotas: Quotas; used: UsedQuotas }>;
  /** Whether what this person makes has to be counted; most admins have no limit. */
  countsHunts(owner: QuotaOwner, isDraft: boolean): boolean;
  /** @throws {QuotaError} when the owner's hunts would be more, or look more often, than their role allows. */
  checkHunt(transaction: Sql, owner: QuotaOwner, cost: HuntCost): Promise<void>;
  /** @throws {QuotaError} when this person has as many drafts as their role allows. */
  checkDraft(transaction: Sql, person: QuotaOwner): Promise<void>;
  /** @throws {QuotaError} */
  checkChannel(transaction: Sql, owner: QuotaOwner): Promise<void>;
  /** @throws {TooManyRequestsError} when this person has created too much within the last minute. */
  countCreation(person: Person): void;
}

const MINUTE_MS = 60_000;
const MOST_COUNTED = 10_000;

/** Limits by role, from the configuration: shown to those they concern, and refused with a sentence. */
export function createQuotaService({ sql, limits, now = () => performance.now() }: QuotaServiceOptions): QuotaService {
  const created = new LRUCache<number, { count: number; resetAt: number }>({ max: MOST_COUNTED });

  const quotasOf = (role: Role): Quotas => ({
    hunts: limits.hunts[role] ?? null,
    channels: limits.channels[role] ?? null,
    shortestIntervalSeconds: limits.shortestInterval[role] ?? 5,
    looksPerHour: limits.looksPerHour[role] ?? null,
    drafts: limits.drafts[role] ?? null,
  });

  async function readUsed(from: Sql, userId: number, exceptId = 0): Promise<UsedQuotas> {
    const [row] = await from.query<{ hunts: number; looks: number; channels: number }>(
      `SELECT
         (SELECT COUNT(*) FROM task WHERE user_id = ? AND state IN ('active', 'paused') AND id <> ?) AS hunts,
         (SELECT COALESCE(SUM(3600 / interval_s), 0) FROM task
            WHERE user_id = ? AND state = 'active' AND id <> ?) AS looks,
         (SELECT COUNT(*) FROM channel WHERE user_id = ? AND is_deleted = 0) AS channels`,
      [userId, exceptId, userId, exceptId, userId],
    );
    return { hunts: row?.hunts ?? 0, looksPerHour: Math.round(row?.looks ?? 0), channels: row?.channels ?? 0 };
  }

  return {
    async describe(userId, role) {
      return { quotas: quotasOf(role), used: await readUsed(sql, userId) };
    },

    countsHunts({ role }, isDraft) {
      const { hunts, looksPerHour, drafts } = quotasOf(role);
      return isDraft ? drafts !== null : hunts !== null || looksPerHour !== null;
    },

    async checkHunt(transaction, { id, role }, { intervalSeconds, exceptId, isNew }) {
      const { hunts, looksPerHour, shortestIntervalSeconds } = quotasOf(role);
      if (intervalSeconds < shortestIntervalSeconds) {
        throw new QuotaError(['too_often', { shortest: shortestIntervalSeconds, asked: intervalSeconds }]);
      }
      // Most people have no limit that needs counting.
      if (hunts === null && looksPerHour === null) return;
      await lockUser(transaction, id);
      const used = await readUsed(transaction, id, exceptId);
      if (isNew && hunts !== null && used.hunts >= hunts) {
        throw new QuotaError(['too_many_hunts', { have: used.hunts, most: hunts }]);
      }
      const looks = used.looksPerHour + 3600 / intervalSeconds;
      if (looksPerHour !== null && looks > looksPerHour) {
        throw new QuotaError(['too_many_looks', { looks: Math.ceil(looks), most: looksPerHour }]);
      }
    },

    async checkDraft(transaction, { id, role }) {
      const { drafts } = quotasOf(role);
      if (drafts === null) return;
      await lockUser(transaction, id);
      const [row] = await transaction.query<{ drafts: number }>(
        `SELECT COUNT(*) AS drafts FROM task WHERE user_id = ? AND state = 'draft' AND draft_until > UTC_TIMESTAMP(3)`,
        [id],
      );
      if ((row?.drafts ?? 0) >= drafts) {
        throw new QuotaError(['too_many_drafts', { have: row?.drafts ?? 0, most: drafts }]);
      }
    },

    async checkChannel(transaction, { id, role }) {
      const { channels } = quotasOf(role);
      if (channels === null) return;
      await lockUser(transaction, id);
      const used = await readUsed(transaction, id);
      if (used.channels >= channels) {
        throw new QuotaError(['too_many_channels', { have: used.channels, most: channels }]);
      }
    },

    countCreation({ id, role }) {
      const most = limits.creationsPerMinute[role];
      if (most === undefined) return;
      const at = now();
      const entry = created.get(id);
      if (!entry || entry.resetAt <= at) {
        created.set(id, { count: 1, resetAt: at + MINUTE_MS });
        return;
      }
      if (entry.count >= most) {
        throw new TooManyRequestsError(['wait_creations', { most }], entry.resetAt - at);
      }
      entry.count += 1;
    },
  };
}
