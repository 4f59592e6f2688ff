import type { Role } from '@goodshunter/contracts/api';
import { isDuplicateKey, type Sql } from '@goodshunter/db';
import { InvalidInputError } from '../../errors.js';
import { insertUser } from '../../store/people/user-store.js';

/** @throws {InvalidInputError} when the name is taken. */
export async function insertNamed(
  sql: Sql,
  user: { name: string; role: Role; passwordHash: string | null; email?: string | null },
): Promise<number> {
  try {
    return await insertUser(sql, user);
  } catch (error) {
    if (isDuplicateKey(error)) throw nameTaken();
    throw error;
  }
}

export function nameTaken(): InvalidInputError {
  return new InvalidInputError([{ field: 'name', message: 'name is taken; choose another' }]);
}
