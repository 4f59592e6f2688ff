import { Redis } from 'ioredis';
import { createPool } from 'mariadb';

/** What any service of this kind must at least do for one task: one row, one entry. */
export interface BareTasks {
  create(): Promise<number>;
  close(): Promise<void>;
}

const INSERT = `INSERT INTO task (user_id, name, source, query, keyword, exclude_keywords, interval_s, due_at, planned_at)
  VALUES (1, 'bare', 'shopify', '{"url":"http://shop.example"}', '', '[]', 86400, NULL, UTC_TIMESTAMP(3))`;

/** Writes to the same tables and server as the house, but NULL as due time: nothing is run. */
export function createBareTasks(databaseUrl: string, redisUrl: string): BareTasks {
  const url = new URL(databaseUrl);
  const pool = createPool({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: url.password,
    database: url.pathname.slice(1),
    connectionLimit: 10,
    insertIdAsNumber: true,
  });
  const redis = new Redis(redisUrl);
  return {
    async create() {
      const { insertId } = (await pool.query(INSERT)) as { insertId: number };
      const data = {
        task_id: insertId,
        action: 'execute',
        timestamp: new Date().toISOString(),
        retry: 0,
        source: 'bare',
      };
      await redis.xadd('bare:queue', '*', 'data', JSON.stringify(data));
      return insertId;
    },
    async close() {
      await pool.end();
      redis.disconnect();
    },
  };
}
