import type { SectionDefinition } from './key-definition.js';

export const REDIS = {
  addr: { doc: 'host:port of Redis.', format: 'address', default: 'localhost:6380', env: 'REDIS_ADDR' },
  password: {
    doc: 'Password of Redis (`requirepass`); empty means none.',
    format: 'optional-text',
    default: 'goodshunter_redis',
    env: 'REDIS_PASSWORD',
    sensitive: true,
    allowEmpty: true,
  },
} as const satisfies SectionDefinition;

export const DATABASE = {
  url: {
    doc: 'MySQL or MariaDB: mysql://user:password@host:port/database.',
    format: 'mysql-url',
    default: 'mysql://goodshunter:goodshunter@localhost:3307/goodshunter',
    env: 'DATABASE_URL',
    sensitive: true,
  },
  migration_url: {
    doc: 'The same as a user who may change tables, for migrations alone: services then need one who reads and writes rows. Empty: that of `database.url`.',
    format: 'optional-mysql-url',
    default: '',
    env: 'DATABASE_MIGRATION_URL',
    sensitive: true,
  },
  pool_size: {
    doc: 'Most connections that one process opens to the database.',
    format: 'whole',
    min: 1,
    max: 1000,
    default: 10,
    env: 'DATABASE_POOL_SIZE',
  },
} as const satisfies SectionDefinition;

export const LOG = {
  level: { doc: 'Least severe level that is logged.', format: 'level', default: 'info', env: 'LOG_LEVEL' },
} as const satisfies SectionDefinition;
