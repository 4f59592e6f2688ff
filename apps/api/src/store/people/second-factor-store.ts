import type { Sql } from '@goodshunter/db';
import { deleteCodes } from './code-store.js';

export interface SecondFactorRow {
  isOn: number;
  /** Sealed. */
  totpSecret: string | null;
  passkeys: number;
  recoveryCodes: number;
}

export async function readSecondFactor(sql: Sql, userId: number): Promise<SecondFactorRow | undefined> {
  const [row] = await sql.query<SecondFactorRow>(
    `SELECT second_factor_at IS NOT NULL AS is_on, totp_secret,
       (SELECT COUNT(*) FROM passkey WHERE passkey.user_id = user.id) AS passkeys,
       (SELECT COUNT(*) FROM one_time_code WHERE one_time_code.user_id = user.id AND kind = 'recovery' AND uses_left > 0)
         AS recovery_codes
     FROM user WHERE id = ?`,
    [userId],
  );
  return row;
}

/** From now on it is asked for. @param app with the step of the code that proved it; undefined: what there is stays */
export async function switchOnSecondFactor(
  sql: Sql,
  userId: number,
  app?: { sealed: string; step: number },
): Promise<void> {
  await sql.execute('UPDATE user SET second_factor_at = COALESCE(second_factor_at, UTC_TIMESTAMP(3)) WHERE id = ?', [
    userId,
  ]);
  if (app === undefined) return;
  await sql.execute('UPDATE user SET totp_secret = ?, totp_step = ? WHERE id = ?', [app.sealed, app.step, userId]);
}

/** The password alone signs in again; app, recovery codes and sign-ins that are half done end. Passkeys stay. */
export async function switchOffSecondFactor(sql: Sql, userId: number): Promise<void> {
  await sql.execute('UPDATE user SET second_factor_at = NULL, totp_secret = NULL, totp_step = NULL WHERE id = ?', [
    userId,
  ]);
  for (const kind of ['recovery', 'totp', 'second'] as const) await deleteCodes(sql, kind, userId);
}

/** Uses the code of this step of 30 seconds up. False when it, or a later one, was used before. */
export async function takeTotpStep(sql: Sql, userId: number, step: number): Promise<boolean> {
  const { affectedRows } = await sql.execute(
    'UPDATE user SET totp_step = ? WHERE id = ? AND (totp_step IS NULL OR totp_step < ?)',
    [step, userId, step],
  );
  return affectedRows > 0;
}
