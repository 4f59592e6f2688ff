import type { Database } from '@goodshunter/db';
import type { ClaimedGate } from './claim-gates.js';

/** Nobody is there any more: the channel is switched off, and what waits is held until somebody switches it on again. */
export async function switchChannelOff(db: Database, gate: ClaimedGate, reason: string): Promise<void> {
  await db.sql.execute(
    'UPDATE channel SET is_enabled = 0, updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND is_enabled = 1',
    [gate.channelId],
  );
  void reason;
}
