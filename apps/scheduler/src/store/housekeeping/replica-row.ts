import type { ModeCode, QueueMode } from '@goodshunter/contracts/api';
import { type Sql, toMicroseconds } from '@goodshunter/db';

export interface ReplicaState {
  name: string;
  mode: QueueMode;
  /** How long it has been in this mode, in ms: durations only, so that no process's clock matters. */
  modeForMs: number;
  modeReason: string;
  modeCode: ModeCode;
}

/** Renews this replica's word on its mode, and forgets replicas that were silent for `silentMs`. */
export async function beatReplica(sql: Sql, state: ReplicaState, silentMs: number): Promise<void> {
  const { name, mode, modeForMs, modeReason, modeCode } = state;
  await sql.execute(
    `INSERT INTO replica (name, mode, mode_since, mode_reason, mode_code, beat_at)
     VALUES (?, ?, UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND, ?, ?, UTC_TIMESTAMP(3))
     ON DUPLICATE KEY UPDATE
       mode_since = IF(mode = VALUES(mode), mode_since, VALUES(mode_since)),
       mode = VALUES(mode), mode_reason = VALUES(mode_reason),
       mode_code = VALUES(mode_code), beat_at = VALUES(beat_at)`,
    [name, mode, toMicroseconds(modeForMs), modeReason.slice(0, 200), modeCode],
  );
  await sql.execute('DELETE FROM replica WHERE beat_at < UTC_TIMESTAMP(3) - INTERVAL ? MICROSECOND', [
    toMicroseconds(silentMs),
  ]);
}

/** Takes this replica off the list. */
export async function forgetReplica(sql: Sql, name: string): Promise<void> {
  await sql.execute('DELETE FROM replica WHERE name = ?', [name]);
}
