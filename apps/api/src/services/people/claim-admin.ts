import { isDuplicateKey, type Sql } from '@goodshunter/db';
import { findUserByName, lockUnclaimedAdmin, updateUser } from '../../store/people/user-store.js';
import { insertNamed, nameTaken } from './insert-named.js';

/** The admin that the token file or an older replica has made takes this name and password; else a new one, or the named one. */
export async function claimAdmin(sql: Sql, name: string, passwordHash: string): Promise<number> {
  const named = await findUserByName(sql, name);
  const unclaimed = await lockUnclaimedAdmin(sql);
  if (unclaimed && (!named || named.id === unclaimed.id)) {
    try {
      await updateUser(sql, unclaimed.id, { name, passwordHash, role: 'admin', isDisabled: false });
    } catch (error) {
      if (isDuplicateKey(error)) throw nameTaken();
      throw error;
    }
    return unclaimed.id;
  }
  if (named?.role === 'admin') {
    await updateUser(sql, named.id, { passwordHash, role: 'admin', isDisabled: false });
    return named.id;
  }
  return insertNamed(sql, { name, role: 'admin', passwordHash });
}
