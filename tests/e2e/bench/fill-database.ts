import type { Connection } from 'mariadb';

export const HUNTS = 10_000;
export const ITEMS = 100_000;
export const EVENTS = 1_000_000;
const RUNS = 200_000;
const SHARED = 20;
const TOLD = 300_000;
/** Prices of the one item that is looked at closely. */
const POINTS = 10_000;
export const CLOSE_ITEM = 1;

const words = (seed: string, ...choice: string[]) =>
  `ELT(1 + ${seed} MOD ${choice.length}, ${choice.map((word) => `'${word}'`).join(', ')})`;
const TITLE = [
  words('seq', 'Leica', 'Orbis', 'Tamura', 'Zeilen', 'Halden', 'Nordlys', 'Kestrel'),
  words('(seq * 7)', 'M6', 'Sonar', 'Prime', 'Field', 'Junior', 'Lumen', 'Satchel', 'Wide', 'H-17', 'Carousel', 'R35'),
  words('(seq * 3)', 'camera', '50 mm lens', 'tripod', 'projector', 'light meter'),
  words('(seq * 5)', 'like new', 'very good', 'well used', 'needs care'),
].join(", ' ', ");

/**
 * A house that has run for three months, inserted in bulk: all of it one person's, which is the hardest case for lists. Hunt n sees
 * the items whose number ends like its own; ids of events rise with their time, as in life.
 */
