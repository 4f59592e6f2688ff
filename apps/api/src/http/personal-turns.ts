import { TooManyRequestsError } from '../errors.js';

export interface PersonalTurnsOptions {
  /** What one person may have under way at once. @default 2 */
  atOnce?: number;
  /** What one person may have waiting for that. @default 20 */
  waiting?: number;
}

export interface PersonalTurns {
  /** Runs `work` when it is this person's turn. @throws {TooManyRequestsError} when too much of theirs waits already */
  take<Result>(personId: number, work: () => Promise<Result>): Promise<Result>;
}

interface Line {
  underWay: number;
  waiting: (() => void)[];
}

/** Turns of each person, in this process: whoever asks for much at once waits for themselves alone. */
export function createPersonalTurns({ atOnce = 2, waiting = 20 }: PersonalTurnsOptions = {}): PersonalTurns {
  const lines = new Map<number, Line>();

  return {
    async take(personId, work) {
      const line = lines.get(personId) ?? { underWay: 0, waiting: [] };
      lines.set(personId, line);
      if (line.underWay < atOnce) line.underWay += 1;
      else if (line.waiting.length < waiting) await new Promise<void>((call) => line.waiting.push(call));
      else throw new TooManyRequestsError(['asks_too_much'], 1000);
      try {
        return await work();
      } finally {
        const next = line.waiting.shift();
        if (next) next();
        else line.underWay -= 1;
        if (line.underWay === 0) lines.delete(personId);
      }
    },
  };
}
