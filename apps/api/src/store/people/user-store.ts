import type { Me, Role } from '@goodshunter/contracts/api';
import type { Columns, Sql } from '@goodshunter/db';

/**
 * The role; rows that replicas of before have made have none. The admin that such a replica makes when it starts after somebody has taken
 * over (it looks for one called `admin`) was named by nobody: it counts as a guest, and so does the token in its file.
 */
export const ROLE = `COALESCE(user.role, IF(user.is_admin = 0, 'member', IF(EXISTS (
  SELECT 1 FROM user first_admin WHERE first_admin.set_up_at <= user.created_at), 'guest', 'admin')))`;

const USER_COLUMNS = `user.id, user.name, ${ROLE} AS role, user.display_name, user.email, user.password_hash, user.is_disabled,
  user.set_up_at, user.language, user.theme, user.time_zone, user.created_at, user.second_factor_at, user.totp_secret`;

export interface UserRow
  extends Columns<
    'user',
    | 'id'
    | 'name'
    | 'displayName'
    | 'email'
    | 'passwordHash'
    | 'isDisabled'
    | 'setUpAt'
    | 'language'
    | 'timeZone'
    | 'createdAt'
    | 'secondFactorAt'
    | 'totpSecret'
  > {
  role: Role;
  theme: Me['theme'];
}

export interface NewUser {
  name: string;
  role: Role;
  passwordHash: string | null;
  email?: string | null;
  displayName?: string | null;
  /** The first admin. */
  isSetUp?: boolean;
}

export async function findUser(sql: Sql, userId: number): Promise<UserRow | undefined> {
  const [row] = await sql.query<UserRow>(`SELECT ${USER_COLUMNS} FROM user WHERE id = ?`, [userId]);
  return row;
}

/**
 * Who has this name, in any case. The database takes `ådà` for `ada`, too: so nobody can be named like somebody else, but a name that only
 * looks alike (as another system may let somebody have) never stands for that person.
 */
export async function findUserByName(sql: Sql, name: string): Promise<UserRow | undefined> {
  const [row] = await sql.query<UserRow>(`SELECT ${USER_COLUMNS} FROM user WHERE name = ?`, [name]);
  return row && foldName(row.name) === foldName(name) ? row : undefined;
}

/** Whether nobody can be called this, because somebody has this name or one that looks alike. */
export async function isNameTaken(sql: Sql, name: string): Promise<boolean> {
  return (await sql.query('SELECT 1 FROM user WHERE name = ?', [name])).length > 0;
}

/** Who has proved this address, in any case, and none that only looks alike: `example.net` and `exámple.net` are two houses. */
export async function findUserByEmail(sql: Sql, email: string): Promise<UserRow | undefined> {
  const [row] = await sql.query<UserRow>(`SELECT ${USER_COLUMNS} FROM user WHERE email = ?`, [email]);
  return row?.email != null && foldName(row.email) === foldName(email) ? row : undefined;
}

/** One form of a name or an address in whatever case: what is found by it, and counted under it. */
export function foldName(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Locks an account for the rest of the transaction. */
export async function lockUser(sql: Sql, userId: number): Promise<UserRow | undefined> {
  const [row] = await sql.query<UserRow>(`SELECT ${USER_COLUMNS} FROM user WHERE id = ? FOR UPDATE`, [userId]);
  return row;
}

/** The admin that a replica of before, or the token file, has made, and that nobody has taken over yet. Locked. */
export async function lockUnclaimedAdmin(sql: Sql): Promise<UserRow | undefined> {
  const [row] = await sql.query<UserRow>(
    `SELECT ${USER_COLUMNS} FROM user WHERE ${ROLE} = 'admin' AND set_up_at IS NULL AND password_hash IS NULL
     ORDER BY id LIMIT 1 FOR UPDATE`,
  );
  return row;
}

/** Whether somebody has taken over as the first admin. */
export async function hasSetUpAdmin(sql: Sql): Promise<boolean> {
  const rows = await sql.query('SELECT 1 FROM user WHERE set_up_at IS NOT NULL LIMIT 1');
  return rows.length > 0;
}

/**
 * Admins who can come in by themselves, locked, so that the last one stays. The admin that an older replica makes for its token file
 * has no way to sign in, and does not count.
 */
export async function lockActiveAdmins(sql: Sql): Promise<number[]> {
  const rows = await sql.query<{ id: number }>(
    `SELECT id FROM user WHERE ${ROLE} = 'admin' AND is_disabled = 0 AND (password_hash IS NOT NULL
       OR EXISTS (SELECT 1 FROM passkey WHERE passkey.user_id = user.id)
       OR EXISTS (SELECT 1 FROM identity WHERE identity.user_id = user.id)) ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

/** @throws a duplicate key where the name or the address is taken. */
export async function insertUser(sql: Sql, user: NewUser): Promise<number> {
  const { name, role, passwordHash, email = null, displayName = null, isSetUp = false } = user;
  const { insertId } = await sql.execute(
    `INSERT INTO user (name, is_admin, role, password_hash, email, display_name, set_up_at, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ${isSetUp ? 'UTC_TIMESTAMP(3)' : 'NULL'}, UTC_TIMESTAMP(3))`,
    [name, role === 'admin', role, passwordHash, email, displayName],
  );
  return insertId;
}

export interface UserChange {
  name?: string | undefined;
  displayName?: string | null | undefined;
  email?: string | null | undefined;
  passwordHash?: string | null | undefined;
  role?: Role | undefined;
  isDisabled?: boolean | undefined;
  language?: string | null | undefined;
  theme?: string | null | undefined;
  timeZone?: string | null | undefined;
}

const COLUMNS: Readonly<Record<keyof UserChange, string>> = {
  name: 'name',
  displayName: 'display_name',
  email: 'email',
  passwordHash: 'password_hash',
  role: 'role',
  isDisabled: 'is_disabled',
  language: 'language',
  theme: 'theme',
  timeZone: 'time_zone',
};

/** Writes what is named. @throws a duplicate key where the name or the address is taken. */
export async function updateUser(sql: Sql, userId: number, change: UserChange): Promise<void> {
  const named = (Object.keys(COLUMNS) as Array<keyof UserChange>).filter((field) => change[field] !== undefined);
  const assignments = named.map((field) => `${COLUMNS[field]} = ?`);
  const values = named.map((field) => change[field] ?? null);
  if (change.role !== undefined) {
    assignments.push('is_admin = ?');
    values.push(change.role === 'admin');
  }
  if (assignments.length === 0) return;
  await sql.execute(`UPDATE user SET ${assignments.join(', ')} WHERE id = ?`, [...values, userId]);
}

export async function markSetUp(sql: Sql, userId: number): Promise<void> {
  await sql.execute('UPDATE user SET set_up_at = COALESCE(set_up_at, UTC_TIMESTAMP(3)) WHERE id = ?', [userId]);
}

export interface PersonRow extends UserRow {
  lastSeenAt: Date | null;
  hunts: number;
}

/** Everybody, oldest account first. */
export async function listUsers(sql: Sql, onlyId?: number): Promise<PersonRow[]> {
  return sql.query<PersonRow>(
    `SELECT ${USER_COLUMNS},
       (SELECT MAX(last_used_at) FROM session WHERE session.user_id = user.id) AS last_seen_at,
       (SELECT COUNT(*) FROM task WHERE task.user_id = user.id AND task.state <> 'deleted') AS hunts
     FROM user ${onlyId === undefined ? '' : 'WHERE id = ?'} ORDER BY id`,
    onlyId === undefined ? [] : [onlyId],
  );
}
