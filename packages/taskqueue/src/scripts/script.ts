import { createHash } from 'node:crypto';

/** A Lua script. Each handles at most {@link BATCH} ids, so that none holds Redis for more than a few milliseconds. */
export interface Script {
  readonly name: string;
  readonly source: string;
  readonly sha: string;
  /**
   * The same with the flag that lets it write while maxmemory is reached (Redis 7): a worker that cannot beat looks dead.
   * Undefined where the script does not need it.
   */
  readonly atMaxmemory: Omit<Script, 'atMaxmemory'> | undefined;
}

/** Most ids in one script: at a million waiting entries, 1,000 in one script took 8 to 12 ms. */
export const BATCH = 250;

/** A script by its text; its hash names it to EVALSHA. */
export function script(name: string, source: string, { writesAtMaxmemory = false } = {}): Script {
  const hash = (text: string) => createHash('sha1').update(text).digest('hex');
  const flagged = `#!lua flags=allow-oom\n${source}`;
  return {
    name,
    source,
    sha: hash(source),
    atMaxmemory: writesAtMaxmemory ? { name, source: flagged, sha: hash(flagged) } : undefined,
  };
}