export async function fillDatabase(connection: Connection, userId: number): Promise<void> {
  const steps = [
    `INSERT INTO task (id, user_id, name, source, query, keyword, exclude_keywords, interval_s, state, due_at, planned_at, health,
       is_unhealthy, failures, last_success_at, last_run_at, baseline_at, is_phased)
     SELECT seq, ${userId}, CONCAT('Hunt ', seq, ' for ', ${words('seq', 'cameras', 'lenses', 'tripods', 'bags', 'lamps')}), 'shopify',
       JSON_OBJECT('url', CONCAT('https://shop-', seq MOD 500, '.example/')), '', '[]', 300, 'active',
       UTC_TIMESTAMP(3) + INTERVAL 1 DAY, UTC_TIMESTAMP(3) + INTERVAL 1 DAY, IF(seq MOD 200 = 0, 'blocked', 'ok'), seq MOD 200 = 0,
       IF(seq MOD 200 = 0, 3, 0), UTC_TIMESTAMP(3) - INTERVAL seq MOD 300 SECOND, UTC_TIMESTAMP(3) - INTERVAL seq MOD 300 SECOND,
       UTC_TIMESTAMP(3) - INTERVAL 90 DAY, 1
     FROM seq_1_to_${HUNTS}`,
    `INSERT INTO task_tag (task_id, tag) SELECT seq, ${words('seq', 'home', 'music', 'optics', 'desk')} FROM seq_1_to_${HUNTS}`,
    `INSERT INTO item (id, source, source_key, title, url, price, currency, availability, first_seen_at, observed_at)
     SELECT seq, 'shopify', CONCAT('shop-', seq MOD 500, '.example/', seq), CONCAT(${TITLE}),
       CONCAT('https://shop-', seq MOD 500, '.example/products/', seq), 1000 + (seq * 37) MOD 200000, 'EUR',
       IF(seq MOD 10 = 0, 'out_of_stock', 'in_stock'), UTC_TIMESTAMP(3) - INTERVAL 90 DAY, UTC_TIMESTAMP(3) - INTERVAL 1 HOUR
     FROM seq_1_to_${ITEMS}`,
    `INSERT INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
     SELECT 1 + (id - 1) MOD ${HUNTS}, id, price, currency, availability, id MOD 3 > 0, first_seen_at, first_seen_at FROM item`,
    // One large shop: a fiftieth of all items in the first hunt.
    `INSERT IGNORE INTO task_item (task_id, item_id, price, currency, availability, is_match, first_seen_at, changed_at)
     SELECT 1, id, price, currency, availability, id MOD 3 > 0, first_seen_at, first_seen_at FROM item WHERE id MOD 50 = 0`,
    `INSERT INTO price_point (item_id, price, currency, observed_at) SELECT id, price, 'EUR', first_seen_at FROM item`,
    `INSERT IGNORE INTO price_point (item_id, price, currency, observed_at)
     SELECT ${CLOSE_ITEM}, 20000 + (seq * 7919) MOD 9000, 'EUR', UTC_TIMESTAMP(3) - INTERVAL seq * 777 SECOND FROM seq_1_to_${POINTS}`,
    `INSERT INTO event (user_id, task_id, item_id, token, kind, old_price, new_price, currency, created_at)
     SELECT ${userId}, 1 + (n - 1) MOD ${HUNTS}, n, seq, ${words('seq', 'new', 'price_drop', 'price_rise', 'sold', 'back')},
       IF(seq MOD 5 IN (1, 2), 30000, NULL), 1000 + (seq * 37) MOD 200000, 'EUR',
       UTC_TIMESTAMP(3) - INTERVAL (${EVENTS} - seq) * 7.7 SECOND
     FROM (SELECT seq, 1 + (seq * 7919) MOD ${ITEMS} AS n FROM seq_1_to_${EVENTS}) numbered`,
    // Of somebody else, and shared: what is read from two places at once must not cost more than it is.
    `INSERT INTO task (user_id, name, source, query, keyword, exclude_keywords, interval_s, state, planned_at, health, last_event_at)
     SELECT ${userId} + 1000, CONCAT('Shared hunt ', seq), 'feed', JSON_OBJECT('url', 'https://feeds.example/x'), '', '[]', 300, 'paused',
       UTC_TIMESTAMP(3), 'ok', UTC_TIMESTAMP(3) - INTERVAL seq HOUR FROM seq_1_to_${SHARED}`,
    `INSERT INTO task_share (task_id, user_id, role, notify) SELECT id, ${userId}, 'viewer', '[]' FROM task WHERE user_id = ${userId} + 1000`,
    `INSERT INTO event (id, user_id, task_id, item_id, token, kind, new_price, currency, created_at)
     SELECT ${EVENTS} + seq, ${userId} + 1000, ${HUNTS} + 1 + seq MOD ${SHARED}, seq, seq, 'new', 1000 + seq, 'EUR', UTC_TIMESTAMP(3)
     FROM seq_1_to_${SHARED * 100}`,
    'UPDATE task JOIN (SELECT task_id, MAX(created_at) AS at FROM event GROUP BY task_id) newest ON newest.task_id = task.id SET last_event_at = at',
    // What the newest third was told by.
    `INSERT INTO delivery (message_id, user_id, channel_id, item_id, content, state, sent_at, created_at)
     SELECT CONCAT('bench-', id), user_id, IF(id MOD 50000 = 0, 3, 1 + id MOD 2), item_id,
       '{"entries":[{"news":{"taskName":"x","events":[],"item":null}}],"more":0,"held":null}', 'sent', created_at, created_at
     FROM event WHERE id BETWEEN ${EVENTS - TOLD + 1} AND ${EVENTS}`,
    `INSERT INTO notice (user_id, channel_id, task_id, item_id, run_token, news, delivery_id, created_at)
     SELECT e.user_id, d.channel_id, e.task_id, e.item_id, e.token, '{"taskName":"x","events":[{"kind":"new"}],"item":null}', d.id, e.created_at
     FROM event e JOIN delivery d ON d.message_id = CONCAT('bench-', e.id) WHERE e.id > ${EVENTS - TOLD}`,
    `INSERT INTO run (task_id, token, outcome, attempt, started_at, finished_at, items_seen, worker)
     SELECT 1 + seq MOD ${HUNTS}, seq, IF(seq MOD 97 = 0, 'timeout', 'ok'), 1, UTC_TIMESTAMP(3) - INTERVAL ${RUNS} - seq SECOND,
       UTC_TIMESTAMP(3) - INTERVAL ${RUNS} - seq SECOND, 10, 'bench' FROM seq_1_to_${RUNS}`,
    'ANALYZE TABLE task, item, task_item, event, run, price_point, notice, delivery',
  ];
  // What is inserted fits into memory, as a house of this size is given it; then keys are written once, not page by page.
  await connection.query('SET GLOBAL innodb_buffer_pool_size = 1073741824');
  await connection.query('SET SESSION unique_checks = 0');
  for (const step of steps) await connection.query(step);
}
