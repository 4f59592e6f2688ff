import { hash, randomBytes, randomInt } from 'node:crypto';

/** What is told, and what is stored of it. */
export interface Secret {
  code: string;
  codeHash: Buffer;
}

/** A code for links: nobody guesses it. */
export function createLongCode(): Secret {
  const code = randomBytes(32).toString('base64url');
  return { code, codeHash: hashCode(code) };
}

/** Six digits for a letter; wrong guesses are counted. Bound to its user, as many people may have the same at once. */
export function createShortCode(userId: number): Secret {
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0');
  return { code, codeHash: hashShortCode(userId, code, randomBytes(16)) };
}

export function hashCode(code: string): Buffer {
  return hash('sha256', code, 'buffer');
}

/** Salt and digest in 32 bytes, so that equal codes of different letters differ. */
function hashShortCode(userId: number, code: string, salt: Buffer): Buffer {
  return Buffer.concat([salt, hash('sha256', `${userId}:${salt.toString('hex')}:${code}`, 'buffer').subarray(0, 16)]);
}

export function isShortCode(stored: Buffer, userId: number, code: string): boolean {
  return hashShortCode(userId, code, stored.subarray(0, 16)).equals(stored);
}

/** Without letters that look like digits. */
const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const RECOVERY_LENGTH = 16;

/** A code to keep on paper, `abcd-efgh-jkmn-pqrs`: as many as nobody guesses (79 bits), so that a fast hash will do. */
export function createRecoveryCode(): string {
  const letters = Array.from({ length: RECOVERY_LENGTH }, () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]);
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** However it is typed: in capitals, with other gaps. Bound to its user. */
export function hashRecoveryCode(userId: number, code: string): Buffer {
  return hashCode(`recovery:${userId}:${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}
