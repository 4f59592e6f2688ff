import { type Sql, toMicroseconds } from '@goodshunter/db';

/** Takes or renews a named lease, such as `publisher`, for `ttlMs` from now. False: another living owner holds it. */
export async function holdLease(sql: Sql, name: string, owner: string, ttlMs: number): Promise<boolean> {
  const ttl = toMicroseconds(ttlMs);
  const renewed = await sql.execute(
    `UPDATE lease SET owner = ?, expires_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
     WHERE name = ? AND (owner = ? OR expires_at <= UTC_TIMESTAMP(3))`,
    [owner, ttl, name, owner],
  );
  if (renewed.affectedRows > 0) return true;
  const created = await sql.execute(
    'INSERT IGNORE INTO lease (name, owner, expires_at) VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)',
    [name, owner, ttl],
  );
  return created.affectedRows > 0;
}

/** Gives a lease up at once, so that the next owner need not wait. */
export async function dropLease(sql: Sql, name: string, owner: string): Promise<void> {
  await sql.execute('DELETE FROM lease WHERE name = ? AND owner = ?', [name, owner]);
}
