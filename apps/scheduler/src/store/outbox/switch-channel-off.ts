import type { Sql } from '@goodshunter/db';

/** Nobody is there any more: the channel is switched off, and what waits is held until somebody switches it on again. */
export async function switchChannelOff(sql: Sql, channelId: number): Promise<void> {
  await sql.execute(
    'UPDATE channel SET is_enabled = 0, updated_at = UTC_TIMESTAMP(3) WHERE id = ? AND is_enabled = 1',
    [channelId],
  );
}
