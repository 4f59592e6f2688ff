import type { AuditAction } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import type { Origin } from '../../access/person.js';
import { insertAudit } from '../../store/people/audit-store.js';

export interface AuditNote {
  /** Who did it, or tried to. */
  userId: number | null;
  userName?: string;
  action: AuditAction;
  isRefused?: boolean;
  /** A few words; never a secret. */
  detail?: string;
  origin: Origin;
}

export interface AuditLog {
  /** Never rejects: what was done is done, and a database that is away is told in the log. */
  note(note: AuditNote): Promise<void>;
}

/** Who signed in, was refused, or changed what others rest on, in the table `audit`. */
export function createAuditLog({ sql, log }: { sql: Sql; log: Logger }): AuditLog {
  return {
    async note({ userId, userName = '', action, isRefused = false, detail = '', origin }) {
      try {
        await insertAudit(sql, { userId, userName, action, isRefused, detail, ...origin });
      } catch (error) {
        log.warn('audit entry not stored', { action, isRefused, userId, error });
      }
    },
  };
}
