import type { Connection } from 'mariadb';

const ROWS_PER_INSERT = 5000;

export interface BacklogOptions {
  tasks: number;
  shopUrl: string;
  /** How many shops of the demo street they watch, from number 1000 on. */
  shops: number;
}

/** Tasks named `backlog` that have been due for an hour, looking once a day. */
export async function insertBacklog(db: Connection, { tasks, shopUrl, shops }: BacklogOptions): Promise<void> {
  for (let first = 0; first < tasks; first += ROWS_PER_INSERT) {
    const rows = Array.from({ length: Math.min(ROWS_PER_INSERT, tasks - first) }, (_, n) => [
      JSON.stringify({ url: `${shopUrl}/s/${1000 + ((first + n) % shops)}` }),
    ]);
    await db.batch(
      `INSERT INTO task (user_id, name, source, query, keyword, exclude_keywords, interval_s, due_at, planned_at)
       VALUES (1, 'backlog', 'shopify', ?, '', '[]', 86400, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR)`,
      rows,
    );
  }
}
