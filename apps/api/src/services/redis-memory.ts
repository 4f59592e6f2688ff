import type { Connection } from '@goodshunter/taskqueue';

export interface RedisMemory {
  usedBytes: number;
  /** 0: no limit. */
  maxBytes: number;
}

/** What INFO memory says. @throws whatever the connection does while Redis is away. */
export async function readRedisMemory(connection: Connection): Promise<RedisMemory> {
  const info = String(await connection.call('INFO', 'memory'));
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
  return { usedBytes: read('used_memory'), maxBytes: read('maxmemory') };
}
