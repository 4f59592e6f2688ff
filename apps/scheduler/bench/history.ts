import { createDatabase, migrate } from '@goodshunter/db';
import { startMariadb } from '@goodshunter/testing';
import type { HistoryWork } from '../src/store/housekeeping/history-work.js';
import { thinPrices } from '../src/store/housekeeping/thin-prices.js';

/**
 * How long the historian takes for the price points of years, and what others feel of it: POINTS points (10,000,000) of items with 500 each, five a
 * day, three quarters of them older than what is kept whole. `node --conditions=@goodshunter/source --import tsx bench/history.ts`
 */
const points = Number(process.env.POINTS ?? 10_000_000);
const PER_ITEM = 500;

const server = await startMariadb({ extraArgs: ['--innodb-buffer-pool-size=512M'] });
try {
  const url = await server.createDatabase();
  await migrate(url);
  const { sql, close } = createDatabase({ url, poolSize: 4 });
  const items = points / PER_ITEM;
  await sql.execute(
    `INSERT INTO item (id, source, source_key, title, url, availability, first_seen_at, observed_at)
     SELECT seq, 'shopify', CONCAT('k', seq), 't', 'u', 'in_stock', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3) FROM seq_1_to_${items}`,
  );
  for (let from = 1; from <= items; from += 500) {
    await sql.execute(
      `INSERT INTO price_point (item_id, price, currency, observed_at)
       SELECT i.seq, 1000 + (i.seq * p.seq) % 97, 'EUR', UTC_TIMESTAMP(3) - INTERVAL p.seq * 17280 SECOND
       FROM seq_${from}_to_${Math.min(items, from + 499)} AS i JOIN seq_1_to_${PER_ITEM} AS p`,
    );
  }
  console.log(`${points} points of ${items} items`);
  const waits: number[] = [];
  const probe = setInterval(async () => {
    const startedAt = performance.now();
    await sql.execute("UPDATE lease SET expires_at = UTC_TIMESTAMP(3) WHERE name = 'probe'");
    waits.push(performance.now() - startedAt);
  }, 50);
  const work: HistoryWork = { sql, goOn: () => new Promise((resolve) => setTimeout(resolve, 20, true)) };
  for (const turn of ['first', 'second']) {
    const startedAt = performance.now();
    waits.length = 0;
    const thinned = await thinPrices(work, 25 * 86_400_000);
    const sorted = waits.sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
    console.log(
      `${turn} turn: ${thinned} points deleted in ${((performance.now() - startedAt) / 1000).toFixed(0)} s; other writes meanwhile p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`,
    );
  }
  clearInterval(probe);
  await close();
} finally {
  await server.stop();
}
