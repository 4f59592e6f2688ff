import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { TooManyRequestsError } from '../../errors.js';

/** argon2id, 19 MiB, two passes: what OWASP names as the least. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** About 20 s of hashing: who would wait longer is told to come back. */
const MOST_WAITING = 100;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for an account that has no password, or does not exist, as for one that has. */
  verify(stored: string | null | undefined, password: string): Promise<boolean>;
}

export interface PasswordHasherOptions {
  /** Hashes at once. @default one for each two cores */
  lanes?: number;
}

/**
 * Hashes passwords without holding up everything else: each takes a tenth of a second of one core, so the others wait in a line.
 * @throws {TooManyRequestsError} when the line is long
 */
export function createPasswordHasher(options: PasswordHasherOptions = {}): PasswordHasher {
  const { lanes = Math.max(1, Math.floor(availableParallelism() / 2)) } = options;
  const waiting: Array<() => void> = [];
  let busy = 0;
  let decoy: Promise<string> | undefined;

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (busy >= lanes) {
      if (waiting.length >= MOST_WAITING) {
        throw new TooManyRequestsError('Many people sign in at the moment; try again in a few seconds.', 10_000);
      }
      // Whoever ends hands its lane on, so that nobody slips in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      busy += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  }

  return {
    hash: (password) => inTurn(() => hash(password, OPTIONS)),
    async verify(stored, password) {
      decoy ??= inTurn(() => hash('nobody has this password', OPTIONS));
      const against = stored ?? (await decoy);
      const isRight = await inTurn(() => verify(against, password));
      return isRight && stored != null;
    },
  };
}
