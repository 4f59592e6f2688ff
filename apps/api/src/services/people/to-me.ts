import type { Me } from '@goodshunter/contracts/api';
import type { UserRow } from '../../store/people/user-store.js';

/** An account as its owner sees it: no hash, no secret. */
export function toMe(user: UserRow): Me {
  return {
    id: user.id,
    name: user.name,
    displayName: user.displayName,
    email: user.email,
    role: user.role,
    language: user.language,
    theme: user.theme,
    timeZone: user.timeZone,
    hasPassword: user.passwordHash !== null,
    hasSecondFactor: user.secondFactorAt !== null,
  };
}
