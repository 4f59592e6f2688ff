export { createDatabase, type Database, type DatabaseOptions } from './database.js';
export {
  CommitUnknownError,
  DatabaseError,
  DatabaseQueryError,
  DatabaseUnavailableError,
  findUnavailableReason,
  isDatabaseUnavailable,
  isDuplicateKey,
  isTemporary,
  MigrationError,
  TransactionConflictError,
  UNAVAILABLE_WORDS,
  type UnavailableReason,
} from './errors.js';
export { type Channel as ChannelModel, Prisma, type PrismaClient } from './generated/client.js';
export { type MigrateOptions, type MigrateResult, migrate, resolveMigration } from './migrate.js';
export type { Columns, Tables } from './rows.js';
export { type ExecuteResult, placeholders, type Sql, type SqlParam, type SqlValue, type Statement } from './sql.js';
export type { TransactionOptions } from './transaction.js';
export { parseJson, toMicroseconds } from './values.js';
