import { createTestDatabase } from '@goodshunter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDatabase, type Database } from '../../src/database.js';
import { migrate } from '../../src/migrate.js';
import { deriveDdl } from '../support/derive-ddl.js';
import { readDatamodel } from '../support/read-datamodel.js';

const COLUMNS = `SELECT table_name AS tableName, column_name AS name, ordinal_position AS position, column_type AS type,
    is_nullable AS isNullable, column_default AS defaultValue, extra
  FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'
  ORDER BY table_name, ordinal_position`;
const INDEXES = `SELECT table_name AS tableName, index_name AS name, seq_in_index AS position, column_name AS columnName,
    non_unique AS isNotUnique
  FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'
  ORDER BY table_name, index_name, seq_in_index`;
const EXACT = `SELECT CONCAT(table_name, '.', column_name) AS name FROM information_schema.columns
  WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations' AND collation_name = 'utf8mb4_bin'
    AND data_type = 'varchar' ORDER BY 1`;
const OTHER_SETS = `SELECT table_name, column_name, collation_name FROM information_schema.columns
  WHERE table_schema = DATABASE() AND collation_name NOT IN ('utf8mb4_bin', 'utf8mb4_unicode_ci')`;

let migrated: Database;
let derived: Database;
beforeAll(async () => {
  const [migratedUrl, derivedUrl] = [await createTestDatabase(), await createTestDatabase()];
  await migrate(migratedUrl);
  migrated = createDatabase({ url: migratedUrl, poolSize: 1 });
  derived = createDatabase({ url: derivedUrl, poolSize: 1 });
  for (const statement of deriveDdl(await readDatamodel())) await derived.sql.execute(statement);
});
afterAll(async () => {
  await migrated.close();
  await derived.close();
});

describe('migrations and schema.prisma', () => {
  it('describe the same columns', async () => {
    const columns = await derived.sql.query(COLUMNS);
    expect(columns.length).toBeGreaterThan(100);
    expect(await migrated.sql.query(COLUMNS)).toEqual(columns);
  });

  it('describe the same keys', async () => {
    const indexes = await derived.sql.query(INDEXES);
    expect(indexes.length).toBeGreaterThan(30);
    expect(await migrated.sql.query(INDEXES)).toEqual(indexes);
  });

  it('compare names that come from elsewhere exactly, which schema.prisma cannot say', async () => {
    const exact = (await migrated.sql.query<{ name: string }>(EXACT)).map(({ name }) => name);
    expect(exact).toEqual([
      'api_token.scopes',
      'audit.action',
      'channel_gate.destination',
      'channel_gate.lease_owner',
      'delivery.message_id',
      'event.kind',
      'host_budget.host',
      'idempotency_key.key',
      'item.former_key',
      'item.source',
      'item.source_key',
      'lease.name',
      'lease.owner',
      'notification.correlation_id',
      'notification.lease_owner',
      'notification.message_id',
      'one_time_code.kind',
      'one_time_code.role',
      'passkey.credential_id',
      'replica.name',
      'run.correlation_id',
      'run.worker',
      'task.correlation_id',
      'task.lease_owner',
      'task.source',
      'task_share.role',
      'user.password_hash',
      'user.role',
      'user.totp_secret',
    ]);
    expect(await migrated.sql.query(OTHER_SETS)).toEqual([]);
  });
});
